import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb'
import { StorageFull } from './notebook.ts'
import type { PinWrap, Sealed } from './sealing.ts'

/** Whose notebook it is and what opens it. */
export type GateRow = {
  account: string
  device: string
  byPin: PinWrap | null
  byServer: Sealed
  triesLeft: number
  /** how many changes were written on this device */
  n: number
  /** by the phone's clock, ISO: when the server last answered; when all was last sent and fetched */
  metServerAt: string
  syncedAt: string | null
  clockAheadSeconds: number
  /** the latest time this phone's clock has shown: turned back, it wins no days */
  latestClock: string
}
/** A subdistrict kept here, read up to the change number `since`. */
export type AreaRow = { code: string; since: number; pulledAt: string | null; whole: boolean }
export type RecordRow = { id: string; area: string; seq: number; sealed: Sealed }
/**
 * A change of this phone. `tried`: it may have reached the server, so it never changes any more. `acknowledged` ones are
 * shown on top of the record until the server's copy has come back (`seen`).
 */
export type QueueRow = {
  n: number
  id: string
  state: 'waiting' | 'later' | 'refused' | 'acknowledged' | 'seen'
  tried: boolean
  /** counts how often this row was written */
  rev: number
  sealed: Sealed
}

export interface Phone extends DBSchema {
  gate: { key: 'gate'; value: GateRow }
  areas: { key: string; value: AreaRow }
  records: { key: string; value: RecordRow; indexes: { area: string } }
  queue: { key: number; value: QueueRow }
}
export type Store = IDBPDatabase<Phone>
type Name = StoreNames<Phone>
export type Writing<Names extends Name[]> = IDBPTransaction<Phone, Names, 'readwrite'>
export const everything: Name[] = ['gate', 'areas', 'records', 'queue']

/**
 * What each version of the app did to what older ones left, oldest first. Never edited, only added to: a phone may
 * come from any of them with changes that were never sent.
 */
export const steps: readonly ((store: Store) => void)[] = [
  (store) => {
    store.createObjectStore('gate')
    store.createObjectStore('areas', { keyPath: 'code' })
    store.createObjectStore('records', { keyPath: 'id' }).createIndex('area', 'area')
    store.createObjectStore('queue', { keyPath: 'n' })
  },
]

/**
 * Opens the phone's store; `outdated` is called when it must be opened anew: another page of ours is newer and waits for this
 * one to let go, or the browser has cut it off.
 */
export async function openStore(name: string, outdated: () => void, all = steps): Promise<Store> {
  const store = await openDB<Phone>(name, all.length, {
    upgrade: (upgrading, from) => {
      for (const step of all.slice(from)) step(upgrading)
    },
    blocking: () => {
      store.close()
      outdated()
    },
    terminated: outdated,
  })
  return store
}

/** Writes all of it or nothing, to the disk before it answers; throws `StorageFull`. */
export async function write<Names extends Name[], T>(
  store: Store,
  names: Names,
  work: (writing: Writing<Names>) => Promise<T>,
): Promise<T> {
  const writing = store.transaction(names, 'readwrite', { durability: 'strict' })
  try {
    const [answer] = await Promise.all([work(writing), writing.done])
    return answer
  } catch (cause) {
    takeBackWhole(writing)
    await writing.done.catch(() => undefined)
    throw isFull(cause) || isFull(writing.error) ? new StorageFull() : cause
  }
}

function takeBackWhole(writing: { abort(): void }): void {
  try {
    writing.abort()
  } catch {
    // it has ended by itself
  }
}

const isFull = (cause: unknown): boolean =>
  typeof cause === 'object' && cause !== null && 'name' in cause && cause.name === 'QuotaExceededError'

/** How many changes no server has acknowledged; asked without the key. */
export async function countUnsent(store: Store): Promise<number> {
  return (await store.getAll('queue')).filter(isUnsent).length
}

/** The server has not said that it is kept there. */
export const isUnsent = ({ state }: Pick<QueueRow, 'state'>): boolean =>
  state === 'waiting' || state === 'later' || state === 'refused'

/** Forgets all the server has; what was not sent stays, and so do the areas, to be fetched again. */
export const forgetRecords = (store: Store): Promise<void> =>
  write(store, ['areas', 'records', 'queue'], async (writing) => {
    await writing.objectStore('records').clear()
    const queue = writing.objectStore('queue')
    const known = (await queue.getAll()).filter((row) => !isUnsent(row))
    await Promise.all(known.map(({ n }) => queue.delete(n)))
    for (const { code } of await writing.objectStore('areas').getAll()) {
      await writing.objectStore('areas').put({ code, since: 0, pulledAt: null, whole: false })
    }
  })

export const forgetEverything = (store: Store): Promise<void> =>
  write(store, everything, async (writing) => {
    await Promise.all(everything.map((name) => writing.objectStore(name).clear()))
  })
