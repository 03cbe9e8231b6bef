import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import type { ImportFacts, RowFacts } from './import.ts'
import type { RowKey } from './target.ts'

type Kept = Pick<ImportFacts, 'province_code' | 'id'>

const rowsOf = (db: Database, { province_code, id }: Kept) =>
  db
    .selectFrom('import_row')
    .selectAll()
    .where('province_code', '=', province_code)
    .where('import_id', '=', id)
    .orderBy('number')
    .$castTo<RowFacts>()

/** The next rows of an import, after one number. */
export const rowsAfter = (db: Database, kept: Kept, { number, most }: { number: number; most: number }) =>
  rowsOf(db, kept).where('number', '>', number).limit(most).execute()

/** Rows by their numbers. */
export const rowsNumbered = (db: Database, kept: Kept, numbers: readonly number[]): Promise<RowFacts[]> =>
  numbers.length === 0 ? Promise.resolve([]) : rowsOf(db, kept).where('number', 'in', numbers).execute()

type Asked = { state?: RowFacts['state'] | 'mended' | 'look'; after: number; most: number }

/** A page of the preview. */
export function pageOfRows(db: Database, kept: Kept, { state, after, most }: Asked): Promise<RowFacts[]> {
  const rows = rowsOf(db, kept).where('number', '>', after).limit(most)
  if (!state) return rows.execute()
  if (state === 'look') return rows.where('to_look', '=', true).execute()
  if (state === 'mended') return rows.where('mended_cells', '>', 0).execute()
  return rows.where('state', '=', state).execute()
}

/** Fields written by hand in any of the rows to look at. */
export async function fieldsMended(db: Database, { province_code, id }: Kept): Promise<string[]> {
  const { rows } = await sql<{ field: string }>`
    select distinct jsonb_object_keys(import_row.mended) as field from import_row
    where import_row.province_code = ${province_code} and import_row.import_id = ${id} and import_row.to_look`.execute(
    db,
  )
  return rows.map(({ field }) => field)
}

export type Twin = { number: number; twin: number }
type Sought = RowKey & { number: number; lon: number | null; lat: number | null }

/** Metres of a degree of latitude. */
const DEGREE_METRES = 111_320

/** For rows by their keys, the first row before each that is the same. */
export async function rowsBefore(
  db: Database,
  { province_code, id }: Kept,
  sought: readonly Sought[],
): Promise<Twin[]> {
  const rows = sought.map(({ withinMetres, ...row }) => ({ ...row, near: withinMetres ?? null }))
  const { rows: found } = await sql<Twin>`
    select said.number, min(twin.number)::integer as twin
    from json_to_recordset(${JSON.stringify(rows)}) as said(number integer, key text, near double precision,
      lon double precision, lat double precision)
    cross join lateral (
      select import_key.number from import_key
      where import_key.province_code = ${province_code} and import_key.import_id = ${id}
        and import_key.key = said.key and import_key.number < said.number
        and (said.near is null or (
          abs(import_key.lat - said.lat) * ${DEGREE_METRES}::double precision <= said.near
          and abs(import_key.lon - said.lon) * ${DEGREE_METRES}::double precision * cos(radians(said.lat)) <= said.near))
      order by import_key.number limit 1) as twin
    group by said.number`.execute(db)
  return found
}

/** Rows that share a key with these, themselves left out; at most so many. */
export async function rowsLike(
  db: Database,
  { province_code, id }: Kept,
  { keys, most }: { keys: readonly string[]; most: number },
): Promise<number[]> {
  const rows = await db
    .selectFrom('import_key')
    .select('number')
    .distinct()
    .where('province_code', '=', province_code)
    .where('import_id', '=', id)
    .where('key', '=', (eb) => eb.fn.any(sql<string[]>`${keys}::text[]`))
    .orderBy('number')
    .limit(most)
    .execute()
  return rows.map(({ number }) => number)
}

export async function keysOf(db: Database, { province_code, id }: Kept, number: number): Promise<string[]> {
  const rows = await db
    .selectFrom('import_key')
    .select('key')
    .where('province_code', '=', province_code)
    .where('import_id', '=', id)
    .where('number', '=', number)
    .execute()
  return rows.map(({ key }) => key)
}
