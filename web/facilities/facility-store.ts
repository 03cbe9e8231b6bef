import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Point, Seen, Shown } from './kept-facilities.ts'

/** The nearest of one kind around where somebody was. */
type Around = { kind: string; near: Point; items: Shown[]; seenAt: string }
/** One that was opened, with all that its sheet tells. */
type Looked = Seen & { id: string }

interface Phone extends DBSchema {
  around: { key: string; value: Around }
  looked: { key: string; value: Looked }
}

/** Sheets of facilities kept beside the nearest ones; about 2 kB each. */
const MOST_LOOKED = 40

let opening: Promise<IDBPDatabase<Phone>> | undefined

function phone(): Promise<IDBPDatabase<Phone>> {
  opening ??= openDB<Phone>('facilities', 1, {
    upgrade: (database) => {
      database.createObjectStore('around', { keyPath: 'kind' })
      database.createObjectStore('looked', { keyPath: 'id' })
    },
  })
  return opening
}

/** A browser that keeps nothing forgets, and everything else still works. */
async function orElse<T>(work: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work
  } catch {
    return otherwise
  }
}

export const writeAround = (around: Around): Promise<unknown> =>
  orElse(
    phone().then((database) => database.put('around', around)),
    undefined,
  )

export const readAround = (): Promise<Around[]> =>
  orElse(
    phone().then((database) => database.getAll('around')),
    [],
  )

/** Keeps a facility whose sheet was opened, for the time without signal. Public data only. */
export const keepLooked = (facility: Shown, seenAt: string): Promise<void> =>
  orElse(writeLooked({ id: facility.id, facility, seenAt }), undefined)

async function writeLooked(looked: Looked): Promise<void> {
  const database = await phone()
  await database.put('looked', looked)
  const all = await database.getAll('looked')
  const old = all.toSorted((a, b) => b.seenAt.localeCompare(a.seenAt)).slice(MOST_LOOKED)
  await Promise.all(old.map(({ id }) => database.delete('looked', id)))
}

/** Everything this phone has seen, each once: as it was seen last, with what only its sheet tells. */
export async function allSeen(): Promise<Seen[]> {
  const around = (await readAround()).flatMap(({ items, seenAt }) =>
    items.map((facility) => ({ facility, seenAt })),
  )
  const looked = await orElse(
    phone().then((database) => database.getAll('looked')),
    [],
  )
  const seen = new Map<string, Seen>()
  for (const one of [...looked, ...around].toSorted((a, b) => a.seenAt.localeCompare(b.seenAt))) {
    const before = seen.get(one.facility.id)
    seen.set(one.facility.id, {
      seenAt: one.seenAt,
      facility: { ...before?.facility, ...one.facility },
    })
  }
  return [...seen.values()]
}

export const seenOne = async (id: string): Promise<Seen | undefined> =>
  (await allSeen()).find(({ facility }) => facility.id === id)
