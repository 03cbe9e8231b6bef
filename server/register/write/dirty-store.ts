import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'

/** Notes that figures of subdistricts are to be counted again. */
export async function dirty(db: Database, subdistricts: readonly string[], now: Date): Promise<void> {
  if (subdistricts.length === 0) return
  await sql`
    insert into register_dirty (province_code, subdistrict_code, since)
    select left(code, 2), code, ${now}::timestamptz from unnest(${subdistricts.toSorted()}::text[]) as code
    on conflict do nothing`.execute(db)
}
