import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { HouseholdRow, Kind, ResidentRow, Row, VisitRow } from './record.ts'

/** First key of the advisory locks of subdistricts; the second is the subdistrict's code. */
const SUBDISTRICT_LOCK = 4101

export type Ids = Record<Kind, readonly string[]>

/** Where records of the scope are now, and those they were merged into. */
export async function subdistrictsOf(db: Database, { household, resident, visit }: Ids): Promise<string[]> {
  const { rows } = await sql<{ code: string; into: string | null }>`
    select subdistrict_code as code, null::uuid as "into" from register_household where id = any(${household}::uuid[])
    union select subdistrict_code, merged_into from register_resident where id = any(${resident}::uuid[])
    union select subdistrict_code, null from register_visit where id = any(${visit}::uuid[])`.execute(db)
  const stay = await residentRows(
    db,
    rows.flatMap(({ into }) => into ?? []),
  )
  return [...rows.map(({ code }) => code), ...stay.map(({ subdistrict_code }) => subdistrict_code)]
}

/**
 * Holds subdistricts until the transaction ends: numbers of changes drawn meanwhile are committed in their order. Every
 * writer of the register takes these first, all at once.
 */
export async function lockSubdistricts(db: Database, codes: readonly string[]): Promise<void> {
  const sorted = [...new Set(codes)].toSorted()
  if (sorted.length === 0) return
  await sql`select pg_advisory_xact_lock(${SUBDISTRICT_LOCK}, code::int) from unnest(${sorted}::text[]) as code`.execute(
    db,
  )
}

/** Numbers of changes, ascending; only while the lock of the subdistricts they are for is held. */
export async function drawNumbers(db: Database, count: number): Promise<number[]> {
  if (count === 0) return []
  const { rows } = await sql<{ number: number }>`
    select nextval('register_seq') as number from generate_series(1, ${count}::int)`.execute(db)
  return rows.map(({ number }) => number)
}

/** The records of the scope with these ids, and the residents they were merged into. */
export async function readRecords(db: Database, { household, resident, visit }: Ids): Promise<Row[]> {
  const rows: Row[] = []
  rows.push(...(await householdRows(db, household)).map(asHousehold))
  rows.push(...(await residentRows(db, resident)).map(asResident))
  rows.push(...(await visitRows(db, visit)).map(asVisit))
  return rows
}

const asHousehold = (row: HouseholdRow): Row => ({ kind: 'household', row })
const asResident = (row: ResidentRow): Row => ({ kind: 'resident', row })
const asVisit = (row: VisitRow): Row => ({ kind: 'visit', row })

/** Households by id, deleted ones too. */
export async function householdRows(db: Database, ids: readonly string[]): Promise<HouseholdRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<HouseholdRow>`
    select * from register_household where id = any(${ids}::uuid[])`.execute(db)
  return rows
}

/** Residents by id, deleted and merged ones too, and who merged ones were merged into, one after the other. */
export async function residentRows(db: Database, ids: readonly string[]): Promise<ResidentRow[]> {
  const found = new Map<string, ResidentRow>()
  for (let wanted = ids; wanted.length > 0; ) {
    const { rows } = await sql<ResidentRow>`
      select * from register_resident where id = any(${wanted}::uuid[])`.execute(db)
    for (const row of rows) found.set(row.id, row)
    const into = new Set(rows.flatMap(({ merged_into }) => merged_into ?? []))
    wanted = [...into].filter((id) => !found.has(id))
  }
  return [...found.values()]
}

/** Visits by id, deleted ones too. */
export async function visitRows(db: Database, ids: readonly string[]): Promise<VisitRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<VisitRow>`select * from register_visit where id = any(${ids}::uuid[])`.execute(
    db,
  )
  return rows
}

/** Everybody recorded in these households, whatever has become of the record. */
export async function residentsIn(db: Database, households: readonly string[]): Promise<ResidentRow[]> {
  if (households.length === 0) return []
  const rows = db.selectFrom('register_resident').selectAll().where('household_id', 'in', households)
  return rows.$castTo<ResidentRow>().execute()
}

/** All visits of residents, deleted ones too. */
export async function visitsOf(db: Database, residents: readonly string[]): Promise<VisitRow[]> {
  if (residents.length === 0) return []
  const rows = db.selectFrom('register_visit').selectAll().where('resident_id', 'in', residents)
  return rows.$castTo<VisitRow>().execute()
}

/** Of these ids, those that ever left a subdistrict of the scope. */
export async function everLeft(db: Database, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ record_id: string }>`
    select record_id from register_gone where record_id = any(${ids}::uuid[])`.execute(db)
  return new Set(rows.map(({ record_id }) => record_id))
}

/** Who lives in households, by household. */
export async function livingIn(
  db: Database,
  households: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const rows = await residentsIn(db, households)
  const here = rows.filter(({ deleted_at, merged_into }) => deleted_at === null && merged_into === null)
  return new Map(
    households.map((id) => [id, here.filter((row) => row.household_id === id).map((row) => row.id)]),
  )
}
