import {
  commitImport,
  discardImport,
  type Import,
  mendRow,
  nameColumns,
  undoImport,
} from '../../contract/imports.ts'
import { type Actor, account } from '../access/actor.ts'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import { refuse } from '../platform/problem.ts'
import { answerRoutes } from './answer-routes.ts'
import { cellsOf } from './check.ts'
import { headingKey, type Recognised } from './headings.ts'
import { AT_WORK, endOfKeeping, type ImportFacts, type StoredImport, tallied } from './import.ts'
import { mend } from './mend.ts'
import { presentRow } from './present.ts'
import { readChoice } from './read-choice.ts'
import { rowsNumbered } from './rows-view.ts'
import { forgetKeys, forgetRows, lockImport, rememberHeadings, saveImport } from './store.ts'
import type { Cells, DayOrder, ImportTarget } from './target.ts'

/** An import as its maker may use it; refuses who may not any more. */
export type Whole = (stored: StoredImport, actor: Actor) => ImportFacts
type Means = {
  targetOf: (name: string) => ImportTarget
  whole: Whole
  show: (db: Database, kept: ImportFacts) => Promise<Import>
}
type Status = ImportFacts['status']
/** Nobody waits for so many rows to be deleted; there are fewer than this. */
const ALL_ROWS = 1_000_000

/** The import of one's own, locked, if it is in one of these states; else refused by what it is. */
const lockerOf =
  (whole: Whole) =>
  async (db: Database, id: string, { actor, states }: { actor: Actor; states: readonly Status[] }) => {
    const stored = (await lockImport(db, id, account(actor).accountId)) ?? refuse('import-not-found')
    const kept = whole(stored, actor)
    if (states.includes(kept.status) && kept.forgotten_at === null) return kept
    return refuse(AT_WORK.includes(kept.status) ? 'import-busy' : 'import-ended')
  }

/** Naming columns, mending, committing, taking back, forgetting. */
export function stepRoutes(http: Http<Actor>, { targetOf, whole, show }: Means): void {
  const lockIn = lockerOf(whole)

  http.handle(nameColumns, async ({ id, fields, dayOrders, wholeFile }, { db, actor, about }) => {
    const kept = await lockIn(db, id, { actor, states: ['checking', 'ready'] })
    const target = targetOf(kept.target)
    const recognised = named(kept, fields, target)
    const said = wholeFile === undefined ? {} : { whole_file: toldOfAll(target, wholeFile) }
    const meanings = new Map(kept.headings.map((heading, at) => [headingKey(heading), fields[at] ?? null]))
    await rememberHeadings(db, kept.made_by, { target: kept.target, meanings })
    await forgetKeys(db, kept)
    const start = { status: 'checking', done: 0, tally: tallied({}, {}) } as const
    about({ subject: `import:${id}` })
    const day_orders = ordersOf(kept, dayOrders)
    return show(db, await saveImport(db, kept, { ...start, ...recognised, ...said, day_orders }))
  })

  http.handle(mendRow, async ({ id, number, cells }, { db, actor, now, about }) => {
    const kept = await lockIn(db, id, { actor, states: ['ready'] })
    const target = targetOf(kept.target)
    const unknown = Object.keys(cells).filter((field) => !target.fields.some((one) => one.id === field))
    if (unknown.length > 0)
      refuse(
        'invalid-input',
        unknown.map((field) => ({ path: `/cells/${field}`, code: 'unknown-field' })),
      )
    const [row] = await rowsNumbered(db, kept, [number])
    if (!row) refuse('not-found')
    about({ subject: `import:${id}` })
    const written = asWritten(cells, cellsOf(kept, row), target)
    const mended = await mend(db, kept, { row, cells: written }, { target, acting: { actor, now } })
    return presentRow(kept, mended, target)
  })

  http.handle(commitImport, async ({ id, rows }, { db, actor, about }) => {
    const kept = await lockIn(db, id, { actor, states: ['ready'] })
    const required = targetOf(kept.target).fields.filter((field) => field.required)
    const told = [...kept.fields, kept.whole_file?.field]
    if (required.some((field) => !told.includes(field.id))) refuse('columns-missing')
    if (rows === 'all' && tallied(kept.tally, {}).problem > 0) refuse('import-has-problems')
    const tally = { ...tallied(kept.tally, {}), worked: 0 }
    about({ subject: `import:${id}` })
    const step = { status: 'committing', done: 0, tally, only_good: rows === 'good' } as const
    return show(db, await saveImport(db, kept, step))
  })

  const lockReady = (db: Database, id: string, actor: Actor) => lockIn(db, id, { actor, states: ['ready'] })
  answerRoutes(http, { targetOf, lockReady, show })

  http.handle(undoImport, async ({ id }, { db, actor, about }) => {
    // one that failed halfway has written rows too
    const kept = await lockIn(db, id, { actor, states: ['committed', 'failed'] })
    const tally = { ...tallied(kept.tally, {}), worked: 0 }
    if (kept.status === 'failed' && tally.written === 0) refuse('import-ended')
    about({ subject: `import:${id}` })
    return show(db, await saveImport(db, kept, { status: 'undoing', failure: null, done: 0, tally }))
  })

  http.handle(discardImport, async ({ id }, { db, actor, now, about }) => {
    const kept = await lockIn(db, id, { actor, states: ['checking', 'ready', 'failed'] })
    // what it wrote before it failed stands, and is taken back instead
    if (tallied(kept.tally, {}).written > 0) refuse('import-ended')
    await forgetRows(db, kept, ALL_ROWS)
    await saveImport(db, kept, { status: 'discarded', ends_at: endOfKeeping(now), forgotten_at: now })
    about({ subject: `import:${id}` })
    return { done: true as const }
  })
}

