import { type Selectable, sql } from 'kysely'
import type { Terms } from '../../profiles/profile.ts'
import type { Database } from '../platform/database.ts'
import type { HelpRequest as Table } from '../platform/schema.ts'
import { inAreas, type Reader, type Wanted, wantedRows } from './wanted-view.ts'

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
  | 'priority'
  | 'needs'
  | 'asked_at'
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
  | 'bulk'
  | 'origin'
  | 'repeat_group_id'
>

const columns =
  sql.raw(`number, status, outcome, on_the_way_at, urgency, urgency_reasons, priority, needs, asked_at, waiting_since,
  status_at, people_count, tags, subdistrict_code, position, near_point, relation, phone_verified, attention, told_level,
  holder_account_id, lease_until, bulk, origin, repeat_group_id`)

export type NearQuery = {
  lon: number
  lat: number
  km: number
  limit: number
  need?: string | undefined
  areas: readonly string[]
}

const DEGREES_PER_KM = 1 / 111.32
/** Red, red of a burst, yellow, … : the values of the column, highest first. */
const PRIORITIES = [6, 5, 4, 3, 2, 1]

/**
 * The nearest open cases within a box of `km` around a point and within areas: red ones first, those of a burst after
 * all others of their colour, each walked outwards on the index; a lower one is read only while there is room.
 */
export async function casesNear(db: Database, query: NearQuery): Promise<ListedCase[]> {
  const { lon, lat, km, limit, need } = query
  const north = km * DEGREES_PER_KM
  const east = north / Math.cos((lat * Math.PI) / 180)
  const box = `(${lon - east},${lat - north}),(${lon + east},${lat + north})`
  const ofPriority = (priority: number) => sql`(
    select ${columns} from help_request
    where priority = ${priority} and near_point <@ ${box}::box and status in ('waiting', 'claimed', 'helping')
      and lead_id is null and ${inAreas(query.areas)} ${need === undefined ? sql`` : sql`and ${need} = any(needs)`}
    order by near_point <-> ${`(${lon},${lat})`}::point limit ${limit})`
  const { rows } = await sql<ListedCase>`
    ${sql.join(PRIORITIES.map(ofPriority), sql` union all `)} limit ${limit}`.execute(db)
  return rows
}

/** Who reads, and when: what a list may show follows from it. */
export type Reading = { reader: Reader; now: Date; terms: Terms }
type Place = { priority: number; waitingSince: Date; number: string }

/** A page of cases in the order of the queue: by urgency, those of a burst last in it, then by waiting. */
export async function casesOfArea(
  db: Database,
  wanted: Wanted & { limit: number; after?: Place | undefined },
  reading: Reading,
): Promise<ListedCase[]> {
  const { after } = wanted
  const behind = after
    ? sql`and (priority < ${after.priority} or (priority = ${after.priority}
        and (waiting_since, number) > (${after.waitingSince}, ${after.number})))`
    : sql``
  const { rows } = await sql<ListedCase>`
    select ${columns} from help_request
    where ${wantedRows(wanted, reading)} ${behind}
    order by priority desc, waiting_since, number
    limit ${wanted.limit}`.execute(db)
  return rows
}

/** How many rows all pages of a list have. */
export async function countCases(db: Database, wanted: Wanted, reading: Reading): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from help_request where ${wantedRows(wanted, reading)}`.execute(db)
  return rows[0]?.count ?? 0
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
