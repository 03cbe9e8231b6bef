import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'

const HOUR_MS = 3_600_000
/** A sliding hour in parts: exact to five minutes, and a row a part. */
const PART_MS = 5 * 60_000

export type Counted = {
  /** in the last hour and day, this one included */
  hour: number
  day: number
  /** the oldest that still count */
  oldestOfHour: Date
  oldestOfDay: Date
}

/** Counts one more look-up of an account; those of one account and kind wait for each other, on every server. */
export async function addLookUp(
  db: Database,
  { accountId, kind, at }: { accountId: string; kind: string; at: Date },
): Promise<Counted> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${kind} ${accountId}`}, 2))`.execute(db)
  const part = new Date(Math.floor(at.getTime() / PART_MS) * PART_MS)
  const [hourAgo, dayAgo] = [HOUR_MS, 24 * HOUR_MS].map((ms) => new Date(at.getTime() - ms))
  const { rows } = await sql<Counted>`
    with added as (
      insert into look_up (account_id, kind, part, count) values (${accountId}, ${kind}, ${part}, 1)
      on conflict on constraint look_up_pkey do update set count = look_up.count + 1)
    select 1 + coalesce(sum(count) filter (where part > ${hourAgo}), 0)::int as hour,
      1 + coalesce(sum(count), 0)::int as day,
      coalesce(min(part) filter (where part > ${hourAgo}), ${part}) as "oldestOfHour",
      coalesce(min(part), ${part}) as "oldestOfDay"
    from look_up where account_id = ${accountId} and kind = ${kind} and part > ${dayAgo}`.execute(db)
  const [counted] = rows
  if (!counted) throw new Error('a sum has one row')
  return counted
}

/** Removes what no longer counts; says how much. */
export async function forgetLookUps(db: Database, before: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('look_up').where('part', '<', before).executeTakeFirst()
  return Number(numDeletedRows)
}
