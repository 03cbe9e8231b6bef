import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { inArea } from '../lists/listed-view.ts'

/** Of a part of an area: all it counts, and how many of them are not in the own areas. */
export type PartSum = { part: string; measure: string; n: number; foreign: number }

/** What the areas just inside an area count, of the figures as last counted; villages inside a subdistrict. */
export async function partSums(
  db: Database,
  { area, own }: { area: string; own: readonly string[] },
): Promise<PartSum[]> {
  const digits = area.length + 2
  const foreign = sql`not (r.subdistrict_code ^@ any (${own}::text[]))`
  const { rows } = await sql<PartSum>`
    select left(r.area_code, ${digits}::int) as part, r.measure, sum(r.n)::int as n,
      coalesce(sum(r.n) filter (where ${foreign}), 0)::int as foreign
    from register_figure r where ${inArea(area)}
    group by 1, 2`.execute(db)
  return rows
}

/** Since when something in an area waits to be counted anew. */
export async function waitingSince(db: Database, area: string): Promise<Date | null> {
  const { rows } = await sql<{ since: Date | null }>`
    select min(r.since) as since from register_dirty r where ${inSubdistricts(area)}`.execute(db)
  return rows[0]?.since ?? null
}
const inSubdistricts = (area: string): RawBuilder<boolean> => inArea(area.slice(0, 6))

type Talked = { talks: number; changed: number }
export type Changed = {
  byReason: (Talked & { reason: string })[]
  byVisit: (Talked & { number: number })[]
  moves: { before: string | null; after: string | null; n: number }[]
}

/** What talks with the undecided and unwilling came to, within own areas. `willing`: wishes that count as changed. */
export async function talksWithin(
  db: Database,
  {
    areas,
    unwilling,
    willing,
  }: { areas: readonly string[]; unwilling: readonly string[]; willing: readonly string[] },
): Promise<Changed> {
  // visits are `r` here, as areas are asked for
  const visits = sql`register_visit r where r.deleted_at is null and (${sql.join(areas.map(inArea), sql` or `)})`
  const counts = sql`count(*)::int as talks, (count(*) filter (where r.wish_after = any(${willing})))::int as changed`
  const talks = sql`r.wish_before = any(${unwilling}) and r.wish_after is not null`
  const byReason = await sql<Changed['byReason'][number]>`
    with talk as (select r.* from ${visits} and ${talks})
    select reason, ${counts} from talk r, unnest(r.reasons) as reason group by reason order by 2 desc, 1`.execute(
    db,
  )
  const byVisit = await sql<Changed['byVisit'][number]>`
    select r.number, ${counts} from ${visits} and ${talks} group by r.number order by r.number`.execute(db)
  const moves = await sql<Changed['moves'][number]>`
    select r.wish_before as before, r.wish_after as after, count(*)::int as n
    from ${visits} and r.wish_after is not null group by 1, 2 order by 3 desc, 1, 2`.execute(db)
  return { byReason: byReason.rows, byVisit: byVisit.rows, moves: moves.rows }
}
