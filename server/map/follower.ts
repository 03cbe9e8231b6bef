import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../platform/database.ts'
import type { Parts } from '../platform/parts.ts'
import { type CountsByPlace, readAreaCounts, readCellCounts } from './counts-view.ts'
import { type Addition, fold } from './fold.ts'
import { type Counts, looksDifferent } from './rules.ts'
import * as store from './store.ts'

/** A change must show within two seconds; twice a second leaves room for the tile's way. */
const FOLD_EVERY_MS = 500
const MOST_CHANGES_AT_ONCE = 5000

/** Follows the changes of requests with the counts, in one process of however many run. */
export function startMapFollower({ db, log }: Pick<Parts, 'db' | 'log'>): { stop(): Promise<void> } {
  const ending = new AbortController()
  const follow = async () => {
    let missing = true
    while (!ending.signal.aborted) {
      try {
        if (missing && (await store.countsAreMissing(db))) await rebuildMapCounts(db)
        missing = false
        while (!ending.signal.aborted && (await foldMapChanges(db)) === MOST_CHANGES_AT_ONCE);
      } catch (error) {
        log.error({ err: error }, 'map follower failed, tries again')
      }
      await pause(FOLD_EVERY_MS, undefined, ending).catch(() => {})
    }
  }
  const following = follow()
  return {
    stop: async () => {
      ending.abort()
      await following
    },
  }
}

/**
 * Folds what has changed into the counts and says how many changes that were. Taking a change out and counting it
 * are one transaction, so a crash neither loses nor doubles it.
 */
export async function foldMapChanges(db: Database): Promise<number> {
  if (!(await store.changesAreWaiting(db))) return 0
  return await db.transaction().execute(async (handle) => {
    if (!(await store.lockFolding(handle))) return 0
    const changes = await store.takeMapChanges(handle, MOST_CHANGES_AT_ONCE)
    const { cells, areas } = fold(changes)
    await store.addToCells(handle, cells)
    await store.addToAreas(handle, areas)
    await store.announceChanged(handle, await changedInPublic(handle, { cells, areas }))
    return changes.length
  })
}

/** Counts everything anew from the requests, for repair; writers need not stop. */
export async function rebuildMapCounts(db: Database): Promise<void> {
  await store.whileNobodyFolds(db, async (connection) => {
    const transaction = connection.transaction().setIsolationLevel('repeatable read')
    await transaction.execute(async (handle) => {
      await store.countAnew(handle)
      await store.announceChanged(handle, [''])
    })
  })
}

/**
 * The codes of places that look different to the public now. A place whose few became a few others is not among
 * them: even the moment of a change would tell of one person.
 */
async function changedInPublic(db: Database, { cells, areas }: ReturnType<typeof fold>): Promise<string[]> {
  const byCell = Map.groupBy(cells, (addition) => addition.h3_cell)
  const byArea = Map.groupBy(areas, (addition) => addition.area_code)
  const afterCells = await readCellCounts(db, [...byCell.keys()])
  const afterAreas = await readAreaCounts(db, [...byArea.keys()])
  return [...differing(byArea, afterAreas), ...differing(byCell, afterCells)]
}

function differing(byPlace: ReadonlyMap<string, Addition[]>, after: CountsByPlace): string[] {
  return [...byPlace.keys()].filter((code) => {
    const now = after.get(code) ?? new Map<string, Counts>()
    const before = new Map(now)
    const additions = byPlace.get(code) ?? []
    for (const addition of additions) before.set(addition.need, without(before.get(addition.need), addition))
    return additions.some(({ need }) => looksDifferent(before, now, need))
  })
}

const zero: Counts = { waiting: 0, helping: 0, waitingRed: 0, helpingRed: 0, oldest: null }

/** What was counted before; a longest wait that may have been another counts as different. */
function without(
  now: Counts = zero,
  { waiting, helping, waiting_red, helping_red, came, left }: Addition,
): Counts {
  return {
    waiting: now.waiting - waiting,
    helping: now.helping - helping,
    waitingRed: now.waitingRed - waiting_red,
    helpingRed: now.helpingRed - helping_red,
    oldest: came || left ? null : now.oldest,
  }
}
