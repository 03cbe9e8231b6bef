import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Reply } from '../call.ts'

/** "Still correct", tapped on this phone. */
export type Tap = {
  /** of the facility */
  id: string
  /** what was confirmed last when it was tapped: later changes are not what was looked at */
  seen: string
  tappedAt: string
  /** the server's own time of it; null: not sent */
  sentAt: string | null
  /** why it will not be sent */
  dropped: 'old' | 'changed' | 'refused' | null
}
export type SeenList = { items: Reply<'GET /facilities/mine'>['items']; seenAt: string }

interface Phone extends DBSchema {
  taps: { key: string; value: Tap }
  lists: { key: string; value: SeenList }
}

let opening: Promise<IDBPDatabase<Phone>> | undefined
const phone = () => {
  opening ??= openDB<Phone>('facility-keeping', 1, {
    upgrade: (database) => {
      database.createObjectStore('taps', { keyPath: 'id' })
      database.createObjectStore('lists')
    },
  })
  return opening
}

/** Where the browser keeps nothing, taps live as long as the page does. */
const withoutStorage = new Map<string, Tap>()
const news = new BroadcastChannel('facility-taps')

export async function writeTap(tap: Tap): Promise<Tap> {
  try {
    await (await phone()).put('taps', tap)
  } catch {
    withoutStorage.set(tap.id, tap)
  }
  news.postMessage(tap.id)
  return tap
}

export async function readTaps(): Promise<Tap[]> {
  try {
    return await (await phone()).getAll('taps')
  } catch {
    return [...withoutStorage.values()]
  }
}

export const readTap = async (id: string): Promise<Tap | undefined> =>
  (await readTaps()).find((tap) => tap.id === id)

export async function deleteTap(id: string): Promise<void> {
  withoutStorage.delete(id)
  await phone().then(
    (database) => database.delete('taps', id),
    () => undefined,
  )
  news.postMessage(id)
}

/** Calls `changed` whenever a tap changes, in this page or another; answers how to stop. */
export function listenToTaps(changed: () => void): () => void {
  const channel = new BroadcastChannel('facility-taps')
  channel.onmessage = changed
  return () => channel.close()
}

/** The list as it was last seen, to be read without signal. */
export const writeList = (list: SeenList): Promise<unknown> =>
  phone().then(
    (database) => database.put('lists', list, 'mine'),
    () => undefined,
  )

export const readList = (): Promise<SeenList | undefined> =>
  phone().then(
    (database) => database.get('lists', 'mine'),
    () => undefined,
  )

/** Nothing of one keeper stays on the phone for the next. */
export async function forgetKeeping(): Promise<void> {
  withoutStorage.clear()
  const database = await phone().catch(() => undefined)
  await Promise.all([database?.clear('taps'), database?.clear('lists')])
}
