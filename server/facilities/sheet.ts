import type { Database } from '../platform/database.ts'
import { readSheetRow, type SheetRow } from './facility-view.ts'
import { learnHours } from './hours-jobs.ts'
import type { Telling } from './present.ts'

/** One facility whole, whoever may see it. Hours that were told a moment ago are worked out first. */
export async function readSheet(db: Database, id: string, telling: Telling): Promise<SheetRow | undefined> {
  const row = await readSheetRow(db, id, telling)
  if (!row || row.hours === null || row.week !== null) return row
  await learnHours(db, [{ province_code: row.province_code, hours: row.hours }], telling.now)
  return readSheetRow(db, id, telling)
}
