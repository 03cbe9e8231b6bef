import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { HouseholdRow } from '../write/record.ts'

/** Households of a village (8 digits) that stand, at most so many. */
export async function householdsOfVillage(db: Database, area: string, most: number): Promise<HouseholdRow[]> {
  const { rows } = await sql<HouseholdRow>`
    select register_household.* from register_household
    where register_household.subdistrict_code = ${area.slice(0, 6)} and register_household.area_code = ${area}
      and register_household.deleted_at is null
    order by register_household.id limit ${most}`.execute(db)
  return rows
}
