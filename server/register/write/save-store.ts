import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { DB } from '../../platform/schema.ts'
import type { Kind, Place, Row } from './record.ts'

type Table = Extract<keyof DB, `register_${string}`>
type Columns = Readonly<Record<string, unknown>>

/** So many rows go in one statement. */
const PORTION = 2000

const tableOf = {
  household: 'register_household',
  resident: 'register_resident',
  visit: 'register_visit',
} as const

/**
 * Writes new records; false when an id is taken by a record that is not in the scope: nothing is known of it, and nothing
 * may be told.
 */
export async function insertRecords(db: Database, rows: readonly Row[]): Promise<boolean> {
  const portions = tables().flatMap(([kind, table]) =>
    portionsOf(rows, kind).map((portion) => ({ table, portion })),
  )
  const inserted = await Promise.all(
    portions.map(({ table, portion }) => sql`${insertOf(table, portion)} on conflict do nothing`.execute(db)),
  )
  const written = inserted.reduce((sum, { numAffectedRows }) => sum + Number(numAffectedRows ?? 0), 0)
  return written === rows.length
}

/** Writes records that are there, whole. */
export async function updateRecords(db: Database, rows: readonly Row[]): Promise<void> {
  for (const [kind, table] of tables()) {
    for (const portion of portionsOf(rows, kind)) {
      const columns = Object.keys(portion[0] ?? {})
      const sets = columns.map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`)
      await sql`
        ${insertOf(table, portion)} on conflict (province_code, id) do update set ${sql.join(sets)}`.execute(
        db,
      )
    }
  }
}

const tables = (): [Kind, Table][] => [
  ['household', tableOf.household],
  ['resident', tableOf.resident],
  ['visit', tableOf.visit],
]

const portionsOf = (rows: readonly Row[], kind: Kind): Columns[][] => {
  const ofKind = rows.filter((row) => row.kind === kind).map(({ row }): Columns => row)
  return Array.from({ length: Math.ceil(ofKind.length / PORTION) }, (_, index) =>
    ofKind.slice(index * PORTION, (index + 1) * PORTION),
  )
}

/** Adds rows to a table of the register, those that are there already left alone. */
export async function addRows(db: Database, table: Table, rows: readonly Columns[]): Promise<void> {
  if (rows.length > 0) await sql`${insertOf(table, rows)} on conflict do nothing`.execute(db)
}

/** One parameter whatever the number of rows, so that the statement is prepared once. */
function insertOf(table: Table, rows: readonly Columns[]) {
  const columns = sql.join(Object.keys(rows[0] ?? {}).map((column) => sql.ref(column)))
  return sql`insert into ${sql.table(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows.map(inJson))}::json)`
}

function inJson(row: Columns): Columns {
  const told: Record<string, unknown> = {}
  for (const column in row) {
    const value = row[column]
    told[column] = Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value
  }
  return told
}

export type Moved = { kind: Kind; id: string; place: Place }

/** Puts records into another province: their rows are found by it from then on. */
export async function moveProvinces(db: Database, moved: readonly Moved[]): Promise<void> {
  for (const [kind, table] of tables()) {
    const rows = moved.filter((one) => one.kind === kind)
    if (rows.length > 0) await moveRows(db, { table, key: 'id' }, rows)
  }
}

/** What goes along with residents over the border of a subdistrict. History stays where it was made. */
export async function carryAlong(db: Database, moved: readonly Moved[]): Promise<void> {
  await moveRows(db, { table: 'register_conflict', key: 'record_id' }, moved)
  const residents = moved.filter(({ kind }) => kind === 'resident')
  if (residents.length === 0) return
  for (const table of ['register_appointment', 'register_twin'] as const)
    await moveRows(db, { table, key: 'resident_id' }, residents)
  // its province stays: that of the request for help, which is found by it
  await sql`
    update register_request as one set subdistrict_code = moved.subdistrict
    from unnest(${residents.map(({ id }) => id)}::uuid[], ${residents.map(({ place }) => place.subdistrict_code)}::text[])
      as moved (id, subdistrict)
    where one.resident_id = moved.id`.execute(db)
}

async function moveRows(
  db: Database,
  { table, key }: { table: Table; key: string },
  moved: readonly Moved[],
): Promise<void> {
  const area = key === 'id' ? sql`, area_code = moved.area` : sql``
  await sql`
    update ${sql.table(table)} as one
    set province_code = left(moved.subdistrict, 2), subdistrict_code = moved.subdistrict ${area}
    from unnest(${moved.map(({ id }) => id)}::uuid[], ${moved.map(({ place }) => place.subdistrict_code)}::text[],
      ${moved.map(({ place }) => place.area_code)}::text[]) as moved (id, subdistrict, area)
    where one.${sql.ref(key)} = moved.id`.execute(db)
}
