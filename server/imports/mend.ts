import type { Database } from '../platform/database.ts'
import { checkRows, tallyOf } from './check.ts'
import { type ImportFacts, type RowFacts, tallied } from './import.ts'
import { keysOf, rowsNumbered, rowsWithKeys } from './rows-view.ts'
import { saveImport, saveMended } from './store.ts'
import type { Acting, ImportTarget } from './target.ts'

/** Rows beside a mended one that are checked again with it: those it was, or is now, the same as. */
const MOST_LIKE = 200

type Mended = { row: RowFacts; cells: Record<string, string> }

/** Writes cells of a row by hand and checks it at once, and with it the rows it was or has become the same as. */
export async function mend(
  db: Database,
  kept: ImportFacts,
  { row, cells }: Mended,
  check: { target: ImportTarget; acting: Acting },
): Promise<RowFacts> {
  const mended = { ...row.mended, ...cells }
  await saveMended(db, kept, { number: row.number, mended })
  const keysBefore = await keysOf(db, kept, row.number)
  const first = await checkRows(db, kept, [{ ...row, mended }], check)
  const keys = [...new Set([...keysBefore, ...(await keysOf(db, kept, row.number))])]
  const kin = (await rowsWithKeys(db, kept, keys)).map(({ number }) => number)
  const like = [...new Set(kin)].filter((number) => number !== row.number).slice(0, MOST_LIKE)
  const others = await rowsNumbered(db, kept, like)
  const again = await checkRows(db, kept, others, check)
  const before = tallied(tallyOf([row]), tallyOf(others))
  const after = tallied(first.tally, again.tally)
  await saveImport(db, kept, { tally: tallied(tallied(kept.tally, before, -1), after) })
  const [now] = first.rows
  if (!now) throw new Error('a row was checked and is gone')
  return now
}
