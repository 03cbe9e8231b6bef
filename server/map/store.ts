import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import { ENOUGH, type Moved, type Place, placesOf } from './beat.ts'
import type { MapChangeRow } from './change.ts'
import type { Told } from './told.ts'

/** Any number no other lock of ours has. */
const PUBLISHING = 5_301_001
/** Codes have at most 15 characters and a comma. */
const CODES_A_MESSAGE = 480

/** Leaves changes for the next beat, in the transaction of the change itself. */
export async function saveMapChanges(db: Database, rows: readonly MapChangeRow[]): Promise<void> {
  if (rows.length > 0) await db.insertInto('map_change').values(rows).execute()
}

/** Runs alone among all processes, on one connection; answers undefined when another is at it. */
export function alone<T>(db: Database, work: (db: Database) => Promise<T>): Promise<T | undefined> {
  return db.connection().execute(async (connection) => {
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_lock(${PUBLISHING}) as mine`.execute(
      connection,
    )
    if (!rows[0]?.mine) return undefined
    try {
      return await work(connection)
    } finally {
      await sql`select pg_advisory_unlock(${PUBLISHING})`.execute(connection)
    }
  })
}

export async function readBeat(db: Database): Promise<Date | null> {
  return (await db.selectFrom('map_beat').select('at').executeTakeFirst())?.at ?? null
}

export async function saveBeat(db: Database, at: Date): Promise<void> {
  await db
    .insertInto('map_beat')
    .values({ at })
    .onConflict((conflict) => conflict.column('single').doUpdateSet({ at }))
    .execute()
}

/** What has changed and is not published yet, added up by subdistrict and hexagon. */
export async function readMoved(db: Database): Promise<Moved[]> {
  const { rows } = await sql<Moved>`
    select subdistrict_code as subdistrict, h3_cell as cell, sum(waiting)::int as waiting, sum(helping)::int as helping,
      sum(known)::int as known
    from map_change group by subdistrict_code, h3_cell`.execute(db)
  return rows
}

/** Takes out what was read: in one snapshot with `readMoved`, what came meanwhile stays. */
export async function forgetMoved(db: Database, taken: readonly Moved[]): Promise<void> {
  await sql`
    delete from map_change using unnest(${taken.map(({ subdistrict }) => subdistrict)}::text[],
      ${taken.map(({ cell }) => cell)}::text[]) as taken (subdistrict, cell)
    where subdistrict_code = taken.subdistrict and h3_cell = taken.cell`.execute(db)
}

type PlaceRow = {
  code: string
  waiting: number
  helping: number
  enough: boolean
  known_changes: number
  unsure: boolean
}

/** The published places in which these changes count, and those of which the last short beats left something open. */
export async function readPlaces(db: Database, moved: readonly Moved[]): Promise<Map<string, Place>> {
  const codes = [...new Set(moved.flatMap(placesOf))]
  const { rows } = await sql<PlaceRow>`
    select code, waiting, helping, enough, known_changes, unsure from map_place
    where code = any (${codes}::text[]) or unsure`.execute(db)
  return new Map(
    rows.map(({ code, known_changes, ...place }) => [code, { ...place, knownChanges: known_changes }]),
  )
}

export async function savePlaces(db: Database, places: ReadonlyMap<string, Place | null>): Promise<void> {
  const gone = [...places].flatMap(([code, place]) => (place ? [] : [code]))
  for (const table of ['map_place', 'map_told'] as const)
    if (gone.length > 0) await db.deleteFrom(table).where('code', 'in', gone).execute()
  const rows = [...places].flatMap(([code, place]) => (place ? [{ code, ...place }] : []))
  await sql`
    insert into map_place as kept (code, waiting, helping, enough, known_changes, unsure)
    select code, waiting, helping, enough, "knownChanges", unsure
    from json_to_recordset(${JSON.stringify(rows)}) as given
      (code text, waiting integer, helping integer, enough boolean, "knownChanges" integer, unsure boolean)
    on conflict (code) do update set waiting = excluded.waiting, helping = excluded.helping,
      enough = excluded.enough, known_changes = excluded.known_changes, unsure = excluded.unsure`.execute(db)
}

/** Which of these areas and hexagons have requests of enough known people. */
export async function readCrowds(db: Database, codes: readonly string[]): Promise<Set<string>> {
  const cells = codes.filter((code) => code.length > 6)
  const areas = codes.filter((code) => code.length <= 6)
  const provinces = [...new Set(areas.map((code) => code.slice(0, 2)))]
  const { rows } = await sql<{ code: string }>`
    select h3_cell as code from map_request where h3_cell = any (${cells}::text[])
    group by 1 having count(distinct person) >= ${ENOUGH}
    union all
    select left(subdistrict_code, digits) from (
      select distinct subdistrict_code, person from map_request
      where province_code = any (${provinces}::text[]) and person is not null) known
    cross join (values (2), (4), (6)) as level (digits)
    group by 1 having count(distinct person) >= ${ENOUGH}`.execute(db)
  return new Set(rows.map(({ code }) => code))
}

export async function saveTold(db: Database, told: ReadonlyMap<string, Told>, at: Date): Promise<void> {
  if (told.size === 0) return
  const rows = [...told].map(([code, one]) => ({ code, at, ...one, needs: JSON.stringify(one.needs) }))
  await db
    .insertInto('map_told')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('code').doUpdateSet((eb) => ({
        at: eb.ref('excluded.at'),
        red: eb.ref('excluded.red'),
        oldest: eb.ref('excluded.oldest'),
        needs: eb.ref('excluded.needs'),
      })),
    )
    .execute()
}

/** Tells every process, when this transaction commits, which places look different; a message holds 8,000 bytes. */
export async function announceChanged(db: Database, codes: readonly string[]): Promise<void> {
  for (let from = 0; from < codes.length; from += CODES_A_MESSAGE) {
    const message = codes.slice(from, from + CODES_A_MESSAGE).join()
    await sql`select pg_notify('map_changed', ${message})`.execute(db)
  }
}

/** Forgets what is published and what waits for it. */
export async function beginAnew(db: Database): Promise<void> {
  for (const table of ['map_change', 'map_place', 'map_told'] as const) await db.deleteFrom(table).execute()
}

/** The open requests, added up like changes. */
export async function countAll(db: Database): Promise<Moved[]> {
  const { rows } = await sql<Moved>`
    select subdistrict_code as subdistrict, h3_cell as cell, count(*) filter (where waiting)::int as waiting,
      count(*) filter (where not waiting)::int as helping, count(person)::int as known
    from map_request group by subdistrict_code, h3_cell`.execute(db)
  return rows
}
