import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import type { MapChangeRow } from './change.ts'
import type { Addition } from './fold.ts'

/** Any number no other lock of ours has. */
const FOLDING = 5_301_001
/** Codes have at most 15 characters and a comma. */
const CODES_A_MESSAGE = 480

/** Leaves changes of counts for the follower, in the transaction of the change itself. */
export async function saveMapChanges(db: Database, rows: readonly MapChangeRow[]): Promise<void> {
  if (rows.length > 0) await db.insertInto('map_change').values(rows).execute()
}

/** One process folds at a time; the lock ends with the transaction. False when another has it. */
export async function lockFolding(db: Database): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${FOLDING}) as mine`.execute(
    db,
  )
  return rows[0]?.mine ?? false
}

export async function changesAreWaiting(db: Database): Promise<boolean> {
  return (await db.selectFrom('map_change').select('id').limit(1).executeTakeFirst()) !== undefined
}

/** Takes the earliest changes out, so that the arrival of a request is never folded after its leaving. */
export async function takeMapChanges(db: Database, most: number): Promise<MapChangeRow[]> {
  const earliest = db.selectFrom('map_change').select(['province_code', 'id']).orderBy('id').limit(most)
  return await db
    .deleteFrom('map_change')
    .using(earliest.as('earliest'))
    .whereRef('map_change.province_code', '=', 'earliest.province_code')
    .whereRef('map_change.id', '=', 'earliest.id')
    .returningAll('map_change')
    .execute()
}

const given = (additions: readonly Addition[]) => sql`json_to_recordset(${JSON.stringify(additions)}) as given
  (province_code text, area_code text, h3_cell text, need text, waiting integer, helping integer,
   waiting_red integer, helping_red integer, came timestamptz, "left" timestamptz)`

/** Adds to the counts of cells; rows that count nothing any more go, and the longest waits are right again. */
export async function addToCells(db: Database, additions: readonly Addition[]): Promise<void> {
  await sql`
    insert into map_cell_count as kept
      (province_code, subdistrict_code, h3_cell, need, waiting, helping, waiting_red, helping_red, oldest)
    select province_code, area_code, h3_cell, need, waiting, helping, waiting_red, helping_red, came
    from ${given(additions)}
    on conflict on constraint map_cell_count_pkey do update set ${sums}`.execute(db)
  const lessened = additions.filter(({ left }) => left !== null)
  if (lessened.length > 0) await findLongestWaitsOfCells(db, lessened)
  const emptied = additions.filter(mayBeEmpty)
  if (emptied.length === 0) return
  await sql`
    delete from map_cell_count kept using ${given(emptied)}
    where ${sameCell} and kept.waiting = 0 and kept.helping = 0`.execute(db)
}

/** Adds to the counts of areas, after the cells: a subdistrict's longest wait is that of its cells. */
export async function addToAreas(db: Database, additions: readonly Addition[]): Promise<void> {
  await sql`
    insert into map_area_count as kept
      (province_code, area_code, need, waiting, helping, waiting_red, helping_red, oldest)
    select province_code, area_code, need, waiting, helping, waiting_red, helping_red, came
    from ${given(additions)}
    on conflict on constraint map_area_count_pkey do update set ${sums}`.execute(db)
  const lessened = additions.filter(({ left }) => left !== null)
  if (lessened.length > 0) await findLongestWaitsOfAreas(db, lessened)
  const emptied = additions.filter(mayBeEmpty)
  if (emptied.length === 0) return
  await sql`
    delete from map_area_count kept using ${given(emptied)}
    where ${sameArea} and kept.waiting = 0 and kept.helping = 0`.execute(db)
}

const sums = sql`
  waiting = kept.waiting + excluded.waiting, helping = kept.helping + excluded.helping,
  waiting_red = kept.waiting_red + excluded.waiting_red, helping_red = kept.helping_red + excluded.helping_red,
  oldest = least(kept.oldest, excluded.oldest)`
const sameArea = sql`
  kept.province_code = given.province_code and kept.area_code = given.area_code and kept.need = given.need`
const sameCell = sql`
  kept.province_code = given.province_code and kept.subdistrict_code = given.area_code
  and kept.need = given.need and kept.h3_cell = given.h3_cell`

/** Only a row that lost something, or came and went in one batch, can be empty. */
const mayBeEmpty = ({ waiting, helping }: Addition) => waiting < 0 || helping < 0 || waiting + helping === 0

/** Looks at the requests themselves, by the index of open requests of a cell. */
async function findLongestWaitsOfCells(db: Database, lessened: readonly Addition[]) {
  await sql`
    update map_cell_count kept set oldest = (
      select request.waiting_since from map_request request
      where request.h3_cell = kept.h3_cell and request.subdistrict_code = kept.subdistrict_code
        and request.waiting = 1 and (kept.need = '' or kept.need = any (request.needs))
      order by request.waiting_since limit 1)
    from ${given(lessened)}
    where ${sameCell} and given."left" <= kept.oldest`.execute(db)
}

/** Subdistricts from their cells, then districts and provinces from their subdistricts. */
async function findLongestWaitsOfAreas(db: Database, lessened: readonly Addition[]) {
  await sql`
    update map_area_count kept set oldest = (
      select min(cell.oldest) from map_cell_count cell
      where cell.province_code = kept.province_code and cell.subdistrict_code = kept.area_code
        and cell.need = kept.need)
    from ${given(lessened)}
    where ${sameArea} and length(kept.area_code) = 6 and given."left" <= kept.oldest`.execute(db)
  await sql`
    update map_area_count kept set oldest = (
      select min(within.oldest) from map_area_count within
      where within.province_code = kept.province_code and within.need = kept.need
        and within.area_code > kept.area_code and within.area_code < kept.area_code || ':'
        and length(within.area_code) = 6)
    from ${given(lessened)}
    where ${sameArea} and length(kept.area_code) < 6 and given."left" <= kept.oldest`.execute(db)
}

/** Tells every process, when this transaction commits, which places look different; a message holds 8,000 bytes. */
export async function announceChanged(db: Database, codes: readonly string[]): Promise<void> {
  for (let from = 0; from < codes.length; from += CODES_A_MESSAGE) {
    const message = codes.slice(from, from + CODES_A_MESSAGE).join()
    await sql`select pg_notify('map_changed', ${message})`.execute(db)
  }
}

/** Whether requests are there and no counts, as after a restored backup or a mass import. */
export async function countsAreMissing(db: Database): Promise<boolean> {
  const { rows } = await sql<{ missing: boolean }>`
    select exists (select from map_request) and not exists (select from map_cell_count) as missing`.execute(
    db,
  )
  return rows[0]?.missing ?? false
}

/** Counts everything anew from the requests. Wants one snapshot of all tables and nobody folding meanwhile. */
export async function countAnew(db: Database): Promise<void> {
  for (const table of ['map_change', 'map_cell_count', 'map_area_count'] as const)
    await db.deleteFrom(table).execute()
  await sql`
    insert into map_cell_count
      (province_code, subdistrict_code, h3_cell, need, waiting, helping, waiting_red, helping_red, oldest)
    select province_code, subdistrict_code, h3_cell, need, sum(waiting), sum(helping), sum(waiting_red),
      sum(helping_red), min(waiting_since) filter (where waiting = 1)
    from map_request cross join unnest(array_prepend('', needs)) as need
    group by province_code, subdistrict_code, h3_cell, need`.execute(db)
  await sql`
    insert into map_area_count
      (province_code, area_code, need, waiting, helping, waiting_red, helping_red, oldest)
    select province_code, left(subdistrict_code, digits), need, sum(waiting), sum(helping), sum(waiting_red),
      sum(helping_red), min(oldest)
    from map_cell_count cross join (values (2), (4), (6)) as level (digits)
    group by province_code, left(subdistrict_code, digits), need`.execute(db)
}

/** Runs with nobody folding meanwhile, on one connection. */
export async function whileNobodyFolds(db: Database, work: (db: Database) => Promise<void>): Promise<void> {
  await db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${FOLDING})`.execute(connection)
    try {
      await work(connection)
    } finally {
      await sql`select pg_advisory_unlock(${FOLDING})`.execute(connection)
    }
  })
}
