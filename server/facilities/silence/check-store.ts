import { type Insertable, sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { FacilityCheck } from '../../platform/schema.ts'
import { agencyOf, facilities, isPublic, type SheetRow, sheetColumns, stockUse } from '../facility-view.ts'
import { type Telling, withinAreas } from '../keep/kept-view.ts'

/** As many as somebody looks at on a way. */
const MOST = 20
const METRES_PER_DEGREE = 111_320

/** Inserts what a volunteer found; false when that is there, or they have answered in this silence. */
export async function insertCheck(db: Database, row: Insertable<FacilityCheck>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('facility_check')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** How many volunteers have given this answer in a silence. */
export async function countAnswers(
  db: Database,
  {
    province_code,
    facility_id,
    answer,
    since,
  }: Pick<FacilityCheck, 'province_code' | 'facility_id' | 'answer'> & { since: Date },
): Promise<number> {
  const { count } = await db
    .selectFrom('facility_check')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('province_code', '=', province_code)
    .where('facility_id', '=', facility_id)
    .where('answer', '=', answer)
    .where('since', '=', since)
    .executeTakeFirstOrThrow()
  return count
}

type Asked = {
  accountId: string
  /** area prefixes */
  areas: readonly string[]
  /** what went stale before it is asked of volunteers */
  silentSince: Date
  near: { lon: number; lat: number; metres: number } | undefined
}

/** Facilities whose keepers are silent and which this volunteer has not looked at since: nearest first, else the oldest. */
export async function facilitiesToCheck(
  db: Database,
  { now, profile }: Telling,
  { accountId, areas, silentSince, near }: Asked,
): Promise<SheetRow[]> {
  const { rows } = await sql<SheetRow>`
    select ${sheetColumns} from ${facilities(now)}
      left join ${stockUse(profile, now)} on true left join ${agencyOf}
    where ${isPublic} and f.stale_at <= ${silentSince} and ${withinAreas(areas)}
      and not exists (
        select from facility_check seen where seen.province_code = f.province_code and seen.facility_id = f.id
          and seen.account_id = ${accountId} and seen.since = f.stale_at)
      ${near ? sql`and f.position <@ ${boxAround(near)}::box` : sql``}
    order by ${near ? sql`f.position <-> point(${near.lon}, ${near.lat})` : sql`f.stale_at`} limit ${MOST}`.execute(
    db,
  )
  return rows
}

function boxAround({ lon, lat, metres }: { lon: number; lat: number; metres: number }): string {
  const north = metres / METRES_PER_DEGREE
  const east = north / Math.cos((lat * Math.PI) / 180)
  return `(${lon - east},${lat - north}),(${lon + east},${lat + north})`
}
