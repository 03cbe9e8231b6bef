import { type RawBuilder, sql } from 'kysely'
import type { Profile } from '../../../profiles/profile.ts'
import type { Database } from '../../platform/database.ts'
import {
  facilities,
  hasRoom,
  isFresh,
  isOpen,
  isPublic,
  type ListedRow,
  listedColumns,
  stockUse,
} from '../facility-view.ts'

/** What is wanted of the public facilities; `open`, `room` and `fresh` narrow when they are true. */
export type Wanted = {
  kinds?: readonly string[] | undefined
  /** what all of them must be able to take */
  fits?: readonly string[] | undefined
  /** a prefix of area codes, at most a subdistrict */
  area?: string | undefined
  open?: boolean | undefined
  room?: boolean | undefined
  fresh?: boolean | undefined
  /** part of a name */
  q?: string | undefined
}
export type At = { lon: number; lat: number }
type Reading = { wanted: Wanted; now: Date; profile: Profile; limit: number }
/** `away` is in degrees: what the index walks by. */
export type NearRow = ListedRow & { away: number }

const KM_PER_DEGREE = 111.32

/** The nearest first. After a place in the list, or within so many kilometres; metres are told by who presents it. */
export async function facilitiesNear(
  db: Database,
  { near, after, km, ...reading }: Reading & { near: At; after?: { away: number; id: string }; km?: number },
): Promise<NearRow[]> {
  const away = sql<number>`f.position <-> point(${near.lon}, ${near.lat})`
  const { rows } = await sql<NearRow>`
    select ${listedColumns}, ${away} as away from ${sources(reading)}
    where ${conditions(reading)} ${km === undefined ? sql`` : sql`and f.position <@ ${boxAround(near, km)}`}
      ${after ? sql`and (${away}, f.id) > (${after.away}, ${after.id})` : sql``}
    order by ${away}, f.id limit ${reading.limit}`.execute(db)
  return rows
}

/** In the order of their Thai names, as a dictionary has them. */
export async function facilitiesByName(
  db: Database,
  { after, ...reading }: Reading & { after?: { name: string; id: string } },
): Promise<ListedRow[]> {
  const name = sql.raw('f.name_th collate "th-x-icu"')
  const { rows } = await sql<ListedRow>`
    select ${listedColumns} from ${sources(reading)}
    where ${conditions(reading)} ${after ? sql`and (${name}, f.id) > (${after.name}, ${after.id})` : sql``}
    order by ${name}, f.id limit ${reading.limit}`.execute(db)
  return rows
}

/** How many there are of each kind, how many of them are old information, and how many are open. */
export async function countByKind(db: Database, area: string | undefined, now: Date): Promise<KindCount[]> {
  const { rows } = await sql<KindCount>`
    select f.kind, count(*)::int as count, (count(*) filter (where not ${isFresh(now)}))::int as stale,
      (count(*) filter (where ${isOpen(now)}))::int as open
    from ${facilities(now)}
    where ${isPublic} and ${inArea(area)}
    group by f.kind`.execute(db)
  return rows
}
type KindCount = { kind: string; count: number; stale: number; open: number }

const sources = ({ now, profile }: Reading) =>
  sql`${facilities(now)} left join ${stockUse(profile, now)} on true`

const conditions = ({ wanted, now, profile }: Reading): RawBuilder<boolean> => {
  const { kinds, fits, area, open, room, fresh, q } = wanted
  return sql<boolean>`${isPublic} and ${ofKinds(kinds)} and ${inArea(area)}
    ${fits ? sql`and f.admits @> ${fits}` : sql``}
    ${open ? sql`and ${isOpen(now)}` : sql``}
    ${room ? sql`and ${hasRoom(profile, now)}` : sql``}
    ${fresh ? sql`and ${isFresh(now)}` : sql``}
    ${q ? sql`and (f.name_th ilike ${like(q)} or f.name_en ilike ${like(q)})` : sql``}`
}

/** One kind alone is walked by distance on its own index. */
const ofKinds = (kinds: readonly string[] | undefined) => {
  if (!kinds) return sql<boolean>`true`
  const [only] = kinds
  return kinds.length === 1 ? sql<boolean>`f.kind = ${only}` : sql<boolean>`f.kind = any(${kinds})`
}

/** As a range of codes, for the index: ':' comes after '9'. */
const inArea = (area: string | undefined) =>
  area
    ? sql<boolean>`(f.subdistrict_code ~>=~ ${area} and f.subdistrict_code ~<~ ${`${area}:`})`
    : sql<boolean>`true`

const like = (q: string) => `%${q.replace(/[\\%_]/g, '\\$&')}%`

function boxAround({ lon, lat }: At, km: number): RawBuilder<unknown> {
  const north = km / KM_PER_DEGREE
  const east = north / Math.cos((lat * Math.PI) / 180)
  return sql`box(point(${lon - east}, ${lat - north}), point(${lon + east}, ${lat + north}))`
}
