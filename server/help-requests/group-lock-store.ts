import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../platform/database.ts'

/**
 * Locks the groups of the requests `which` finds, always in one order and before any row: whoever changes one request
 * of a group may have to change the others, and two of them must not wait for each other for ever.
 */
export async function lockGroups(db: Database, which: RawBuilder<boolean>): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(place) from (
      select distinct hashtextextended(province_code || coalesce(repeat_group_id, id)::text, 2) as place
      from help_request where ${which} order by place) as groups`.execute(db)
}
