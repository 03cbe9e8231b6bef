import type { Database } from '../platform/database.ts'
import type { Ahead, Loaded } from './ahead.ts'
import { asChecked, checkRead, stateOf, tallyOf } from './check.ts'
import { endOfKeeping, type Found, type ImportFacts, type RowFacts, tallied } from './import.ts'
import { saveChecked, saveImport, saveUndone, saveWritten } from './store.ts'
import type { Acting, ImportTarget, Match } from './target.ts'

/** Rows a transaction: a second's work or two, so that a page sees it go on and little is lost with a process. */
const USUAL_BATCH = 500

type Doing = { target: ImportTarget; acting: Acting }
/** What became more or less, and why the work ends here, if it does. */
type Done = { tally: Partial<ImportFacts['tally']>; failure?: 'import-has-problems' }
type Work = (db: Database, kept: ImportFacts, loaded: Loaded, doing: Doing) => Promise<Done>

/** Does the next batch of what an import has to do, and saves how far it is: after a crash the same batch comes again. */
export async function workOn(
  db: Database,
  kept: ImportFacts,
  { ahead, ...doing }: Doing & { ahead: Ahead },
): Promise<number> {
  const work = works[kept.status]
  if (!work) throw new Error(`an import that is ${kept.status} has no work to do`)
  const next = { ...doing, most: doing.target.rowsAtOnce ?? USUAL_BATCH }
  const loaded = await ahead.take(db, kept, next)
  const { length } = loaded.rows
  const done = loaded.rows.at(-1)?.number ?? kept.done
  const ended = length < next.most
  if (!ended) ahead.begin({ ...kept, done }, next)
  const { tally, failure }: Done = length > 0 ? await work(db, kept, loaded, doing) : { tally: {} }
  const { now } = doing.acting
  const step = ended ? atEnd({ ...kept, done }, now) : { done }
  await saveImport(db, kept, {
    tally: tallied(tallied(kept.tally, { worked: length }), tally),
    ...(failure ? failed(failure, now) : step),
  })
  return Math.max(1, length)
}

/** What was written until then stands, and can be taken back as long as what was written whole. */
const failed = (failure: string, now: Date) =>
  ({ status: 'failed', failure, ends_at: endOfKeeping(now) }) as const

function atEnd({ status, done }: ImportFacts, now: Date) {
  const ends = { ends_at: endOfKeeping(now) }
  if (status === 'committing') return { done, status: 'committed' as const, committed_at: now, ...ends }
  if (status === 'undoing') return { done, status: 'undone' as const, undone_at: now, ...ends }
  return { done, status: 'ready' as const }
}

const works: Partial<Record<ImportFacts['status'], Work>> = {
  checking: async (db, kept, read, doing) => ({ tally: (await checkRead(db, kept, read, doing)).tally }),
  committing: writeRows,
  undoing: undoRows,
}

/**
 * Only what a check found good is looked at again: what is there may have changed since. Who asked for all of it gets no
 * more than stands by then when a row has turned bad: the batch of that row is not written.
 */
async function writeRows(
  db: Database,
  kept: ImportFacts,
  { rows }: Loaded,
  { target, acting }: Doing,
): Promise<Done> {
  const good = rows.filter(({ state }) => state === 'new' || state === 'changes')
  const read = good.map(({ number, found }) => ({ number, value: found.value }))
  const matches = await target.match(db, read, { ...acting, lock: true })
  const judged = good.map((row, at) => judgedAgain(row, matches[at]))
  const moved = judged.filter((row, at) => row.state !== good[at]?.state)
  await saveChecked(db, kept, moved.map(asChecked))
  const tally = tallied(tallyOf(judged), tallyOf(good), -1)
  const failure = { failure: 'import-has-problems' } as const
  if (!kept.only_good && moved.some(({ state }) => state === 'problem')) return { tally, ...failure }
  const ready = judged.filter(({ state }) => state === 'new' || state === 'changes')
  const written = await target.write(
    db,
    ready.map(({ number, found, target_id }) => ({ number, value: found.value, targetId: target_id })),
    acting,
  )
  await saveWritten(db, kept, { rows: written, now: acting.now })
  const short = !kept.only_good && written.length < ready.length
  return { tally: { ...tally, written: written.length }, ...(short && failure) }
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

async function undoRows(
  db: Database,
  kept: ImportFacts,
  { rows }: Loaded,
  { target, acting }: Doing,
): Promise<Done> {
  const written = rows.flatMap(({ number, target_id, written_at, undone_at, before }) =>
    target_id && written_at && !undone_at
      ? [{ number, targetId: target_id, writtenAt: written_at, before }]
      : [],
  )
  if (written.length === 0) return { tally: {} }
  const numbers = await target.undo(db, written, acting)
  if (numbers.length > 0) await saveUndone(db, kept, { numbers, now: acting.now })
  return { tally: { written: -numbers.length } }
}
