import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { Kind } from '../write/record.ts'

/** Something that changed in a subdistrict: a record, or that it left. */
export type Changed = {
  seq: number
  kind: Kind
  id: string
  why: 'deleted' | 'moved' | 'merged' | 'erased' | null
}

/**
 * What changed in a subdistrict after a number, in order, at most `limit`; one statement, so that all of it is of one
 * moment. Of a phone that has nothing yet (`since` 0), nothing has left.
 */
export async function changesSince(
  db: Database,
  { area, since, limit }: { area: string; since: number; limit: number },
): Promise<Changed[]> {
  const after = sql`subdistrict_code = ${area} and seq > ${since}`
  const first = sql`order by seq limit ${limit}`
  const { rows } = await sql<Changed>`
    (select seq, 'household' as kind, id, null as why from register_household where ${after} and deleted_at is null ${first})
    union all (select seq, 'resident', id, null from register_resident
      where ${after} and deleted_at is null and merged_into is null ${first})
    union all (select seq, 'visit', id, null from register_visit where ${after} and deleted_at is null ${first})
    union all (select seq, kind, record_id, why from register_gone
      where province_code = ${area.slice(0, 2)} and ${after} and ${since} > 0 ${first})
    ${first}`.execute(db)
  return rows
}
