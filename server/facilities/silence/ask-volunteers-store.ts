import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'

/** What a timer finds due is locked and taken in portions. */
const PORTION = 20

export type Silent = { province_code: string; id: string; subdistrict_code: string }

/** Approved volunteers whose approved areas hold `f`, who were not sent a message to look somewhere since then. */
const volunteersToAsk = (since: Date) => sql`volunteer_area area
  join volunteer on volunteer.id = area.volunteer_id
  where area.province_code = f.province_code and area.approved_at is not null and volunteer.status = 'approved'
    and area.area_code in (left(f.subdistrict_code, 2), left(f.subdistrict_code, 4), f.subdistrict_code)
    and not exists (select from facility_volunteer_asked lately
      where lately.account_id = volunteer.account_id and lately.asked_at > ${since})
    and not exists (select from facility_check seen where seen.province_code = f.province_code
      and seen.facility_id = f.id and seen.account_id = volunteer.account_id and seen.since = f.stale_at)`

type Times = {
  /** what went stale before it is asked of volunteers */
  silentSince: Date
  /** nobody who was sent a message since then is sent another */
  since: Date
}

/** Facilities whose keepers are silent and of which no volunteer was sent word in this silence, the oldest first; locked. */
export async function silentFacilities(db: Database, { silentSince, since }: Times): Promise<Silent[]> {
  const { rows } = await sql<Silent>`
    select f.province_code, f.id, f.subdistrict_code from facility f
    where f.verification = 'verified' and f.gone_at is null and f.stale_at <= ${silentSince}
      and (f.volunteers_asked_at is null or f.volunteers_asked_at < f.stale_at)
      and exists (select from ${volunteersToAsk(since)})
    order by f.stale_at limit ${PORTION} for update of f skip locked`.execute(db)
  return rows
}

/** The accounts to ask of a facility: who answers for the smallest area first, of those who was seen last. */
export async function volunteersFor(
  db: Database,
  { province_code, id }: Silent,
  { since, most }: { since: Date; most: number },
): Promise<string[]> {
  const { rows } = await sql<{ account_id: string }>`
    select near.account_id
    from facility f, lateral (
      select volunteer.account_id, volunteer.last_seen_at, length(area.area_code) as depth
      from ${volunteersToAsk(since)}) near
    where f.province_code = ${province_code} and f.id = ${id}
    group by near.account_id
    order by max(near.depth) desc, max(near.last_seen_at) desc nulls last, near.account_id limit ${most}`.execute(
    db,
  )
  return rows.map(({ account_id }) => account_id)
}

/** Notes that a volunteer is sent a message now; false when another server has done so since then. */
export async function claimVolunteer(
  db: Database,
  accountId: string,
  { now, since }: { now: Date; since: Date },
): Promise<boolean> {
  const { rows } = await sql`
    insert into facility_volunteer_asked as lately (account_id, asked_at) values (${accountId}, ${now})
    on conflict (account_id) do update set asked_at = excluded.asked_at where lately.asked_at <= ${since}
    returning account_id`.execute(db)
  return rows.length > 0
}

/** Notes that volunteers were asked about a facility in this silence. */
export async function markVolunteersAsked(
  db: Database,
  { province_code, id }: Silent,
  now: Date,
): Promise<void> {
  await db
    .updateTable('facility')
    .set({ volunteers_asked_at: now })
    .where('province_code', '=', province_code)
    .where('id', '=', id)
    .execute()
}
