import { sql } from 'kysely'
import { keeperHolds } from '../../access/questions.ts'
import type { Database } from '../../platform/database.ts'
import { withinAreas } from './kept-view.ts'

export type KeeperRow = {
  id: string
  province_code: string
  facility_id: string | null
  agency: string | null
  name: string
  phone_cipher: Buffer
  account_id: string | null
  granted_by: string | null
  starts_at: Date
  ended_at: Date | null
  /** who gave it answers for the place no more */
  waits: boolean
}

const waits = (now: Date) => sql`(keeper.ended_at is null and not exists (
  select from keeper_grant where keeper_grant.province_code = keeper.province_code and keeper_grant.id = keeper.id
    and ${keeperHolds(now)}))`
const columns = (
  now: Date,
) => sql`${waits(now)} as waits, keeper.id, keeper.province_code, keeper.facility_id, agency.name as agency, keeper.name,
  keeper.phone_cipher, keeper.account_id, keeper.granted_by, keeper.starts_at, keeper.ended_at`
const keepers = sql`keeper_grant keeper
  left join agency on agency.province_code = keeper.province_code and agency.id = keeper.agency_id`

export async function readKeeper(db: Database, id: string, now: Date): Promise<KeeperRow> {
  const { rows } = await sql<KeeperRow>`
    select ${columns(now)} from ${keepers} where keeper.id = ${id}`.execute(db)
  const [row] = rows
  if (!row) throw new Error('a keeper that was just written is there')
  return row
}

type Asked = {
  /** area prefixes */
  areas: readonly string[]
  facility: string | undefined
  onlyWaiting: boolean
  after: string | undefined
  limit: number
}

/**
 * Who keeps a facility within the areas, by a grant over it or over its agency, or an agency of a whole province among
 * them, which may have no facility yet; newest first.
 */
export async function keepersWithin(db: Database, asked: Asked, now: Date) {
  const { areas, facility, onlyWaiting, after, limit } = asked
  const ofProvinces = sql`keeper.agency_id is not null and keeper.province_code ^@ any(${areas}::text[])`
  const { rows } = await sql<KeeperRow>`
    select ${columns(now)} from ${keepers}
    where (exists (
        select from facility f where f.province_code = keeper.province_code
          and (f.id = keeper.facility_id or f.agency_id = keeper.agency_id) and ${withinAreas(areas)}
          ${facility === undefined ? sql`` : sql`and f.id = ${facility}`})
        ${facility === undefined ? sql`or ${ofProvinces}` : sql``})
      ${onlyWaiting ? sql`and ${waits(now)}` : sql``}
      ${after === undefined ? sql`` : sql`and keeper.id < ${after}`}
    order by keeper.id desc limit ${limit}`.execute(db)
  return rows
}

/** The agencies of a name in some provinces; '' is all of them. */
export async function agenciesNamed(
  db: Database,
  name: string,
  provinces: readonly string[],
): Promise<{ province_code: string; id: string }[]> {
  const named = db.selectFrom('agency').select(['province_code', 'id']).where('name', '=', name)
  return (provinces.includes('') ? named : named.where('province_code', 'in', provinces)).execute()
}
