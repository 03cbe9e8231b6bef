import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { inArea, isThere, type ListedResident, listedColumns } from '../lists/listed-view.ts'

export type Words = {
  /** each is part of the name as compared */
  names: readonly string[]
  /** beginnings of the house number */
  houses: readonly string[]
}

type Within = { areas: readonly string[]; limit: number }

/** Residents of areas with this phone (its keyed hash), in the order of areas. */
export async function residentsWithPhone(
  db: Database,
  hash: Buffer,
  { areas, limit }: Within,
): Promise<ListedResident[]> {
  const { rows } = await sql<ListedResident>`
    select ${listedColumns} from register_resident r
    join register_household h on h.province_code = r.province_code and h.id = r.household_id
    where ${isThere} and r.phone_hash = ${hash} and (${sql.join(areas.map(inArea), sql` or `)})
    order by r.subdistrict_code, r.area_code, r.id limit ${limit}`.execute(db)
  return rows
}

/** Residents of areas whose name has all of the words and whose house number begins so, in the order of areas. */
export async function residentsNamed(
  db: Database,
  { names, houses }: Words,
  { areas, limit }: Within,
): Promise<ListedResident[]> {
  const conditions = [
    ...names.map((word) => sql`strpos(r.name_key, ${word}) > 0`),
    ...houses.map((house) => sql`starts_with(h.house_no, ${house})`),
  ]
  const found: ListedResident[] = []
  for (const prefix of areas) {
    const { rows } = await sql<ListedResident>`
      select ${listedColumns} from register_resident r
      join register_household h on h.province_code = r.province_code and h.id = r.household_id
      where ${isThere} and ${inArea(prefix)} and ${sql.join(conditions, sql` and `)}
      order by r.subdistrict_code, r.area_code, r.id limit ${limit - found.length}`.execute(db)
    found.push(...rows)
    if (found.length >= limit) break
  }
  return found
}
