import type { Database } from '../platform/database.ts'
import { type MapFacets, mapDifference } from './change.ts'
import { saveMapChanges } from './store.ts'

export { type MapFacets, mapDifference } from './change.ts'

/**
 * Tells the map that a help request has changed, in the same transaction; `null` before it was, or when it is gone.
 * A statement that must save a round trip may insert the rows of `mapDifference` into map_change itself.
 */
export function recordMapChange(db: Database, before: MapFacets | null, after: MapFacets | null) {
  return saveMapChanges(db, mapDifference(before, after))
}
