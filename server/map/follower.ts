import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../platform/database.ts'
import type { Parts } from '../platform/parts.ts'
import { type Beat, beatDue, type Moved, type Place, placesOf, takenAlong, turned } from './beat.ts'
import { readKnown } from './known-view.ts'
import { announced } from './rules.ts'
import * as store from './store.ts'
import { isDueToTell, toldOf } from './told.ts'

/** What a beat brings must show within two seconds of it. */
const LOOK_EVERY_MS = 500
/** A number from 0 to 1 that nobody can know. */
const lot = () => randomInt(2 ** 32) / 2 ** 32

/** Publishes what the public sees at each beat, in one process of however many run. */
export function startMapFollower({ db, log, clock }: Pick<Parts, 'db' | 'log' | 'clock'>): {
  stop(): Promise<void>
} {
  const ending = new AbortController()
  const follow = async () => {
    while (!ending.signal.aborted) {
      try {
        await publishWhatIsDue(db, clock())
      } catch (error) {
        log.error({ err: error }, 'map follower failed, tries again')
      }
      await pause(LOOK_EVERY_MS, undefined, ending).catch(() => {})
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
 * Publishes when a beat is due, and says whether it was. All of a beat is one transaction: a crash neither loses nor doubles a
 * change, and nobody sees half of it.
 */
export async function publishWhatIsDue(db: Database, now: Date): Promise<boolean> {
  if (!beatDue(await store.readBeat(db), now)) return false
  const published = await store.alone(db, async (connection) => {
    const last = await store.readBeat(connection)
    const beat = beatDue(last, now)
    if (!beat) return false
    if (!last) await inOneSnapshot(connection, (db) => countAnew(db, now))
    else await inOneSnapshot(connection, (db) => publish(db, { beat, now, moved: null }))
    return true
  })
  return published ?? false
}

/** Counts everything anew from the requests and publishes it, for repair; writers need not stop. */
export async function rebuildMap(db: Database, now: Date): Promise<void> {
  await store.alone(db, (connection) => inOneSnapshot(connection, (db) => countAnew(db, now)))
}

const inOneSnapshot = (db: Database, work: (db: Database) => Promise<void>) =>
  db.transaction().setIsolationLevel('repeatable read').execute(work)

async function countAnew(db: Database, now: Date) {
  await store.beginAnew(db)
  await publish(db, { beat: 'long', now, moved: await store.countAll(db) })
  await store.announceChanged(db, [''])
}

type Publishing = { beat: Beat; now: Date; moved: Moved[] | null }

async function publish(db: Database, { beat, now, moved }: Publishing) {
  const waiting = moved ?? (await store.readMoved(db))
  const before = await store.readPlaces(db, waiting)
  const taken = takenAlong(beat, waiting, before)
  if (moved === null) await store.forgetMoved(db, taken)
  const codes = [...new Set([...before.keys(), ...taken.flatMap(placesOf)])]
  const crowds = beat === 'long' ? await store.readCrowds(db, codes) : new Set<string>()
  const after = turned(beat, { places: before, taken, crowds })
  const told = beat === 'long' ? await tell(db, after, now) : []
  await store.savePlaces(db, after)
  await store.saveBeat(db, now)
  const changes = new Map(
    [...after].map(([code, place]) => [code, { before: before.get(code), after: place ?? undefined }]),
  )
  const news = announced(changes)
  await store.announceChanged(db, told.length > 0 ? [''] : news)
}

/** Tells anew of the people in areas where many have changed, and begins to count changes anew there. */
async function tell(db: Database, places: Map<string, Place | null>, now: Date): Promise<string[]> {
  const due = [...places].flatMap(([code, place]) => (place && isDueToTell(code, place) ? [code] : []))
  const known = await readKnown(db, due)
  await store.saveTold(db, new Map([...known].map(([code, one]) => [code, toldOf(one, { now, lot })])), now)
  for (const code of due) {
    const place = places.get(code)
    if (place) places.set(code, { ...place, knownChanges: 0 })
  }
  return due
}
