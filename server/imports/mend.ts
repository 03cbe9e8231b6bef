import type { Database } from '../platform/database.ts'
import { type Check, checkRows, tallyOf } from './check.ts'
import { type ImportFacts, type RowFacts, tallied } from './import.ts'
import { keysOf, rowsNumbered, rowsWithKeys } from './rows-view.ts'
import { saveImport, saveMended, saveSkipped } from './store.ts'

/** Rows beside those that are checked again with them: those they were, or are now, the same as. */
const MOST_LIKE = 200

type Mended = { row: RowFacts; cells: Record<string, string> }

/** Writes cells of a row by hand and checks it at once. */
export async function mend(
  db: Database,
  kept: ImportFacts,
  { row, cells }: Mended,
  check: Check,
): Promise<RowFacts> {
  const mended = { ...row.mended, ...cells }
  await saveMended(db, kept, { number: row.number, mended })
  return only((await recheck(db, kept, [{ ...row, mended }], check)).rows)
}

/** Leaves a row out, or takes it in after all. */
export async function skip(
  db: Database,
  kept: ImportFacts,
  { row, skipped }: { row: RowFacts; skipped: boolean },
  check: Check,
): Promise<RowFacts> {
  await saveSkipped(db, kept, { number: row.number, skipped })
  return only((await recheck(db, kept, [{ ...row, skipped }], check)).rows)
}

function only([now]: readonly RowFacts[]): RowFacts {
  if (!now) throw new Error('a row was checked and is gone')
  return now
}

/** Checks rows again, and with them those they were or have become the same as; the import's counts follow. */
export async function recheck(
  db: Database,
  kept: ImportFacts,
  rows: readonly RowFacts[],
  check: Check,
): Promise<{ rows: RowFacts[]; kept: ImportFacts }> {
  const numbers = rows.map(({ number }) => number)
  const keysBefore = await keysOf(db, kept, numbers)
  const first = await checkRows(db, kept, rows, check)
  const kin = await rowsWithKeys(db, kept, [...new Set([...keysBefore, ...first.keys])])
  const like = [...new Set(kin.map(({ number }) => number))].filter((number) => !numbers.includes(number))
  const others = await rowsNumbered(db, kept, like.slice(0, MOST_LIKE))
  const again = await checkRows(db, kept, others, check)
  const before = tallied(tallyOf(rows), tallyOf(others))
  const tally = tallied(tallied(kept.tally, before, -1), tallied(first.tally, again.tally))
  return { rows: first.rows, kept: await saveImport(db, kept, { tally }) }
}
