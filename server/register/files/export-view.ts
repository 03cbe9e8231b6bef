import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { type AreaPlace, residentsInOrder } from '../lists/listed-view.ts'
import type { ResidentRow } from '../write/record.ts'

type Portion = { areas: readonly string[]; after: AreaPlace | undefined; limit: number }

/** Who lives in these areas, a portion after a place, in the order of areas. */
export const residentsToExport = (db: Database, portion: Portion): Promise<ResidentRow[]> =>
  residentsInOrder(db, { ...portion, where: sql<boolean>`r.gone is null` })
