import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'

export type AlarmRow = {
  id: string
  kind: 'phone' | 'identity' | 'find' | 'codes'
  level: 'half' | 'full'
  count: number
  since: Date
  at: Date
  areas: string[]
  code: string | null
  name: string
  volunteer_id: string | null
}
type Wanted = {
  /** area prefixes; an alarm reaches into them with one of its areas */
  areas: readonly string[]
  /** who reads: nobody is shown their own */
  reader: string
  after: string | undefined
  limit: number
}

/** The open alarms within areas, newest first; of what is nobody's doing the country reads. */
export async function alarmsWithin(
  db: Database,
  { areas, reader, after, limit }: Wanted,
): Promise<AlarmRow[]> {
  const { rows } = await sql<AlarmRow>`
    select alarm.id, alarm.kind, alarm.level, alarm.count, alarm.since, alarm.at, alarm.areas, auth_user.code,
      volunteer.id as volunteer_id, coalesce(volunteer.name, (select access_grant.name from access_grant
        where access_grant.account_id = alarm.account_id order by access_grant.id desc limit 1), '') as name
    from alarm
    left join auth_user on auth_user.id = alarm.account_id
    left join volunteer on volunteer.account_id = alarm.account_id
    where alarm.dismissed_at is null and alarm.account_id is distinct from ${reader}
      and exists (select from unnest(alarm.areas) as area where area ^@ any(${areas}::text[]))
      ${after === undefined ? sql`` : sql`and alarm.id < ${after}`}
    order by alarm.id desc limit ${limit}`.execute(db)
  return rows
}
