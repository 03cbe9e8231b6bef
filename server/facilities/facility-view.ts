import { type RawBuilder, sql } from 'kysely'
import type { Profile } from '../../profiles/profile.ts'
import type { Database } from '../platform/database.ts'
import type { FacilityRow } from './facility.ts'

/** What time and others make of a facility, beside its row. */
type Around = {
  /** places held for people on the way */
  held: number
  /** null: nobody has told the hours, or they do not say */
  open_now: boolean | null
  changes_at: Date | null
  /** when it is open: from, to; null where the hours are not told or not worked out yet */
  week: [string, string][] | null
  /** stock used in the hours that the profile's `useHours` says */
  used: number
}
/** What a list is made from: nothing that only the sheet shows is read. */
export type ListedRow = Pick<
  FacilityRow,
  | 'id'
  | 'province_code'
  | 'kind'
  | 'name_th'
  | 'name_en'
  | 'subdistrict_code'
  | 'lon'
  | 'lat'
  | 'phones'
  | 'extensions'
  | 'hours'
  | 'admits'
  | 'cost'
  | 'address'
  | 'state'
  | 'room_total'
  | 'room_free'
  | 'room_stale_at'
  | 'confirmed'
  | 'confirmed_at'
  | 'confirmed_as'
  | 'stale_at'
  | 'state_stale_at'
  | 'gone_at'
  | 'doubted_at'
> &
  Around
export type SheetRow = FacilityRow & Around

const around = sql.raw(
  `coalesce(holds.held, 0) as held, hours.open_now, hours.changes_at, hours.week, coalesce(stock.used, 0) as used`,
)
export const listedColumns = sql`${sql.raw(`f.id, f.province_code, f.kind, f.name_th, f.name_en, f.subdistrict_code, f.lon,
  f.lat, f.phones, f.extensions, f.hours, f.admits, f.cost, f.address, f.state, f.room_total, f.room_free, f.room_stale_at, f.confirmed, f.confirmed_at,
  f.confirmed_as, f.stale_at, f.state_stale_at, f.gone_at, f.doubted_at`)}, ${around}`
export const sheetColumns = sql`f.*, agency.name as agency, ${around}`

/** Facilities, as `f`, with what tells their status: their hours and, as `holds`, the places held. */
export const facilities = (now: Date): RawBuilder<unknown> => sql`facility f
  left join facility_hours hours on hours.province_code = f.province_code and hours.hours = f.hours
  left join lateral (
    select sum(amount)::int as held from facility_hold
    where province_code = f.province_code and facility_id = f.id and ended_at is null and until > ${now}
      and f.room_free is not null
  ) holds on true`

/** What of the stock of `f` was used lately: what went out, and what was missing when it was counted. */
export function stockUse({ facilityKinds, facilityTerms }: Profile, now: Date): RawBuilder<unknown> {
  const stocks = facilityKinds.filter(({ room }) => room?.way === 'stock').map(({ kind }) => kind)
  const since = new Date(now.getTime() - facilityTerms.useHours * 3_600_000)
  return sql`lateral (
    select sum(case kind when 'out' then amount when 'count' then greatest(before - free, 0) else 0 end)::int as used
    from (
      select kind, amount, free, lag(free) over (order by at, id) as before
      from facility_movement
      where province_code = f.province_code and facility_id = f.id and at > ${since} and f.kind = any(${stocks})
    ) moves) stock`
}

export const agencyOf = sql`agency on agency.province_code = f.province_code and agency.id = f.agency_id`

/** May the public know of `f`, and does it serve? Written out, so that the indexes of the same condition are used. */
export const isPublic = sql<boolean>`f.verification = 'verified' and f.gone_at is null`

/** What is told of `f` to others: the rule of `statusOf` in present.ts, which a test holds against this. */
export const status = (now: Date): RawBuilder<string> => sql<string>`case
  when f.gone_at is not null then 'gone'
  when f.state_stale_at <= ${now} then 'unknown'
  when f.state = 'open' and hours.open_now = false then 'closed'
  when f.state = 'open' and f.room_stale_at > ${now} and f.room_free <= coalesce(holds.held, 0) then 'full'
  else f.state end`

/** Is `f` open now, and is room told where its kind counts room? What `hindranceOf` in nearest.ts says of the same. */
export function hasRoom({ facilityKinds }: Profile, now: Date): RawBuilder<boolean> {
  const counted = facilityKinds.filter(({ room }) => room).map(({ kind }) => kind)
  return sql<boolean>`(${isOpen(now)}
    and (f.kind <> all(${counted}) or f.room_stale_at > ${now} and f.room_free > coalesce(holds.held, 0)))`
}

/** Is the status of `f` open? The same as `status`, in words that are cheaper to ask of many. */
export const isOpen = (now: Date): RawBuilder<boolean> => sql<boolean>`(f.gone_at is null and f.state = 'open'
  and f.state_stale_at > ${now} and hours.open_now is distinct from false
  and (f.room_stale_at > ${now} and f.room_free <= coalesce(holds.held, 0)) is not true)`

/** Has nothing of `f` gone stale? */
export const isFresh = (now: Date): RawBuilder<boolean> => sql<boolean>`f.stale_at > ${now}`

/** One facility whole, whoever may see it; `id` as the client made it. */
export async function readSheetRow(
  db: Database,
  id: string,
  { now, profile }: { now: Date; profile: Profile },
): Promise<SheetRow | undefined> {
  const { rows } = await sql<SheetRow>`
    select ${sheetColumns} from ${facilities(now)}
      left join ${stockUse(profile, now)} on true left join ${agencyOf}
    where f.id = ${id} limit 1`.execute(db)
  return rows[0]
}
