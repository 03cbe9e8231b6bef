import type { Call } from './call.ts'
import { type Entry, isOld, type Told } from './entry.ts'
import { Locked } from './notebook.ts'
import type { Kept, Pages } from './pages.ts'
import { seal, unseal } from './sealing.ts'
import type { GateRow, QueueRow, RecordRow, Store, Writing } from './store.ts'

/** What a notebook needs of the world. */
export type World = {
  call: Call
  now: () => Date
  /** what the server is told of this app */
  appVersion: string
  /** of IndexedDB, locks and channel */
  name: string
}
/** An open notebook: its store, its key, what of it is in memory. */
export type Book = World & {
  store: Store
  key: CryptoKey
  device: string
  pages: Pages
  gate: GateRow
  /** changes on their way to the server now */
  sending: Set<number>
  closed: boolean
  /** tells who reads here that something changed; `changedHere` tells the other pages too */
  turned(): void
  changedHere(): void
  /** what other pages have written so far is read */
  caughtUp(): Promise<void>
}

/** Throws `Locked` when the notebook was closed meanwhile. */
export function mustBeOpen(book: Book): void {
  if (book.closed) throw new Locked()
}

/** The gate as it stands in the store; throws `Locked` when it is another notebook's by now. */
export async function gateIn(book: Book, writing: Pick<Writing<['gate']>, 'objectStore'>): Promise<GateRow> {
  const gate = await writing.objectStore('gate').get('gate')
  if (gate?.device !== book.device) throw new Locked()
  return gate
}

export const sealTold = (book: Book, id: string, told: Told) => seal(book.key, told, `change ${id}`)
export const sealKept = (book: Book, { record }: Kept) => seal(book.key, record, `record ${record.id}`)

/** Reads what is in the store and not yet, or otherwise, in memory. */
export async function readStore(book: Book): Promise<void> {
  mustBeOpen(book)
  const { store, pages } = book
  const { edition } = pages
  const reading = store.transaction(['gate', 'areas', 'records', 'queue'])
  const [gate, areas, records, queue] = await Promise.all([
    reading.objectStore('gate').get('gate'),
    reading.objectStore('areas').getAll(),
    reading.objectStore('records').getAll(),
    reading.objectStore('queue').getAll(),
  ])
  if (gate?.device !== book.device) throw new Locked()
  const kept = await Promise.all(records.map((row) => openRecord(book, row)))
  const entries = await Promise.all(queue.map((row) => openEntry(book, row)))
  mustBeOpen(book)
  if (pages.edition !== edition) return readStore(book)
  pages.clear()
  book.gate = gate
  for (const area of areas) pages.areas.set(area.code, area)
  for (const one of kept) pages.kept.set(one.record.id, one)
  for (const entry of entries) pages.entries.set(entry.n, entry)
  book.turned()
}

/** Only what is new is opened: a village's records take a phone a second. */
async function openRecord({ key, pages }: Book, { id, area, seq, sealed }: RecordRow): Promise<Kept> {
  const known = pages.kept.get(id)
  if (known?.record.seq === seq && known.area === area) return known
  return { area, record: JSON.parse(await unseal(key, sealed, `record ${id}`)) }
}

async function openEntry({ key, pages }: Book, { sealed, ...row }: QueueRow): Promise<Entry> {
  const known = pages.entries.get(row.n)
  if (known?.id === row.id && known.rev === row.rev) return known
  return { ...row, told: JSON.parse(await unseal(key, sealed, `change ${row.id}`)) }
}

/** Acknowledged changes of long ago leave the list. */
export async function forgetOldEntries(book: Book): Promise<void> {
  const old = book.pages.queue().filter((entry) => isOld(entry, book.now()))
  if (old.length === 0) return
  const writing = book.store.transaction('queue', 'readwrite')
  await Promise.all([...old.map(({ n }) => writing.store.delete(n)), writing.done])
  for (const { n } of old) book.pages.entries.delete(n)
}