/** What is the same in all rows; null: nothing is. */
function toldOfAll(target: ImportTarget, value: string | null): ImportFacts['whole_file'] {
  const { ofWholeFile } = target
  const choices = ofWholeFile && target.choicesOf(ofWholeFile.field)
  if (value === null) return null
  if (!ofWholeFile || !choices || !readChoice(value, choices).ok)
    return refuse('invalid-input', [{ path: '/wholeFile', code: 'unknown-value' }])
  return { field: ofWholeFile.field, value, by: 'hand' }
}

/** The orders of day and month, of columns that were asked. */
function ordersOf(
  { headings, day_orders }: ImportFacts,
  told: readonly (DayOrder | null)[] | undefined,
): (DayOrder | '')[] {
  if (told && told.length !== headings.length)
    refuse('invalid-input', [{ path: `/dayOrders/${told.length}`, code: 'too-few' }])
  return headings.map((_, at) => told?.[at] ?? day_orders[at] ?? '')
}

/** Who sends a cell back as it was shown, less than what is in it, has not written it. */
const asWritten = (cells: Record<string, string>, before: Cells, { shown }: ImportTarget) =>
  Object.fromEntries(
    Object.entries(cells).filter(
      ([field, text]) => shown === undefined || shown(field, before[field] ?? '') !== text,
    ),
  )

/** The columns as named by hand: one field or none for each, no field twice. */
function named(kept: ImportFacts, fields: readonly (string | null)[], { fields: known }: ImportTarget) {
  const wrong = (at: number, code: string) => refuse('invalid-input', [{ path: `/fields/${at}`, code }])
  if (fields.length !== kept.headings.length) wrong(fields.length, 'too-few')
  for (const [at, field] of fields.entries()) {
    if (field === null) continue
    if (!known.some(({ id }) => id === field)) wrong(at, 'unknown-value')
    if (fields.indexOf(field) !== at) wrong(at, 'repeated')
  }
  const by = (at: number): Recognised['by'] =>
    (kept.fields[at] ?? null) === fields[at] ? (kept.recognised[at] ?? 'hand') : 'hand'
  return { fields: [...fields], recognised: kept.headings.map((_, at) => by(at)) }
}
