import { type Insertable, type RawBuilder, sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import type { Import as Table } from '../platform/schema.ts'
import { wakeTimer } from '../platform/timers.ts'
import { AT_WORK, GOING_ON, type ImportFacts, type StoredImport, type Tally } from './import.ts'

/** Writes a new import, whose work begins; its rows may be there already. */
export async function insertImport(db: Database, row: Insertable<Table>): Promise<void> {
  await db.insertInto('import').values(row).execute()
  await wakeTimer(db, GOING_ON)
}

type Kept = Pick<ImportFacts, 'province_code' | 'id' | 'keeping'>
type Named = Pick<ImportFacts, 'province_code' | 'id'>

/** The rows of a file as they come. */
export async function insertRows(
  db: Database,
  { province_code, id, keeping }: Kept,
  read: readonly { number: number; cells: readonly string[]; found: object }[],
): Promise<void> {
  const rows = read.map(({ number, cells, found }) => ({
    ...{ number, cells: keeping.cells(cells), found: keeping.whole(found) },
  }))
  await sql`
    insert into import_row (province_code, import_id, number, cells, found)
    select ${province_code}, ${id}, row.number, row.cells, row.found
    from json_to_recordset(${JSON.stringify(rows)}) as row(number integer, cells text[], found jsonb)`.execute(
    db,
  )
}

/** One import of this account, locked for a step: work in the background and calls take turns. */
export function lockImport(db: Database, id: string, accountId: string): Promise<StoredImport | undefined> {
  return db
    .selectFrom('import')
    .selectAll()
    .where('id', '=', id)
    .where('made_by', '=', accountId)
    .forUpdate()
    .$castTo<StoredImport>()
    .executeTakeFirst()
}

/** An import that has work to be done, locked; those nearly done first, so that small ones never wait for a large one. */
export function lockWork(db: Database): Promise<StoredImport | undefined> {
  return db
    .selectFrom('import')
    .selectAll()
    .where('status', 'in', AT_WORK)
    .orderBy(sql`rows - coalesce((tally ->> 'worked')::integer, 0)`)
    .limit(1)
    .forUpdate()
    .skipLocked()
    .$castTo<StoredImport>()
    .executeTakeFirst()
}

type Step = Partial<
  Pick<
    ImportFacts,
    | 'status'
    | 'failure'
    | 'done'
    | 'only_good'
    | 'committed_at'
    | 'undone_at'
    | 'ends_at'
    | 'forgotten_at'
    | 'fields'
    | 'recognised'
    | 'day_orders'
    | 'whole_file'
    | 'answers'
  >
> & { tally?: Tally }

/** Writes a step of an import. */
export async function saveImport<Row extends StoredImport>(db: Database, row: Row, step: Step): Promise<Row> {
  const { tally: _, answers: _a, whole_file: _w, ...rest } = step
  await db
    .updateTable('import')
    .set({
      ...rest,
      ...(step.tally && { tally: JSON.stringify(step.tally) }),
      ...(step.answers && { answers: JSON.stringify(step.answers) }),
      ...(step.whole_file !== undefined && {
        whole_file: step.whole_file && JSON.stringify(step.whole_file),
      }),
    })
    .where('province_code', '=', row.province_code)
    .where('id', '=', row.id)
    .execute()
  if (step.status && AT_WORK.includes(step.status)) await wakeTimer(db, GOING_ON)
  return { ...row, ...step }
}

export type CheckedRow = {
  number: number
  state: string
  found: object
  target_id: string | null
  to_look: boolean
  mended_cells: number
  left_values: number
}

/** What the check found, of many rows at once. */
export async function saveChecked(
  db: Database,
  { province_code, id, keeping }: Kept,
  checked: readonly CheckedRow[],
) {
  if (checked.length === 0) return
  const rows = checked.map((row) => ({ ...row, found: keeping.whole(row.found) }))
  await sql`
    update import_row set state = said.state, found = said.found, target_id = said.target_id, to_look = said.to_look,
      mended_cells = said.mended_cells, left_values = said.left_values
    from json_to_recordset(${JSON.stringify(rows)}) as said(number integer, state text, found jsonb, target_id uuid,
      to_look boolean, mended_cells integer, left_values integer)
    where import_row.province_code = ${province_code} and import_row.import_id = ${id}
      and import_row.number = said.number and ${isAmong(rows)}`.execute(db)
}

/** Of rows this new PostgreSQL knows nothing, and reads all of an import for some: from where to where is said. */
function isAmong(rows: readonly { number: number }[]): RawBuilder<boolean> {
  const numbers = rows.map(({ number }) => number)
  return sql<boolean>`import_row.number between ${Math.min(...numbers)}::int and ${Math.max(...numbers)}::int`
}

type WrittenRow = { number: number; targetId: string; before: object | null }

/** That rows are written, and what is needed to take them back. */
export async function saveWritten(
  db: Database,
  { province_code, id, keeping }: Kept,
  { rows: written, now }: { rows: readonly WrittenRow[]; now: Date },
): Promise<void> {
  if (written.length === 0) return
  const rows = written.map((row) => ({ ...row, before: row.before && keeping.whole(row.before) }))
  await sql`
    update import_row set written_at = ${now}, target_id = said."targetId", before = said.before
    from json_to_recordset(${JSON.stringify(rows)}) as said(number integer, "targetId" uuid, before jsonb)
    where import_row.province_code = ${province_code} and import_row.import_id = ${id}
      and import_row.number = said.number and ${isAmong(rows)}`.execute(db)
}

export async function saveUndone(
  db: Database,
  { province_code, id }: Named,
  { numbers, now }: { numbers: readonly number[]; now: Date },
): Promise<void> {
  await db
    .updateTable('import_row')
    .set({ undone_at: now })
    .where('province_code', '=', province_code)
    .where('import_id', '=', id)
    .where('number', 'in', numbers)
    .execute()
}

/** Cells of one row written by hand. */
export async function saveMended(
  db: Database,
  { province_code, id, keeping }: Kept,
  { number, mended }: { number: number; mended: Record<string, string> },
): Promise<void> {
  await db
    .updateTable('import_row')
    .set({ mended: JSON.stringify(keeping.mended(mended)) })
    .where('province_code', '=', province_code)
    .where('import_id', '=', id)
    .where('number', '=', number)
    .execute()
}

/** That a row is left out, or taken in. */
export async function saveSkipped(
  db: Database,
  { province_code, id }: Named,
  { number, skipped }: { number: number; skipped: boolean },
): Promise<void> {
  await db
    .updateTable('import_row')
    .set({ skipped })
    .where('province_code', '=', province_code)
    .where('import_id', '=', id)
    .where('number', '=', number)
    .execute()
}

export type KeyOfRow = { number: number; key: string; lon: number | null; lat: number | null }

/** The keys of rows as they are kept, in place of those that the rows of `numbers` had. */
export async function saveKeys(
  db: Database,
  { province_code, id, keeping }: Kept,
  { numbers, keys: own }: { numbers: readonly number[]; keys: readonly KeyOfRow[] },
): Promise<void> {
  const keys = own.map(({ number, key, lon, lat }) => ({ number, key, ...(keeping.points && { lon, lat }) }))
  if (numbers.length > 0)
    await sql`delete from import_key where province_code = ${province_code} and import_id = ${id}
    and number = any(${numbers}::integer[])`.execute(db)
  await sql`
    insert into import_key (province_code, import_id, key, number, lon, lat)
    select ${province_code}, ${id}, said.key, said.number, said.lon, said.lat
    from json_to_recordset(${JSON.stringify(keys)}) as said(number integer, key text, lon double precision,
      lat double precision)
    on conflict do nothing`.execute(db)
}

/** Of an import whose rows mean something else now. */
export async function forgetKeys(db: Database, { province_code, id }: Named): Promise<void> {
  await db
    .deleteFrom('import_key')
    .where('province_code', '=', province_code)
    .where('import_id', '=', id)
    .execute()
}

/** Deletes at most `most` rows of an import, keys included; how many there were. */
export async function forgetRows(db: Database, row: Named, most: number): Promise<number> {
  await forgetKeys(db, row)
  const { rows } = await sql<{ number: number }>`
    delete from import_row where province_code = ${row.province_code} and import_id = ${row.id} and number in (
      select number from import_row where province_code = ${row.province_code} and import_id = ${row.id}
      order by number limit ${most})
    returning number`.execute(db)
  return rows.length
}

/** What somebody said headings mean; null: not used. */
export async function rememberHeadings(
  db: Database,
  accountId: string,
  { target, meanings }: { target: string; meanings: ReadonlyMap<string, string | null> },
): Promise<void> {
  const rows = [...meanings].map(([heading, field]) => ({ heading, field }))
  await sql`
    insert into import_memory (account_id, target, heading, field)
    select ${accountId}, ${target}, said.heading, said.field
    from json_to_recordset(${JSON.stringify(rows)}) as said(heading text, field text)
    on conflict (account_id, target, heading) do update set field = excluded.field`.execute(db)
}

type ToRemember = {
  account_id: string
  target: string
  key: string
  area: string
  field: string
  written: string
}

/** What somebody said a word means, in place of what they said before; null: they took it back. */
export async function rememberAnswer(
  db: Database,
  row: ToRemember & { value: string | null; made_at: Date },
): Promise<void> {
  await db
    .insertInto('import_answer')
    .values(row)
    .onConflict((oc) => oc.columns(['account_id', 'target', 'key']).doUpdateSet(row))
    .execute()
}

/** Runs work that may fail without ending the transaction; what failed is undone, and the error handed back. */
export async function attempt(
  db: Database,
  work: () => Promise<void>,
): Promise<{ error: unknown } | undefined> {
  await sql`savepoint attempt`.execute(db)
  try {
    await work()
    await sql`release savepoint attempt`.execute(db)
    return undefined
  } catch (error) {
    await sql`rollback to savepoint attempt`.execute(db)
    return { error }
  }
}

/**
 * Empties the rows of files that became these targets, or would change them and now will not: somebody was erased. Files
 * are kept for some weeks only, so their rows are walked; an index would slow down every import for what is seldom asked.
 */
export async function forgetRowsOf(db: Database, target: string, ids: readonly string[]): Promise<void> {
  await sql`
    update import_row set cells = '{}', mended = '{}', found = '{}', before = null,
      state = case when import_row.written_at is null then 'same' else import_row.state end
    from import
    where import.target = ${target} and import.forgotten_at is null
      and import_row.province_code = import.province_code and import_row.import_id = import.id
      and import_row.target_id = any(${ids}::uuid[])`.execute(db)
}
