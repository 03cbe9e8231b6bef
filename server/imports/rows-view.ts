import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import type { ImportFacts, RowFacts } from './import.ts'

type Named = Pick<ImportFacts, 'province_code' | 'id'>
type Kept = Named & Pick<ImportFacts, 'keeping'>

const columns = [
  ...([
    'province_code',
    'import_id',
    'number',
    'mended',
    'state',
    'found',
    'to_look',
    'mended_cells',
    'skipped',
    'left_values',
  ] as const),
  ...(['target_id', 'written_at', 'before', 'undone_at'] as const),
] as const

const foundOf = (db: Database, { province_code, id }: Named) =>
  db
    .selectFrom('import_row')
    .select([...columns])
    .where('province_code', '=', province_code)
    .where('import_id', '=', id)
    .orderBy('number')

const rowsOf = (db: Database, kept: Named) =>
  foundOf(db, kept)
    // as JSON it is read much faster than as an array
    .select(sql<string[]>`to_json(cells)`.as('cells'))
    .$castTo<RowFacts>()

const opened = async ({ keeping }: Kept, rows: Promise<RowFacts[]>) => (await rows).map(keeping.open)

/** The next rows of an import, after one number. */
export const rowsAfter = (db: Database, kept: Kept, { number, most }: { number: number; most: number }) =>
  opened(kept, rowsOf(db, kept).where('number', '>', number).limit(most).execute())

/** The same without their cells, by what was found in them: opening takes time. */
export const foundAfter = (db: Database, kept: Kept, { number, most }: { number: number; most: number }) =>
  opened(
    kept,
    foundOf(db, kept)
      .select(sql<string[]>`'[]'::json`.as('cells'))
      .where('number', '>', number)
      .limit(most)
      .$castTo<RowFacts>()
      .execute(),
  )

/** Of rows read before, those whose words have been taken away since. */
export async function emptiedAmong(
  db: Database,
  { province_code, id }: Named,
  rows: readonly Pick<RowFacts, 'number'>[],
): Promise<number[]> {
  const [first = 0, last = 0] = [rows[0]?.number, rows.at(-1)?.number]
  const emptied = await db
    .selectFrom('import_row')
    .select('number')
    .where('province_code', '=', province_code)
    .where('import_id', '=', id)
    .where('number', '>=', first)
    .where('number', '<=', last)
    .where('cells', '=', sql<string[]>`'{}'::text[]`)
    .execute()
  return emptied.map(({ number }) => number)
}

/** Rows by their numbers. */
export const rowsNumbered = (db: Database, kept: Kept, numbers: readonly number[]): Promise<RowFacts[]> =>
  numbers.length === 0
    ? Promise.resolve([])
    : opened(kept, rowsOf(db, kept).where('number', 'in', numbers).execute())

type Asked = { state?: RowFacts['state'] | 'mended' | 'look' | 'open' | 'left'; after: number; most: number }

/** A page of the preview. */
export function pageOfRows(db: Database, kept: Kept, { state, after, most }: Asked): Promise<RowFacts[]> {
  const rows = rowsOf(db, kept).where('number', '>', after).limit(most)
  const asked = () => {
    if (!state) return rows
    if (state === 'look') return rows.where('to_look', '=', true)
    const good = ['new', 'changes'] as const
    if (state === 'open') return rows.where('to_look', '=', true).where('state', 'in', good)
    if (state === 'left')
      return rows.where('to_look', '=', true).where('left_values', '>', 0).where('state', 'in', good)
    if (state === 'mended') return rows.where('mended_cells', '>', 0)
    return rows.where('state', '=', state)
  }
  return opened(kept, asked().execute())
}

/** Fields written by hand in any of the rows to look at. */
export async function fieldsMended(db: Database, { province_code, id }: Named): Promise<string[]> {
  const { rows } = await sql<{ field: string }>`
    select distinct jsonb_object_keys(import_row.mended) as field from import_row
    where import_row.province_code = ${province_code} and import_row.import_id = ${id} and import_row.to_look`.execute(
    db,
  )
  return rows.map(({ field }) => field)
}

export type KeptKey = { key: string; number: number; lon: number | null; lat: number | null }

/** All rows of an import that have one of these keys, as they are kept. */
export function rowsWithKeys(
  db: Database,
  { province_code, id }: Named,
  keys: readonly string[],
): Promise<KeptKey[]> {
  return db
    .selectFrom('import_key')
    .select(['key', 'number', 'lon', 'lat'])
    .where('province_code', '=', province_code)
    .where('import_id', '=', id)
    .where('key', '=', (eb) => eb.fn.any(sql<string[]>`${keys}::text[]`))
    .orderBy('number')
    .execute()
}

export async function keysOf(
  db: Database,
  { province_code, id }: Named,
  numbers: readonly number[],
): Promise<string[]> {
  if (numbers.length === 0) return []
  const rows = await db
    .selectFrom('import_key')
    .select('key')
    .where('province_code', '=', province_code)
    .where('import_id', '=', id)
    .where('number', 'in', numbers)
    .execute()
  return rows.map(({ key }) => key)
}
