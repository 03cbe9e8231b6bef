import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Reply } from '../call.ts'

export type HelperCase = Reply<'GET /help-requests/:number'>
/** A case I hold as it was last seen. A phone number is never part of it: revealing answers it apart. */
type KeptCase = { number: string; seenAt: string; case: HelperCase }

interface Kept extends DBSchema {
  cases: { key: string; value: KeptCase }
}

let opening: Promise<IDBPDatabase<Kept>> | undefined

function open(): Promise<IDBPDatabase<Kept>> {
  opening ??= openDB<Kept>('held-cases', 1, {
    upgrade: (database) => void database.createObjectStore('cases', { keyPath: 'number' }),
  })
  return opening
}

/** Keeps a case while I hold it, so that the way to the house is readable without signal; drops it when I no longer do. */
export async function keepCase(seen: HelperCase, seenAt: string): Promise<void> {
  const database = await open()
  if (seen.mine && seen.status !== 'closed')
    await database.put('cases', { number: seen.number, seenAt, case: seen })
  else await database.delete('cases', seen.number)
}

/** The kept cases whose lease still runs at `now`; the others are forgotten: they may be somebody else's by now. */
export async function keptCases(now: Date): Promise<KeptCase[]> {
  const database = await open()
  const all = await database.getAll('cases')
  const lapsed = all.filter(({ case: { leaseUntil } }) => leaseUntil !== null && new Date(leaseUntil) <= now)
  await Promise.all(lapsed.map(({ number }) => database.delete('cases', number)))
  return all.filter((kept) => !lapsed.includes(kept))
}

export async function keptCase(number: string, now: Date): Promise<KeptCase | undefined> {
  return (await keptCases(now)).find((kept) => kept.number === number)
}

/** Forgets the cases I no longer hold, given the numbers of those I do. */
export async function keepOnly(held: readonly string[]): Promise<void> {
  const database = await open()
  const numbers = await database.getAllKeys('cases')
  const gone = numbers.filter((number) => !held.includes(number))
  await Promise.all(gone.map((number) => database.delete('cases', number)))
}

export async function forgetKeptCases(): Promise<void> {
  await (await open()).clear('cases')
}
