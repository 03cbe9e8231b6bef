import { sql } from 'kysely'
import type { Profile } from '../../../profiles/profile.ts'
import type { Database } from '../../platform/database.ts'
import { facilities, hasRoom, isFresh, isOpen, isPublic, status } from '../facility-view.ts'
import { freshnessOf } from '../freshness.ts'

/** Degrees WGS 84. */
export type Box = { west: number; east: number; south: number; north: number }
/** Without `kinds`, all of them; the others narrow when they are true, as in the list. */
export type FacilityFilter = {
  kinds?: readonly string[] | undefined
  open?: boolean | undefined
  room?: boolean | undefined
  fresh?: boolean | undefined
}
type Telling = { now: Date; profile: Profile }
type At = { lon: number; lat: number }
export type FacilityPoint = At & {
  id: string
  kind: string
  name: { th: string; en: string | null }
  status: string
  freshness: 'fresh' | 'ageing' | 'stale'
  doubted: boolean
}
/** Facilities too near to one another to be told apart at this size, around their middle; `kind` if they share it. */
export type FacilityGroup = At & { count: number; kind: string | null }

/** More in a box than this, and what stands in one field of the coarse grid is told as one; else of the fine grid. */
const MANY = 100
const FIELDS_A_SIDE = { many: 8, few: 12 }

/** The public facilities in a box, as many as can be told apart in it: at most 144 points and groups. */
export async function readFacilitiesInBox(
  db: Database,
  { box, filter, ...telling }: { box: Box; filter: FacilityFilter } & Telling,
): Promise<(FacilityPoint | FacilityGroup)[]> {
  const { now } = telling
  const { rows } = await sql<Row>`
    with found as (
      select f.id, f.kind collate "C" as kind, f.lon, f.lat
      from ${source(filter, now)} where ${inBox(box)} ${narrowed(filter, telling)}),
    fineness as (
      select case when count(*) > ${MANY} then ${FIELDS_A_SIDE.many}::int else ${FIELDS_A_SIDE.few}::int end as fields
      from (select from found limit ${MANY + 1}) first_few),
    grouped as (
      select count(*)::int as count, (array_agg(id))[1] as one, avg(lon) as lon, avg(lat) as lat,
        case when min(kind) = max(kind) then min(kind) end as same_kind
      from found cross join fineness
      group by floor((lon - ${box.west}) * fields / ${box.east - box.west}),
        floor((lat - ${box.south}) * fields / ${box.north - box.south}))
    select grouped.count, grouped.lon, grouped.lat, grouped.same_kind, single.*
    from grouped left join lateral (
      select f.id, f.name_th, f.name_en, ${status(now)} as status, f.confirmed_at, f.stale_at, f.doubted_at
      from ${facilities(now)}
      where f.id = grouped.one and grouped.count = 1
    ) single on true`.execute(db)
  return rows.map((row) => (row.count > 1 ? group(row) : point(row, now)))
}

const inBox = ({ west, south, east, north }: Box) =>
  sql`${isPublic} and f.position <@ box(point(${west}, ${south}), point(${east}, ${north}))`

/** Hours and holds are looked at only where they decide who is shown. */
const source = ({ open, room }: FacilityFilter, now: Date) =>
  open || room ? facilities(now) : sql`facility f`

const narrowed = ({ kinds, open, room, fresh }: FacilityFilter, { now, profile }: Telling) => sql`
  ${kinds ? sql`and f.kind = any(${kinds})` : sql``} ${open ? sql`and ${isOpen(now)}` : sql``}
  ${room ? sql`and ${hasRoom(profile, now)}` : sql``} ${fresh ? sql`and ${isFresh(now)}` : sql``}`

type Row = At & {
  count: number
  same_kind: string | null
  id: string
  name_th: string
  name_en: string | null
  status: string
  confirmed_at: Date
  stale_at: Date
  doubted_at: Date | null
}

const group = ({ count, same_kind, lon, lat }: Row): FacilityGroup => ({ count, kind: same_kind, lon, lat })

const point = (row: Row, now: Date): FacilityPoint => ({
  id: row.id,
  kind: row.same_kind ?? '',
  lon: row.lon,
  lat: row.lat,
  name: { th: row.name_th, en: row.name_en },
  status: row.status,
  freshness: freshnessOf(row.confirmed_at, row.stale_at, now),
  doubted: row.doubted_at !== null,
})
