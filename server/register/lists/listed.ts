import type { Database } from '../../platform/database.ts'
import type { Parts } from '../../platform/parts.ts'
import { presentResidents } from '../residents/present.ts'
import { homesOf, type ListedResident } from './listed-view.ts'

/** Residents as lists of work show them, with where they live. */
export async function presentListed(db: Database, rows: readonly ListedResident[], parts: Parts) {
  const residents = await presentResidents(db, rows, parts)
  const homes = await homesOf(db, rows)
  return residents.map((resident) => {
    const home = homes.get(resident.household)
    const { lon = null, lat = null } = home ?? {}
    return {
      resident,
      houseNo: home?.house_no ?? null,
      landmark: home?.landmark ?? null,
      point: lon === null || lat === null ? null : ([lon, lat] as [number, number]),
    }
  })
}
