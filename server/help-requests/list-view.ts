import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import type { HelpRequest as Table } from '../platform/schema.ts'

/**
 * What a row of a list is made from: no name, phone, answer or free text is read, nor the id, which only the sender
 * knows (whoever resends a request with it is given its follow key).
 */
export type ListedCase = Pick<
  Selectable<Table>,
  | 'number'
  | 'status'
  | 'outcome'
  | 'on_the_way_at'
  | 'urgency'
  | 'urgency_reasons'
  | 'needs'
  | 'waiting_since'
  | 'status_at'
  | 'people_count'
  | 'tags'
  | 'subdistrict_code'
  | 'position'
  | 'near_point'
  | 'relation'
  | 'phone_verified'
  | 'attention'
  | 'told_level'
  | 'holder_account_id'
  | 'lease_until'
>

const columns =
  sql.raw(`number, status, outcome, on_the_way_at, urgency, urgency_reasons, needs, waiting_since,
  status_at, people_count, tags, subdistrict_code, position, near_point, relation, phone_verified, attention, told_level,
  holder_account_id, lease_until`)

/** Narrows to area prefixes, written out so that an index on the codes can be used; '' is the country. */
export function inAreas(prefixes: readonly string[]): RawBuilder<boolean> {
  if (prefixes.includes('')) return sql<boolean>`true`
  const ofLength = (length: number) => prefixes.filter((prefix) => prefix.length === length)
  // a village lies in its subdistrict; cases carry no village code
  const subdistricts = [...ofLength(6), ...ofLength(8).map((code) => code.slice(0, 6))]
  const provinces = [...new Set(prefixes.map((prefix) => prefix.slice(0, 2)))]
  return sql<boolean>`(province_code = any(${provinces}) and (province_code = any(${ofLength(2)})
    or district_code = any(${ofLength(4)}) or subdistrict_code = any(${subdistricts})))`
}

export type NearQuery = {
  lon: number
  lat: number
  km: number
  limit: number
  need?: string | undefined
  areas: readonly string[]
}

const DEGREES_PER_KM = 1 / 111.32

/**
 * The nearest open cases within a box of `km` around a point and within areas: red ones first, then yellow, then green,
 * each walked outwards on the index; a lower urgency is read only while there is room.
 */
export async function casesNear(db: Database, query: NearQuery): Promise<ListedCase[]> {
  const { lon, lat, km, limit, need } = query
  const north = km * DEGREES_PER_KM
  const east = north / Math.cos((lat * Math.PI) / 180)
  const box = `(${lon - east},${lat - north}),(${lon + east},${lat + north})`
  const ofUrgency = (urgency: number) => sql`(
    select ${columns} from help_request
    where urgency = ${urgency} and near_point <@ ${box}::box and status in ('waiting', 'claimed', 'helping')
      and lead_id is null and ${inAreas(query.areas)} ${need === undefined ? sql`` : sql`and ${need} = any(needs)`}
    order by near_point <-> ${`(${lon},${lat})`}::point limit ${limit})`
  const { rows } = await sql<ListedCase>`
    ${ofUrgency(3)} union all ${ofUrgency(2)} union all ${ofUrgency(1)} limit ${limit}`.execute(db)
  return rows
}

export type ListQuery = {
  areas: readonly string[]
  area?: string | undefined
  status?: string | undefined
  need?: string | undefined
  urgency?: number | undefined
  attention?: string | undefined
  waitingBefore?: Date | undefined
  limit: number
  after?: { urgency: number; waitingSince: Date; number: string } | undefined
}

/** A page of the cases of an area, by urgency, then waiting. Without a status, all that are not closed. */
export async function casesOfArea(db: Database, query: ListQuery): Promise<ListedCase[]> {
  const { status, need, urgency, attention, waitingBefore, area, after } = query
  const conditions = [
    inAreas(query.areas),
    status === undefined ? sql`status <> 'closed'` : sql`status = ${status}`,
    ...(area === undefined ? [] : [inAreas([area])]),
    ...(need === undefined ? [] : [sql`${need} = any(needs)`]),
    ...(urgency === undefined ? [] : [sql`urgency = ${urgency}`]),
    ...(attention === undefined ? [] : [sql`attention = ${attention}`]),
    ...(waitingBefore === undefined ? [] : [sql`waiting_since <= ${waitingBefore}`]),
    ...(after === undefined
      ? []
      : [
          sql`(urgency < ${after.urgency} or (urgency = ${after.urgency}
            and (waiting_since, number) > (${after.waitingSince}, ${after.number})))`,
        ]),
  ]
  const { rows } = await sql<ListedCase>`
    select ${columns} from help_request
    where ${sql.join(conditions, sql` and `)}
    order by urgency desc, waiting_since, number
    limit ${query.limit}`.execute(db)
  return rows
}

/** What an account holds, then what it helped to close since `since`. */
export async function casesHeldBy(db: Database, accountId: string, since: Date): Promise<ListedCase[]> {
  const { rows } = await sql<ListedCase>`
    (select ${columns} from help_request where holder_account_id = ${accountId}
      order by lease_until nulls last limit 50)
    union all
    (select ${columns} from help_request where helped_by = ${accountId} and closed_at >= ${since}
      order by closed_at desc limit 20)`.execute(db)
  return rows
}
