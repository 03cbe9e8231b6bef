import type { Database } from '../platform/database.ts'
import type { MapChangeRow } from './change.ts'

/** Leaves changes of counts for the follower, in the transaction of the change itself. */
export async function saveMapChanges(db: Database, rows: readonly MapChangeRow[]): Promise<void> {
  if (rows.length > 0) await db.insertInto('map_change').values(rows).execute()
}
