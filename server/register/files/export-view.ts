import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { type AreaPlace, residentsInOrder } from '../lists/listed-view.ts'
import type { ResidentRow } from '../write/record.ts'
import { residentsById } from './import-view.ts'

type Portion = { areas: readonly string[]; after: AreaPlace | undefined; limit: number }

/** Who lives in these areas, whole, a portion after a place, in the order of areas. */
export async function residentsToExport(db: Database, portion: Portion): Promise<ResidentRow[]> {
  const listed = await residentsInOrder(db, { ...portion, where: sql<boolean>`r.gone is null` })
  const ids = listed.map(({ id }) => id)
  const byId = new Map((await residentsById(db, ids)).map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
