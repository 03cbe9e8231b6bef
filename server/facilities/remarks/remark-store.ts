import { type Insertable, sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { FacilityRemark } from '../../platform/schema.ts'
import { withinAreas } from '../keep/kept-view.ts'

type Facility = { province_code: string; id: string }

const DAY_MS = 24 * 3_600_000

/**
 * Inserts a remark; false when it is there, or the same sender has said the same and nobody has looked into it yet, or
 * nobody need look and it was within a day.
 */
export async function insertRemark(
  db: Database,
  row: Insertable<FacilityRemark> & { at: Date },
): Promise<boolean> {
  const lately = new Date(row.at.getTime() - DAY_MS)
  const said = await db
    .selectFrom('facility_remark')
    .select('id')
    .where('province_code', '=', row.province_code)
    .where('facility_id', '=', row.facility_id)
    .where('from_hash', '=', row.from_hash)
    .where('says', '=', row.says)
    .where(({ eb, or, and }) =>
      or([eb('settled_at', 'is', null), and([eb('settled_by', 'is', null), eb('at', '>', lately)])]),
    )
    .executeTakeFirst()
  if (said) return false
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('facility_remark')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** How many different proven people doubt what is told of a facility, since then. */
export async function countDoubters(
  db: Database,
  { province_code, id }: Facility,
  { says, since }: { says: readonly string[]; since: Date },
): Promise<number> {
  const { count } = await db
    .selectFrom('facility_remark')
    .select(sql<number>`count(distinct from_hash)::int`.as('count'))
    .where('province_code', '=', province_code)
    .where('facility_id', '=', id)
    .where('says', 'in', says)
    .where('proven', '=', true)
    .where(sql<boolean>`from_hash <> ''`)
    .where('settled_at', 'is', null)
    .where('at', '>', since)
    .executeTakeFirstOrThrow()
  return count
}

/** Settles what is open on a facility; who said it, and in which words, is not needed any more. */
export async function saveSettled(
  db: Database,
  { province_code, id }: Facility,
  { at, by, result }: { at: Date; by: string; result: string },
): Promise<void> {
  await db
    .updateTable('facility_remark')
    .set({ settled_at: at, settled_by: by, result, note: null, from_hash: Buffer.alloc(0) })
    .where('province_code', '=', province_code)
    .where('facility_id', '=', id)
    .where('settled_at', 'is', null)
    .execute()
}

export type RemarkRow = {
  id: string
  facility_id: string
  facility_name: string
  kind: string
  says: string
  note: string | null
  at: Date
}
type Asked = {
  /** answered for as coordinator */
  areas: readonly string[]
  /** kept by grant */
  keeps: { facilities: readonly string[]; agencies: readonly string[] }
  facility: string | undefined
  after: { at: Date; id: string } | undefined
  limit: number
}

/** Remarks nobody has settled on facilities kept by grant or lying within areas, oldest first. */
export async function openRemarks(db: Database, asked: Asked): Promise<RemarkRow[]> {
  const { areas, keeps, facility, after, limit } = asked
  const { rows } = await sql<RemarkRow>`
    select remark.id, f.id as facility_id, f.name_th as facility_name, f.kind, remark.says, remark.note, remark.at
    from facility_remark remark
    join facility f on f.province_code = remark.province_code and f.id = remark.facility_id
    where remark.settled_at is null
      and (${withinAreas(areas)} or f.id = any(${keeps.facilities}) or f.agency_id = any(${keeps.agencies}))
      ${facility === undefined ? sql`` : sql`and f.id = ${facility}`}
      ${after ? sql`and (remark.at, remark.id) > (${after.at}, ${after.id})` : sql``}
    order by remark.at, remark.id limit ${limit}`.execute(db)
  return rows
}
