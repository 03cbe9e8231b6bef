import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { inArea, isThere } from '../lists/listed-view.ts'
import type { Person } from './twin-rules.ts'

/** Subdistricts being compared; the second key is the subdistrict's code. */
const COMPARE_LOCK = 4102
/** So many subdistricts are tried for one nobody else compares. */
const MOST_TRIED = 20

/** Notes that residents of a subdistrict may have changed. */
export async function toBeCompared(db: Database, subdistrict: string): Promise<void> {
  await sql`
    insert into register_compared (province_code, subdistrict_code, seq, until)
    select ${subdistrict.slice(0, 2)}, ${subdistrict}, 0, coalesce(max(r.seq), 0)
    from register_resident r where r.subdistrict_code = ${subdistrict}
    on conflict (province_code, subdistrict_code) do update set until = excluded.until
    where register_compared.until < excluded.until`.execute(db)
}

/** `seq`: up to which change its residents have been compared. */
export type Comparing = { subdistrict: string; seq: number; until: number }

/** A subdistrict to compare that no other server compares, until the transaction ends. */
export async function lockComparing(db: Database): Promise<Comparing | undefined> {
  const { rows } = await sql<{ subdistrict: string }>`
    select subdistrict_code as subdistrict from register_compared where seq < until limit ${MOST_TRIED}`.execute(
    db,
  )
  for (const { subdistrict } of rows) {
    const { rows: locks } = await sql<{ mine: boolean }>`
      select pg_try_advisory_xact_lock(${COMPARE_LOCK}, ${Number(subdistrict)}) as mine`.execute(db)
    if (locks[0]?.mine) return readComparing(db, subdistrict)
  }
}

async function readComparing(db: Database, subdistrict: string): Promise<Comparing | undefined> {
  const { rows } = await sql<Comparing>`
    select subdistrict_code as subdistrict, seq, until from register_compared
    where province_code = ${subdistrict.slice(0, 2)} and subdistrict_code = ${subdistrict}`.execute(db)
  return rows[0]
}

export async function saveCompared(db: Database, { subdistrict, seq }: Comparing): Promise<void> {
  await db
    .updateTable('register_compared')
    .set({ seq })
    .where('province_code', '=', subdistrict.slice(0, 2))
    .where('subdistrict_code', '=', subdistrict)
    .execute()
}

export type Changed = { id: string; seq: number; birth_year: number | null; compare: boolean }

/**
 * Residents changed since, in the order of their changes. `compare`: something by which they are compared was told since, and
 * they are there to be compared.
 */
export async function changedSince(
  db: Database,
  { subdistrict, seq }: Comparing,
  limit: number,
): Promise<Changed[]> {
  const toldSince = ['name', 'birthYear', 'identity', 'household'].map(
    (field) => sql`(r.versions -> ${sql.lit(field)} ->> 's')::bigint > ${seq}`,
  )
  const { rows } = await sql<Changed>`
    select r.id, r.seq, r.birth_year, (${isComparable}
      and (r.versions -> 'name' is null or coalesce(${sql.join(toldSince, sql`, false) or coalesce(`)}, false))) as compare
    from register_resident r where r.subdistrict_code = ${subdistrict} and r.seq > ${seq}
    order by r.seq limit ${limit}`.execute(db)
  return rows
}

const isComparable: RawBuilder<boolean> = sql<boolean>`(${isThere} and r.gone is null and r.name_key <> '')`

/** Whom to compare with: all of a district, or those born in these years or whose year is not known. */
export async function comparableIn(
  db: Database,
  district: string,
  years: readonly number[] | null,
): Promise<(Person & { name_key: string })[]> {
  const born = years === null ? sql`true` : sql`(r.birth_year = any(${years}::int[]) or r.birth_year is null)`
  const { rows } = await sql<Person & { name_key: string }>`
    select r.id, r.household_id, r.area_code, r.name, r.name_key, r.birth_year, r.identity_kind, r.identity_hash
    from register_resident r where ${inArea(district)} and ${isComparable} and ${born}`.execute(db)
  return rows
}

/** `resident` comes before `other` by id, so that two are one pair whichever was found first. */
export type Pair = { resident: Person; other: Person; likeness: number }

/** Puts what was found in place of what was open before; pairs somebody has decided about stay decided. */
export async function replaceTwins(
  db: Database,
  compared: readonly string[],
  { pairs, now }: { pairs: readonly Pair[]; now: Date },
): Promise<void> {
  await sql`
    delete from register_twin where settled_at is null
      and (resident_id = any(${compared}::uuid[]) or other_id = any(${compared}::uuid[]))`.execute(db)
  await sql`
    insert into register_twin (province_code, subdistrict_code, resident_id, other_id, likeness, made_at)
    select left(area, 2), left(area, 6), resident, other, likeness, ${now}::timestamptz
    from unnest(${pairs.map(({ resident }) => resident.area_code)}::text[],
      ${pairs.map(({ resident }) => resident.id)}::uuid[], ${pairs.map(({ other }) => other.id)}::uuid[],
      ${pairs.map(({ likeness }) => likeness)}::real[]) as found (area, resident, other, likeness)
    on conflict do nothing`.execute(db)
}
