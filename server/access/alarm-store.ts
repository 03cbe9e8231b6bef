import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'

export type NewAlarm = {
  kind: string
  level: 'half' | 'full'
  /** null: nobody's doing */
  accountId: string | null
  areas: readonly string[]
  count: number
  since: Date
  at: Date
}

/** Raises an alarm, or lifts one that is open to the higher level: one person is one line on the desk. */
export async function raiseAlarm(db: Database, alarm: NewAlarm): Promise<void> {
  const { kind, level, accountId, areas, count, since, at } = alarm
  await sql`
    insert into alarm (id, kind, account_id, areas, level, count, since, at)
    values (${newId(at)}, ${kind}, ${accountId}, ${areas}::text[], ${level}, ${count}, ${since}, ${at})
    on conflict (account_id, kind) where dismissed_at is null do update set
      level = case when excluded.level = 'full' then 'full' else alarm.level end,
      count = greatest(alarm.count, excluded.count), at = excluded.at`.execute(db)
}

export function lockOpenAlarm(db: Database, id: string) {
  return db
    .selectFrom('alarm')
    .select(['id', 'account_id', 'areas'])
    .where('id', '=', id)
    .where('dismissed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

export async function saveDismissed(db: Database, id: string, { at, by }: { at: Date; by: string }) {
  await db.updateTable('alarm').set({ dismissed_at: at, dismissed_by: by }).where('id', '=', id).execute()
}

/** Removes alarms raised before a time; says how many. */
export async function forgetAlarms(db: Database, before: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('alarm').where('at', '<', before).executeTakeFirst()
  return Number(numDeletedRows)
}
