import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'

export type RequestKey = { provinceCode: string; id: string }
/** How a case ended: its outcome; of a repeat that of the case it stands under. */
export type Ended = { id: string; outcome: string; at: Date }

/** Those of the requests that have ended; a repeat has when its lead has. */
export async function endedAmong(db: Database, keys: readonly RequestKey[]): Promise<Ended[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<Ended>`
    select own.id, told.outcome, told.closed_at as at
    from unnest(${keys.map(({ provinceCode }) => provinceCode)}::text[], ${keys.map(({ id }) => id)}::uuid[])
      as asked (province_code, id)
    join help_request own on own.province_code = asked.province_code and own.id = asked.id
    join help_request told on told.province_code = own.province_code and told.id = coalesce(own.lead_id, own.id)
    where told.status = 'closed'`.execute(db)
  return rows
}

/** The public numbers of requests by id. */
export async function numbersOf(db: Database, keys: readonly RequestKey[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  const rows = await db
    .selectFrom('help_request')
    .select(['id', 'number'])
    .where('province_code', 'in', [...new Set(keys.map(({ provinceCode }) => provinceCode))])
    .where(
      'id',
      'in',
      keys.map(({ id }) => id),
    )
    .execute()
  return new Map(rows.map(({ id, number }) => [id, number]))
}
