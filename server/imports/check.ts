import { setImmediate } from 'node:timers/promises'
import type { CellProblem } from '../../contract/imports.ts'
import type { Database } from '../platform/database.ts'
import { answerMap, answersIn } from './answers.ts'
import { type Found, type ImportFacts, noTally, type RowFacts, type Tally, tallied } from './import.ts'
import { whyLeftOut } from './left-out.ts'
import { rowsWithKeys } from './rows-view.ts'
import { saveChecked, saveKeys } from './store.ts'
import type { Acting, Cells, ImportTarget, Match, Reading, ReadingHow, RowKey } from './target.ts'
import { firstTwins } from './twins.ts'

/** The cells of a row by field: as in the file, or as written by hand since. Empty ones are left out. */
export function cellsOf(
  { fields, whole_file }: Pick<ImportFacts, 'fields' | 'whole_file'>,
  row: Pick<RowFacts, 'cells' | 'mended'>,
): Cells {
  const cells: Record<string, string> = whole_file ? { [whole_file.field]: whole_file.value } : {}
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
export type Check = { target: ImportTarget; acting: Acting }
/** `keys`: by which these rows are compared with others of the file, as kept. */
type Outcome = { rows: RowFacts[]; tally: Tally; keys: string[] }

/**
 * Checks rows by their cells, beside each other and beside what is there, and saves what was found. What they are now, by
 * state; rows that were checked before are not taken off any count here.
 */
export async function checkRows(
  db: Database,
  kept: ImportFacts,
  rows: readonly RowFacts[],
  check: Check,
): Promise<Outcome> {
  return checkRead(db, kept, { rows, readings: await readAll(kept, rows, check) }, check)
}

type Read = { rows: readonly RowFacts[]; readings: readonly Reading[] }

/** The same of rows whose cells are read already, in their order. */
export async function checkRead(
  db: Database,
  kept: ImportFacts,
  { rows, readings }: Read,
  { target, acting }: Check,
): Promise<Outcome> {
  const pairs = rows.flatMap((row, at) => (readings[at] ? [{ row, reading: readings[at] }] : []))
  const listed = pairs.filter(({ row }) => leftOut(row) === undefined)
  const matches = await target.match(
    db,
    listed.map(({ row, reading }) => ({ number: row.number, value: reading.value })),
    { ...acting, lock: false },
  )
  const checked = listed.flatMap((one, at): Checked[] => {
    const match = matches[at]
    return match ? [{ ...one, match }] : []
  })
  const { twins, keys } = await twinsOf(db, kept, { checked, rows })
  const found = new Map(checked.map((one) => [one.row.number, foundIn(one, twins.get(one.row.number))]))
  const after = rows.map((row) => found.get(row.number) ?? leftOutRow(row))
  await saveChecked(db, kept, after.map(asChecked))
  return { rows: after, tally: tallyOf(after), keys }
}

/** What is saved of a row that was checked. */
export const asChecked = (row: RowFacts) => ({
  ...{ number: row.number, state: row.state ?? 'problem', found: row.found, target_id: row.target_id },
  ...{ to_look: row.to_look, mended_cells: row.mended_cells, left_values: row.left_values },
})

/** Why a row is left out: somebody said so, or it is no row of the list and nobody said otherwise. */
function leftOut({ skipped, cells }: Pick<RowFacts, 'skipped' | 'cells'>): Found['skipped'] | undefined {
  if (skipped === false) return undefined
  return whyLeftOut(cells) ?? (skipped ? 'hand' : undefined)
}

function leftOutRow(row: RowFacts): RowFacts {
  const found = { problems: ownProblems(row), skipped: leftOut(row) ?? 'hand' }
  const nothing = { target_id: null, to_look: false, mended_cells: 0, left_values: 0 }
  return { ...row, found, state: 'skipped', ...nothing }
}

/** Rows read without a pause, some ten milliseconds: others' calls come in between. */
const WITHOUT_PAUSE = 50

/** What the cells of rows say by themselves. */
export async function readAll(
  kept: ImportFacts,
  rows: readonly RowFacts[],
  { target, acting }: Check,
): Promise<Reading[]> {
  const how = readingHow(kept, acting.now)
  const readings: Reading[] = []
  for (const row of rows) {
    if (readings.length % WITHOUT_PAUSE === 0) await setImmediate()
    readings.push(withOwn(row, target.read(cellsOf(kept, row), how)))
  }
  return readings
}

/** What was answered once for all rows, and how columns write days. */
function readingHow(kept: ImportFacts, now: Date): ReadingHow {
  const orders = kept.fields.flatMap((field, at) => {
    const order = kept.day_orders[at]
    return field && order ? [[field, order] as const] : []
  })
  return { now, answers: answerMap(answersIn(kept)), dayOrders: Object.fromEntries(orders) }
}

/** What the file itself could not give, such as a feature that is no point, stays with the row from the beginning. */
function withOwn(row: RowFacts, reading: Reading): Reading {
  const own = ownProblems(row)
  return reading.lon !== null || own.length === 0
    ? reading
    : { ...reading, problems: [...own, ...reading.problems] }
}
const ownProblems = ({ found }: RowFacts) =>
  (found.problems ?? []).filter(({ code }) => code === 'place-is-not-a-point')

type ToCompare = { checked: readonly Checked[]; rows: readonly RowFacts[] }

async function twinsOf(db: Database, kept: ImportFacts, { checked, rows }: ToCompare) {
  const asKept = (key: string) => kept.keeping.key(key)
  const own = checked.flatMap(({ row: { number }, reading: { lon, lat }, match }) => {
    const target: RowKey[] = match.targetId === null ? [] : [{ key: `=${match.targetId}` }]
    return [...target, ...match.keys].map((one) => ({ ...one, number, lon, lat }))
  })
  const keys = own.map((one) => ({ ...one, key: asKept(one.key) }))
  const sought = own.flatMap((one) => (one.seeks ?? [one.key]).map((key) => ({ ...one, key: asKept(key) })))
  // of a row that was not checked before there are none
  const numbers = rows.flatMap((row) => (row.state === null ? [] : row.number))
  await saveKeys(db, kept, { numbers, keys })
  const seeks = sought.map(({ key }) => key)
  const twins = firstTwins(sought, await rowsWithKeys(db, kept, seeks))
  return { twins, keys: [...new Set([...seeks, ...keys.map(({ key }) => key)])] }
}

const duplicate = (twin: number): CellProblem => ({
  ...{
    field: null,
    code: 'duplicate-row',
    about: { row: String(twin) },
    suggestions: [],
    serious: true,
    left: false,
  },
})

function foundIn({ row, reading, match }: Checked, twin: number | undefined): RowFacts {
  const problems = [...reading.problems, ...match.problems, ...(twin === undefined ? [] : [duplicate(twin)])]
  const found: Partial<Found> = { ...reading, problems, changes: match.changes }
  return {
    ...row,
    found,
    state: stateOf(problems, match),
    target_id: match.targetId,
    to_look: problems.length > 0,
    mended_cells: reading.mended.length,
    left_values: problems.filter(({ left }) => left).length,
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

/** How many rows of each state there are, and to look at, cells read otherwise than written, values left out. */
export const tallyOf = (rows: readonly RowFacts[]): Tally =>
  rows.reduce((tally, row) => tallied(tally, tallyOfRow(row)), noTally)

function tallyOfRow({ state, to_look, mended_cells, left_values }: RowFacts): Partial<Tally> {
  const good = state === 'new' || state === 'changes'
  return {
    ...(state && { [state]: 1 }),
    ...{ look: to_look ? 1 : 0, mended: mended_cells, open: good && to_look ? 1 : 0 },
    ...(good && left_values > 0 && { leftRows: 1, left: left_values }),
  }
}
