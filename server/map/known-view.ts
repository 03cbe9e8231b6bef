import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import { type Known, STEP } from './told.ts'

/** The known open requests of districts and provinces, exactly: for `toldOf` alone. */
export async function readKnown(db: Database, codes: readonly string[]): Promise<Map<string, Known>> {
  if (codes.length === 0) return new Map()
  const provinces = [...new Set(codes.map((code) => code.slice(0, 2)))]
  const { rows } = await sql<{
    code: string
    need: string
    people: number
    red: number
    waiting_since: Date | null
  }>`
    with known as materialized (
      select code, needs, person, urgency, waiting, waiting_since
      from map_request join unnest(${codes}::text[]) as asked (code)
        on subdistrict_code like code || '%'
      where province_code = any (${provinces}::text[]) and person is not null)
    select code, '' as need, 0 as people, count(distinct person) filter (where urgency = 3)::int as red,
      (array_agg(waiting_since order by waiting_since) filter (where waiting))[${sql.lit(STEP)}] as waiting_since
    from known group by code
    union all
    select code, need, count(distinct person)::int, 0, null
    from known cross join unnest(needs) as need group by code, need`.execute(db)
  return new Map(
    codes.map((code) => {
      const own = rows.filter((row) => row.code === code)
      const all = own.find(({ need }) => need === '')
      const needs = own.filter(({ need }) => need !== '').map(({ need, people }) => [need, people] as const)
      return [code, { needs: new Map(needs), red: all?.red ?? 0, waitingSince: all?.waiting_since ?? null }]
    }),
  )
}
