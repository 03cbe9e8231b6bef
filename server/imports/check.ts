import { setImmediate } from 'node:timers/promises'
import type { CellProblem } from '../../contract/imports.ts'
import type { Database } from '../platform/database.ts'
import { type Found, type ImportFacts, noTally, type RowFacts, type Tally, tallied } from './import.ts'
import { rowsWithKeys } from './rows-view.ts'
import { saveChecked, saveKeys } from './store.ts'
import type { Acting, Cells, ImportTarget, Match, Reading } from './target.ts'
import { firstTwins } from './twins.ts'

/** The cells of a row by field: as in the file, or as written by hand since. Empty ones are left out. */
export function cellsOf(
  { fields }: Pick<ImportFacts, 'fields'>,
  row: Pick<RowFacts, 'cells' | 'mended'>,
): Cells {
  const cells: Record<string, string> = {}
  for (const [at, field] of fields.entries()) {
    const text = row.cells[at]
    if (field !== null && text) cells[field] = text
  }
  for (const [field, text] of Object.entries(row.mended)) {
    if (text === '') delete cells[field]
    else cells[field] = text
  }
  return cells
}

type Checked = { row: RowFacts; reading: Reading; match: Match }
type Check = { target: ImportTarget; acting: Acting }

/**
 * Checks rows by their cells, beside each other and beside what is there, and saves what was found. What they are now, by
 * state; rows that were checked before are not taken off any count here.
 */
export async function checkRows(
  db: Database,
  kept: ImportFacts,
  rows: readonly RowFacts[],
  check: Check,
): Promise<{ rows: RowFacts[]; tally: Tally }> {
  return checkRead(db, kept, { rows, readings: await readAll(kept, rows, check.target) }, check)
}

type Read = { rows: readonly RowFacts[]; readings: readonly Reading[] }

/** The same of rows whose cells are read already, in their order. */
export async function checkRead(
  db: Database,
  kept: ImportFacts,
  { rows, readings }: Read,
  { target, acting }: Check,
): Promise<{ rows: RowFacts[]; tally: Tally }> {
  const matches = await target.match(
    db,
    rows.map(({ number }, at) => ({ number, value: readings[at]?.value })),
    { ...acting, lock: false },
  )
  const checked = rows.flatMap((row, at): Checked[] => {
    const [reading, match] = [readings[at], matches[at]]
    return reading && match ? [{ row, reading, match }] : []
  })
  const twins = await twinsOf(db, kept, checked)
  const after = checked.map((one) => foundIn(one, twins.get(one.row.number)))
  await saveChecked(
    db,
    kept,
    after.map(({ number, state, found, target_id, to_look, mended_cells }) => ({
      ...{ number, state: state ?? 'problem', found, target_id, to_look, mended_cells },
    })),
  )
  return { rows: after, tally: tallyOf(after) }
}

/** Rows read without a pause, some ten milliseconds: others' calls come in between. */
const WITHOUT_PAUSE = 50

/** What the cells of rows say by themselves. */
export async function readAll(
  kept: ImportFacts,
  rows: readonly RowFacts[],
  target: ImportTarget,
): Promise<Reading[]> {
  const readings: Reading[] = []
  for (const row of rows) {
    if (readings.length % WITHOUT_PAUSE === 0) await setImmediate()
    readings.push(withOwn(row, target.read(cellsOf(kept, row))))
  }
  return readings
}

/** What the file itself could not give, such as a feature that is no point, stays with the row from the beginning. */
function withOwn({ found }: RowFacts, reading: Reading): Reading {
  const own = (found.problems ?? []).filter(({ code }) => code === 'place-is-not-a-point')
  return reading.lon !== null || own.length === 0
    ? reading
    : { ...reading, problems: [...own, ...reading.problems] }
}

async function twinsOf(
  db: Database,
  kept: ImportFacts,
  checked: readonly Checked[],
): Promise<Map<number, number>> {
  const keys = checked.flatMap(({ row: { number }, reading: { lon, lat }, match }) => {
    const target = match.targetId === null ? [] : [{ key: `=${match.targetId}` }]
    return [...target, ...match.keys].map((one) => ({
      ...{ ...one, key: kept.keeping.key(one.key) },
      ...{ number, lon, lat },
    }))
  })
  // of a row that was not checked before there are none
  const numbers = checked.flatMap(({ row }) => (row.state === null ? [] : row.number))
  await saveKeys(db, kept, { numbers, keys })
  const kin = await rowsWithKeys(
    db,
    kept,
    keys.map(({ key }) => key),
  )
  return firstTwins(keys, kin)
}

const duplicate = (twin: number): CellProblem => ({
  ...{ field: null, code: 'duplicate-row', about: { row: String(twin) }, suggestions: [], serious: true },
})

function foundIn({ row, reading, match }: Checked, twin: number | undefined): RowFacts {
  const problems = [...reading.problems, ...match.problems, ...(twin === undefined ? [] : [duplicate(twin)])]
  const found: Found = { ...reading, problems, changes: match.changes }
  return {
    ...row,
    found,
    state: stateOf(problems, match),
    target_id: match.targetId,
    to_look: problems.length > 0,
    mended_cells: reading.mended.length,
  }
}

/** What becomes of a row with these problems that matches so. */
export function stateOf(
  problems: readonly CellProblem[],
  { targetId, changes }: Match,
): NonNullable<RowFacts['state']> {
  if (problems.some(({ serious }) => serious)) return 'problem'
  if (targetId === null) return 'new'
  return changes.length > 0 ? 'changes' : 'same'
}

/** How many rows of each state there are, and to look at, and cells read otherwise than written. */
export function tallyOf(rows: readonly RowFacts[]): Tally {
  return rows.reduce(
    (tally, { state, to_look, mended_cells }) =>
      tallied(tally, { ...(state && { [state]: 1 }), look: to_look ? 1 : 0, mended: mended_cells }),
    noTally,
  )
}
