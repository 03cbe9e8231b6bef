import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { lockSubdistricts } from '../write/record-store.ts'
import type { Figure } from './measure-view.ts'

/** The subdistrict that has waited longest to be counted anew. */
export async function longestDirty(db: Database): Promise<string | undefined> {
  const row = await db
    .selectFrom('register_dirty')
    .select('subdistrict_code')
    .orderBy('since')
    .limit(1)
    .executeTakeFirst()
  return row?.subdistrict_code
}

/** Marks the subdistricts whose figures were counted in another year, and says how many those were. */
export async function markOtherYears(db: Database, year: number, now: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into register_dirty (province_code, subdistrict_code, since)
    select distinct province_code, subdistrict_code, ${now}::timestamptz
    from register_figure where counted_year < ${year} or counted_year > ${year}
    on conflict do nothing`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/**
 * Waits until nobody writes in a subdistrict, keeps it so for the transaction, and strikes it off. Who writes marks it
 * while holding the same lock: no change is between a count and the mark.
 */
export async function strikeOff(db: Database, subdistrict: string): Promise<boolean> {
  await lockSubdistricts(db, [subdistrict])
  const { numDeletedRows } = await db
    .deleteFrom('register_dirty')
    .where('province_code', '=', subdistrict.slice(0, 2))
    .where('subdistrict_code', '=', subdistrict)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Puts a subdistrict's figures in place of those it had. */
export async function saveFigures(
  db: Database,
  subdistrict: string,
  { figures, year }: { figures: readonly Figure[]; year: number },
): Promise<void> {
  const province = subdistrict.slice(0, 2)
  await db.deleteFrom('register_figure').where('subdistrict_code', '=', subdistrict).execute()
  await sql`
    insert into register_figure (province_code, area_code, subdistrict_code, measure, n, counted_year)
    select ${province}, figure.area_code, ${subdistrict}, figure.measure, figure.n, ${year}::smallint
    from unnest(${figures.map(({ area_code }) => area_code)}::text[],
      ${figures.map(({ measure }) => measure)}::text[], ${figures.map(({ n }) => n)}::int[])
      as figure (area_code, measure, n)`.execute(db)
}
