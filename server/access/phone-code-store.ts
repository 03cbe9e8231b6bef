import { type Insertable, sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import type { PhoneCode } from '../platform/schema.ts'

const HOUR_MS = 3_600_000

export async function insertCode(db: Database, row: Insertable<PhoneCode>): Promise<void> {
  await db.insertInto('phone_code').values(row).execute()
}

/** Lets codes for one phone, and from one address, be made one after another: else the limits could be outrun. */
export async function lockSending(db: Database, hashes: { phone: Buffer; address: Buffer }): Promise<void> {
  // always the phone first, so that two calls never wait for each other
  for (const hash of [hashes.phone, hashes.address]) {
    await sql`select pg_advisory_xact_lock(${hash.readBigInt64BE().toString()}::bigint)`.execute(db)
  }
}

/** How many codes went to the phone, and out for the address, since a time; and the oldest of those. */
export async function sendingWindow(
  db: Database,
  { phone, address }: { phone: Buffer; address: Buffer },
  since: Date,
): Promise<{ byPhone: number; byAddress: number; oldest: Date | null }> {
  return db
    .selectFrom('phone_code')
    .where('sent_at', '>', since)
    .where((where) => where.or([where('phone_hash', '=', phone), where('address_hash', '=', address)]))
    .select(({ fn, eb }) => [
      fn.countAll<number>().filterWhere('phone_hash', '=', phone).as('byPhone'),
      fn.countAll<number>().filterWhere('address_hash', '=', address).as('byAddress'),
      fn.min(eb.ref('sent_at')).as('oldest'),
    ])
    .executeTakeFirstOrThrow()
}

/** Removes a portion of the codes that ended before a time; rows another call is removing are left to it. */
export async function forgetOldCodes(db: Database, endedBefore: Date): Promise<void> {
  const old = db
    .selectFrom('phone_code')
    .select('id')
    .where('ends_at', '<', endedBefore)
    .limit(100)
    .forUpdate()
    .skipLocked()
  await db.deleteFrom('phone_code').where('id', 'in', old).execute()
}

/** The code of a challenge, or the newest of a phone; locked until the transaction ends. */
export function lockCode(db: Database, which: { id: string } | { phoneHash: Buffer }) {
  const query = db
    .selectFrom('phone_code')
    .select(['id', 'phone_cipher', 'code_hash', 'wrong_tries', 'ends_at', 'used_at'])
  const narrowed =
    'id' in which ? query.where('id', '=', which.id) : query.where('phone_hash', '=', which.phoneHash)
  return narrowed.orderBy('sent_at', 'desc').orderBy('id', 'desc').limit(1).forUpdate().executeTakeFirst()
}

export async function countWrongTry(db: Database, id: string): Promise<void> {
  await db
    .updateTable('phone_code')
    .set(({ eb }) => ({ wrong_tries: eb('wrong_tries', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function markCodeUsed(db: Database, id: string, now: Date): Promise<void> {
  await db.updateTable('phone_code').set({ used_at: now }).where('id', '=', id).execute()
}

/** Counts one more code sent in this hour; how many were sent in it, and in the last 24 hours, this one included. */
export async function addToBudget(db: Database, now: Date): Promise<{ hour: number; day: number }> {
  const hour = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS)
  // the row's lock lets those of one hour be counted one after another, on every server
  await sql`
    insert into code_budget (hour, codes) values (${hour}, 1)
    on conflict (hour) do update set codes = code_budget.codes + 1`.execute(db)
  const dayAgo = new Date(hour.getTime() - 24 * HOUR_MS)
  const { rows } = await sql<{ hour: number; day: number }>`
    select coalesce(sum(codes) filter (where hour = ${hour}), 0)::int as hour, coalesce(sum(codes), 0)::int as day
    from code_budget where hour > ${dayAgo}`.execute(db)
  return rows[0] ?? { hour: 0, day: 0 }
}

export async function forgetBudgets(db: Database, before: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('code_budget').where('hour', '<', before).executeTakeFirst()
  return Number(numDeletedRows)
}

/** Whether a phone is of somebody who works here: appointed, a keeper, or an approved volunteer. */
export async function isKnownPhone(
  db: Database,
  { hash, sealed }: { hash: Buffer; sealed: string },
): Promise<boolean> {
  const { rows } = await sql`
    select from access_grant where phone_hash = ${hash} and ended_at is null
    union all select from keeper_grant where phone_hash = ${hash} and ended_at is null
    union all select from volunteer join auth_user on auth_user.id = volunteer.account_id
      where auth_user."phoneNumber" = ${sealed} and volunteer.status = 'approved'
    limit 1`.execute(db)
  return rows.length > 0
}
