import type { Database } from '../platform/database.ts'
import { checkRows, stateOf } from './check.ts'
import { endOfKeeping, type Found, type ImportFacts, type RowFacts, tallied } from './import.ts'
import { rowsAfter } from './rows-view.ts'
import { saveChecked, saveImport, saveUndone, saveWritten } from './store.ts'
import type { Acting, ImportTarget, Match } from './target.ts'

/** Rows a transaction: a second's work at most, so that a page sees it go on and little is lost with a process. */
const BATCH = 500

type Doing = { target: ImportTarget; acting: Acting }
type Work = (
  db: Database,
  kept: ImportFacts,
  rows: RowFacts[],
  doing: Doing,
) => Promise<Partial<ImportFacts['tally']>>

/** Does the next batch of what an import has to do, and saves how far it is: after a crash the same batch comes again. */
export async function workOn(db: Database, kept: ImportFacts, doing: Doing): Promise<number> {
  const work = works[kept.status]
  if (!work) throw new Error(`an import that is ${kept.status} has no work to do`)
  const rows = await rowsAfter(db, kept, { number: kept.done, most: BATCH })
  const more = rows.length > 0 ? await work(db, kept, rows, doing) : {}
  await saveImport(db, kept, {
    tally: tallied(kept.tally, { ...more, worked: rows.length }),
    ...(rows.length === BATCH ? { done: rows.at(-1)?.number ?? kept.done } : atEnd(kept, doing.acting.now)),
  })
  return Math.max(1, rows.length)
}

function atEnd({ status, done }: ImportFacts, now: Date) {
  const ends = { ends_at: endOfKeeping(now) }
  if (status === 'committing') return { done, status: 'committed' as const, committed_at: now, ...ends }
  if (status === 'undoing') return { done, status: 'undone' as const, undone_at: now, ...ends }
  return { done, status: 'ready' as const }
}

const works: Partial<Record<ImportFacts['status'], Work>> = {
  checking: async (db, kept, rows, doing) => (await checkRows(db, kept, rows, doing)).tally,
  committing: writeRows,
  undoing: undoRows,
}

/** Only what a check found good is looked at again: what is there may have changed since. */
async function writeRows(db: Database, kept: ImportFacts, rows: RowFacts[], { target, acting }: Doing) {
  const good = rows.filter(({ state }) => state === 'new' || state === 'changes')
  const read = good.map(({ number, found }) => ({ number, value: found.value }))
  const matches = await target.match(db, read, { ...acting, lock: true })
  const judged = good.map((row, at) => judgedAgain(row, matches[at]))
  const ready = judged.filter(({ state }) => state === 'new' || state === 'changes')
  const written = await target.write(
    db,
    ready.map(({ number, found, target_id }) => ({ number, value: found.value, targetId: target_id })),
    acting,
  )
  const moved = judged.filter((row, at) => row.state !== good[at]?.state)
  await saveChecked(db, kept, moved.map(asChecked))
  await saveWritten(db, kept, { rows: written, now: acting.now })
  const states = tallied(countOf(judged), countOf(good), -1)
  return { ...states, written: written.length }
}

function judgedAgain(row: RowFacts, match: Match | undefined): RowFacts {
  if (!match) throw new Error('a row was matched and is gone')
  // doubts were looked at before it was committed; what is new must be seen
  const problems = [...(row.found.problems ?? []), ...match.problems.filter(({ serious }) => serious)]
  const found: Partial<Found> = { ...row.found, problems, changes: match.changes }
  return {
    ...row,
    found,
    state: stateOf(problems, match),
    target_id: match.targetId,
    to_look: problems.length > 0,
  }
}

const asChecked = ({ number, state, found, target_id, to_look, mended_cells }: RowFacts) => ({
  ...{ number, state: state ?? 'problem', found, target_id, to_look, mended_cells },
})

const countOf = (rows: readonly RowFacts[]) =>
  rows.reduce((tally, { state }) => tallied(tally, state ? { [state]: 1 } : {}), tallied({}, {}))

async function undoRows(db: Database, kept: ImportFacts, rows: RowFacts[], { target, acting }: Doing) {
  const written = rows.flatMap(({ number, target_id, written_at, undone_at, before }) =>
    target_id && written_at && !undone_at
      ? [{ number, targetId: target_id, writtenAt: written_at, before }]
      : [],
  )
  if (written.length === 0) return {}
  const numbers = await target.undo(db, written, acting)
  if (numbers.length > 0) await saveUndone(db, kept, { numbers, now: acting.now })
  return { written: -numbers.length }
}
