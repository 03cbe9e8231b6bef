import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'

/** Gives the grants made for a phone, as coordinator and as keeper, to the account that has just proved it. */
export async function takeGrantsOfPhone(db: Database, phoneHash: Buffer, accountId: string): Promise<void> {
  for (const table of ['access_grant', 'keeper_grant'] as const)
    await db
      .updateTable(table)
      .set({ account_id: accountId })
      .where('phone_hash', '=', phoneHash)
      .where('account_id', 'is', null)
      .execute()
}

/** The account of a phone as better-auth holds it (sealed for lookup). */
export async function accountOfSealedPhone(db: Database, sealedPhone: string): Promise<string | null> {
  const row = await db
    .selectFrom('auth_user')
    .select('id')
    .where('phoneNumber', '=', sealedPhone)
    .executeTakeFirst()
  return row?.id ?? null
}

export async function accountOfSession(db: Database, token: string): Promise<string | null> {
  const row = await db
    .selectFrom('auth_session')
    .select('userId')
    .where('token', '=', token)
    .executeTakeFirst()
  return row?.userId ?? null
}

/** When a session began: its sign-in. */
export async function sessionBegan(db: Database, sessionId: string): Promise<Date | null> {
  const row = await db
    .selectFrom('auth_session')
    .select('createdAt')
    .where('id', '=', sessionId)
    .executeTakeFirst()
  return row?.createdAt ?? null
}

/** The phone of an account, sealed for lookup. */
export async function sealedPhoneOf(db: Database, accountId: string): Promise<string> {
  const { phoneNumber } = await db
    .selectFrom('auth_user')
    .select('phoneNumber')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  if (phoneNumber === null) throw new Error('an account without a phone')
  return phoneNumber
}

/** Whether anybody answers for the country now. */
export async function nationalGrantRuns(db: Database, now: Date): Promise<boolean> {
  const { rows } = await sql`
    select from access_grant where role = 'national' and ended_at is null and (ends_at is null or ends_at > ${now})
      and (granted_by is null or answers_for(granted_by, '', 'national', ${now})) limit 1`.execute(db)
  return rows.length > 0
}

/** Keeps the newest first-account link only. */
export async function replaceFirstAccountLink(db: Database, tokenHash: Buffer, now: Date): Promise<void> {
  await sql`delete from first_account_link where used_at is null`.execute(db)
  await db.insertInto('first_account_link').values({ token_hash: tokenHash, made_at: now }).execute()
}

/** Uses the link up; false when it is unknown, used or made before `madeAfter`. */
export async function useFirstAccountLink(
  db: Database,
  tokenHash: Buffer,
  { now, madeAfter }: { now: Date; madeAfter: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('first_account_link')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('made_at', '>', madeAfter)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Ends a session of the account; false when it has none with this id. */
export async function removeSession(db: Database, id: string, accountId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('auth_session')
    .where('id', '=', id)
    .where('userId', '=', accountId)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/** Ends every session of an account, on every server: the cookie is looked up on each call. */
export async function endSessionsOf(db: Database, accountId: string): Promise<void> {
  await db.deleteFrom('auth_session').where('userId', '=', accountId).execute()
}
