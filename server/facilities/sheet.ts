import type { Database } from '../platform/database.ts'
import { readSheetRow, type SheetRow } from './facility-view.ts'
import { learnHours } from './hours/hours-jobs.ts'
import type { Telling } from './present.ts'

/** One facility whole, whoever may see it. */
export const readSheet = (db: Database, id: string, telling: Telling): Promise<SheetRow | undefined> =>
  withHours(() => readSheetRow(db, id, telling), { db, now: telling.now })

/** A row read once more when its hours were told a moment ago: they are worked out first, not when the timer comes. */
export async function withHours<Row extends SheetRow | undefined>(
  read: () => Promise<Row>,
  { db, now }: { db: Database; now: Date },
): Promise<Row> {
  const row = await read()
  if (!row || row.hours === null || row.week !== null) return row
  await learnHours(db, [{ province_code: row.province_code, hours: row.hours }], now)
  return read()
}
