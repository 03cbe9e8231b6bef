import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import type { Place } from './beat.ts'
import type { Published } from './rules.ts'
import type { Told } from './told.ts'

/** What is published of places, by code. Places without open requests are absent. */
export type PublishedByCode = ReadonlyMap<string, Published>

type Row = { code: string; waiting: number; helping: number; enough: boolean }
type ToldRow = { red: number | null; told_oldest: Date | null; needs: Record<string, number> | null }

/** The totals of hexagons or areas, of which nothing more is asked. */
export async function readTotals(db: Database, codes: readonly string[]): Promise<PublishedByCode> {
  const { rows } = await sql<Row>`
    select code, waiting, helping, enough from map_place where code = any (${codes}::text[])`.execute(db)
  return new Map(rows.map((row) => [row.code, { place: placeOf(row) }]))
}

/** The same with what is told of the people in districts and provinces. */
export async function readPublished(db: Database, codes: readonly string[]): Promise<PublishedByCode> {
  const { rows } = await sql<Row & ToldRow>`
    select place.code, waiting, helping, enough, told.red, told.oldest as told_oldest, told.needs
    from map_place place left join map_told told using (code)
    where place.code = any (${codes}::text[])`.execute(db)
  return new Map(rows.map((row) => [row.code, { place: placeOf(row), told: toldOf(row) }]))
}

/** When what is published was published. */
export async function readPublishedAt(db: Database): Promise<Date | null> {
  const row = await db.selectFrom('map_beat').select('at').executeTakeFirst()
  return row?.at ?? null
}

const placeOf = ({ waiting, helping, enough }: Row): Place => ({
  ...{ waiting, helping, enough },
  ...{ knownChanges: 0, unsure: false },
})

const toldOf = ({ red, told_oldest, needs }: ToldRow): Told | undefined =>
  needs === null ? undefined : { red: red ?? 0, oldest: told_oldest, needs }
