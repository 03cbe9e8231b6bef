import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { HouseholdRow, ResidentRow } from '../write/record.ts'

/** Residents of the scope by their ids, whatever became of them. */
export async function residentsById(db: Database, ids: readonly string[]): Promise<ResidentRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<ResidentRow>`
    select register_resident.* from register_resident where register_resident.id = any(${ids}::uuid[])`.execute(
    db,
  )
  return rows
}

/** Households of the scope by their ids. */
export async function householdsById(db: Database, ids: readonly string[]): Promise<HouseholdRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<HouseholdRow>`
    select register_household.* from register_household where register_household.id = any(${ids}::uuid[])`.execute(
    db,
  )
  return rows
}

export type Houses = { subdistricts: readonly string[]; houseNos: readonly string[] }

/** Households of subdistricts with one of these house numbers, the oldest first. */
export async function householdsNumbered(
  db: Database,
  { subdistricts, houseNos }: Houses,
): Promise<HouseholdRow[]> {
  if (houseNos.length === 0) return []
  const { rows } = await sql<HouseholdRow>`
    select register_household.* from register_household
    where register_household.subdistrict_code = any(${subdistricts}::text[])
      and register_household.house_no = any(${houseNos}::text[]) and register_household.deleted_at is null
    order by register_household.id`.execute(db)
  return rows
}

export type Named = { subdistricts: readonly string[]; nameKeys: readonly string[] }

/** Residents of subdistricts with one of these names, as compared. */
export async function residentsNamed(
  db: Database,
  { subdistricts, nameKeys }: Named,
): Promise<ResidentRow[]> {
  if (nameKeys.length === 0) return []
  const { rows } = await sql<ResidentRow>`
    select register_resident.* from register_resident
    where register_resident.subdistrict_code = any(${subdistricts}::text[])
      and register_resident.name_key = any(${nameKeys}::text[])
      and register_resident.deleted_at is null and register_resident.merged_into is null
    order by register_resident.id`.execute(db)
  return rows
}
