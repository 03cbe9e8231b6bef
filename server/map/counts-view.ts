import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import { addedUp, type Counts, type CountsByNeed } from './rules.ts'

/** Counts of places by code and need. Places without open requests are absent. */
export type CountsByPlace = ReadonlyMap<string, CountsByNeed>

/** The counts of areas, for the needs given ('' is all of them together) or for every need. */
export function readAreaCounts(
  db: Database,
  codes: readonly string[],
  needs?: readonly string[],
): Promise<CountsByPlace> {
  return read(
    db,
    sql<Row>`
      select kept.area_code as code, need, waiting, helping, waiting_red, helping_red, oldest
      from unnest(${codes}::text[]) as wanted (code)
      join map_area_count kept on kept.province_code = left(wanted.code, 2) and kept.area_code = wanted.code
      where ${ofNeeds(needs)}`,
  )
}

/** The counts of H3 cells, each added up over the subdistricts that meet in it. */
export function readCellCounts(
  db: Database,
  cells: readonly string[],
  needs?: readonly string[],
): Promise<CountsByPlace> {
  return read(
    db,
    sql<Row>`
      select h3_cell as code, need, waiting, helping, waiting_red, helping_red, oldest
      from map_cell_count kept
      where h3_cell = any (${cells}) and ${ofNeeds(needs)}`,
  )
}

type Row = {
  code: string
  need: string
  waiting: number
  helping: number
  waiting_red: number
  helping_red: number
  oldest: Date | null
}

const ofNeeds = (needs?: readonly string[]) => (needs ? sql`kept.need = any (${needs})` : sql`true`)

async function read(db: Database, query: RawBuilder<Row>): Promise<CountsByPlace> {
  const { rows } = await query.execute(db)
  const places = new Map<string, Map<string, Counts>>()
  for (const { code, need, waiting, helping, waiting_red, helping_red, oldest } of rows) {
    const byNeed = places.get(code) ?? new Map<string, Counts>()
    const counts = { waiting, helping, waitingRed: waiting_red, helpingRed: helping_red, oldest }
    byNeed.set(need, addedUp(byNeed.get(need), counts))
    places.set(code, byNeed)
  }
  return places
}
