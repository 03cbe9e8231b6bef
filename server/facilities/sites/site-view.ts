import type { Database } from '../../platform/database.ts'

/** The Thai names of facilities by id, also of those that are gone. */
export async function facilityNames(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('facility')
    .select(['id', 'name_th'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, name_th }) => [id, name_th]))
}
