import { type RawBuilder, sql } from 'kysely'
import type { Profile } from '../../../profiles/profile.ts'
import type { Database } from '../../platform/database.ts'
import { agencyOf, facilities, type SheetRow, sheetColumns, stockUse } from '../facility-view.ts'

/** A facility with what waits on it: remarks that nobody has settled. */
export type KeptRow = SheetRow & { remarks: number }
export type Telling = { now: Date; profile: Profile }

const openRemarks = sql`(select count(*)::int from facility_remark remark where remark.province_code = f.province_code
  and remark.facility_id = f.id and remark.settled_at is null)`

/** Of the facilities `f` that are chosen: what is worked out for each is not worked out for all. */
const keptWhere = async (db: Database, { now, profile }: Telling, chosen: RawBuilder<unknown>) => {
  const { rows } = await sql<KeptRow>`
    select ${sheetColumns}, ${openRemarks} as remarks from ${facilities(now)}
      left join ${stockUse(profile, now)} on true left join ${agencyOf}
    where f.id in (select f.id from facility f where ${chosen})
    order by f.confirmed_at, f.id`.execute(db)
  return rows
}

export async function readKept(db: Database, id: string, telling: Telling): Promise<KeptRow> {
  const [row] = await keptWhere(db, telling, sql`f.id = ${id}`)
  if (!row) throw new Error('a facility that was just written is there')
  return row
}

/** Where a list goes on: the last one's confirmation. */
export type After = { at: Date; id: string } | undefined
type PageAsked = { after: After; limit: number }

const pageOf = ({ after, limit }: PageAsked) => sql`
  ${after ? sql`and (f.confirmed_at, f.id) > (${after.at}, ${after.id})` : sql``}
  order by f.confirmed_at, f.id limit ${limit}`

type Keeps = { facilities: readonly string[]; agencies: readonly string[] }

/** What is kept by grant, the longest unconfirmed first. */
export const keptByGrant = (
  db: Database,
  telling: Telling,
  { keeps, page }: { keeps: Keeps; page: PageAsked },
) =>
  keptWhere(
    db,
    telling,
    sql`(f.id = any(${keeps.facilities}) or f.agency_id = any(${keeps.agencies}))
      and f.gone_at is null ${pageOf(page)}`,
  )

export type Queue = 'all' | 'proposed' | 'stale' | 'doubted' | 'remarked' | 'gone'

/** Which facilities stand in a queue; `silentSince`: what went stale before it is for a coordinator to see. */
const inQueue = (silentSince: Date): Record<Queue, RawBuilder<boolean>> => {
  const verified = sql`f.verification = 'verified' and f.gone_at is null`
  return {
    all: sql<boolean>`(f.verification <> 'refused')`,
    proposed: sql<boolean>`(f.verification = 'proposed' and f.gone_at is null)`,
    stale: sql<boolean>`(${verified} and f.stale_at <= ${silentSince})`,
    doubted: sql<boolean>`(${verified} and f.doubted_at is not null)`,
    remarked: sql<boolean>`(${verified} and ${openRemarks} > 0)`,
    gone: sql<boolean>`(f.gone_at is not null)`,
  }
}

export type DeskAsked = {
  /** area prefixes */
  areas: readonly string[]
  kind: string | undefined
  /** part of a name */
  q: string | undefined
  silentSince: Date
}

/** Within area prefixes; '' is the country. */
export function withinAreas(areas: readonly string[]): RawBuilder<boolean> {
  if (areas.includes('')) return sql<boolean>`true`
  const provinces = [...new Set(areas.map((area) => area.slice(0, 2)))]
  return sql<boolean>`(f.province_code = any(${provinces}) and f.subdistrict_code ^@ any(${areas}::text[]))`
}

const asked = ({ areas, kind, q }: DeskAsked) => sql`${withinAreas(areas)}
  ${kind === undefined ? sql`` : sql`and f.kind = ${kind}`}
  ${q === undefined ? sql`` : sql`and (position(lower(${q}) in lower(f.name_th)) > 0 or position(lower(${q}) in lower(f.name_en)) > 0)`}`

/** A queue of the desk, the longest unconfirmed first. */
export const deskQueue = (
  db: Database,
  telling: Telling,
  { queue, page, ...desk }: DeskAsked & { queue: Queue; page: PageAsked },
) => keptWhere(db, telling, sql`${asked(desk)} and ${inQueue(desk.silentSince)[queue]} ${pageOf(page)}`)

/** How many stand in each queue. */
export async function deskCounts(db: Database, desk: DeskAsked): Promise<Record<Queue, number>> {
  const queues = inQueue(desk.silentSince)
  const count = (queue: Queue) => sql`count(*) filter (where ${queues[queue]})::int as ${sql.ref(queue)}`
  const { rows } = await sql<Record<Queue, number>>`
    select ${count('all')}, ${count('proposed')}, ${count('stale')}, ${count('doubted')}, ${count('remarked')},
      ${count('gone')}
    from facility f where ${asked(desk)}`.execute(db)
  return rows[0] ?? { all: 0, proposed: 0, stale: 0, doubted: 0, remarked: 0, gone: 0 }
}
