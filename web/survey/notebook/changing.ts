import { v7 as newId } from 'uuid'
import type { RegisterRecord } from '../../../contract/register.ts'
import { type Book, gateIn, mustBeOpen, readStore, sealTold } from './book.ts'
import {
  type Entry,
  fieldsOf,
  mergedSetting,
  queuedOf,
  type Setting,
  settingOf,
  type Told,
  withoutFields,
} from './entry.ts'
import type { Sets } from './notebook.ts'
import { write } from './store.ts'

/** Writes a change down: into the record's last one while that has not been tried, else as a new one. */
export async function writeChange(book: Book, record: string, setting: Setting): Promise<void> {
  const last = book.pages.onTopOf(record).at(-1)
  const base = baseOf(book, record)
  if (last && mayMerge(last, base) && last.told.kind === setting.kind) {
    const told: Told = { ...last.told, ...mergedSetting(last.told, setting) }
    if (await rewrite(book, last, told)) return
    // it went out meanwhile, or another page of ours changed it
    await readStore(book)
    return writeChange(book, record, setting)
  }
  await writeNew(book, { ...setting, record, base, at: book.now().toISOString(), ...unanswered })
}
const unanswered = { deleted: false, receipt: null, answeredAt: null }

/** Deletes a record; one that has never left this phone just goes. */
export async function writeRemoval(book: Book, kind: RegisterRecord['kind'], record: string): Promise<void> {
  const entries = book.pages.onTopOf(record)
  const base = baseOf(book, record)
  if (
    base === 0 &&
    entries.length > 0 &&
    entries.every(({ state, tried }) => state === 'waiting' && !tried)
  ) {
    return dropEntries(book, withHangingOn(book, entries))
  }
  const at = book.now().toISOString()
  await writeNew(book, { ...settingOf(kind, {}), record, base, at, ...unanswered, deleted: true })
}

/** Takes a change back where that is still possible, with what hangs on a record that was new with it. */
export async function takeBackChange(book: Book, mutation: string): Promise<void> {
  const entry = book.pages.queue().find(({ id }) => id === mutation)
  if (!entry || !mayTakeBack(book, entry)) return
  const isFirst = entry.told.base === 0 && book.pages.onTopOf(entry.told.record)[0] === entry
  await dropEntries(book, isFirst ? withHangingOn(book, [entry]) : [entry])
}

/** A refused change told anew, without what later changes of the record have said since. */
export async function mendChange(book: Book, mutation: string, set: Sets[keyof Sets]): Promise<void> {
  const refused = book.pages.queue().find(({ id, state }) => id === mutation && state === 'refused')
  if (!refused) return
  const mended = settingOf(refused.told.kind, set)
  const later = book.pages.onTopOf(refused.told.record).filter(({ n }) => n > refused.n)
  const saidSince = new Set(later.flatMap(({ told }) => fieldsOf(told)))
  const rest = withoutFields(refused.told, saidSince)
  const setting = mergedSetting(rest, mended)
  const at = book.now().toISOString()
  await writeNew(book, { ...refused.told, ...setting, at, ...unanswered }, refused)
}

/** The change number of the record as it is seen here. */
const baseOf = ({ pages }: Book, record: string): number => pages.kept.get(record)?.record.seq ?? 0

/** What may have been sent stands as it is; what was seen in between is what a later word was said of. */
const mayMerge = ({ state, tried, told }: Entry, base: number): boolean =>
  state === 'waiting' && !tried && !told.deleted && told.base === base

const mayTakeBack = ({ sending }: Book, entry: Entry): boolean =>
  queuedOf(entry, sending.has(entry.n)).mayTakeBack

/** Changes with those of records that would be nowhere without them. */
function withHangingOn(book: Book, entries: readonly Entry[]): Entry[] {
  const all = new Set(entries)
  const records = new Set(entries.map(({ told }) => told.record))
  for (const entry of book.pages.queue()) {
    if (!mayTakeBack(book, entry)) continue
    const { told } = entry
    const hangs =
      records.has(told.record) ||
      (told.base === 0 && told.kind === 'resident' && records.has(told.set.household ?? '')) ||
      (told.base === 0 && told.kind === 'visit' && records.has(told.set.resident ?? ''))
    if (!hangs) continue
    all.add(entry)
    records.add(told.record)
  }
  return [...all]
}

/** False when the change is not as it was read here. */
async function rewrite(book: Book, entry: Entry, told: Told): Promise<boolean> {
  const sealed = await sealTold(book, entry.id, told)
  mustBeOpen(book)
  const rev = entry.rev + 1
  const written = await write(book.store, ['gate', 'queue'], async (writing) => {
    await gateIn(book, writing)
    const row = await writing.objectStore('queue').get(entry.n)
    if (row?.rev !== entry.rev || row.tried || row.state !== 'waiting') return false
    await writing.objectStore('queue').put({ ...row, rev, sealed })
    return true
  })
  if (!written) return false
  book.pages.entries.set(entry.n, { ...entry, rev, told })
  book.changedHere()
  return true
}

/** The count of this device goes up with each new change, in the same write. */
async function writeNew(book: Book, told: Told, inPlaceOf?: Entry): Promise<void> {
  const id = newId()
  const sealed = await sealTold(book, id, told)
  mustBeOpen(book)
  const row = await write(book.store, ['gate', 'queue'], async (writing) => {
    const gate = await gateIn(book, writing)
    const n = gate.n + 1
    const made = { n, id, state: 'waiting', tried: false, rev: 1 } as const
    await writing.objectStore('gate').put({ ...gate, n }, 'gate')
    if (inPlaceOf) await writing.objectStore('queue').delete(inPlaceOf.n)
    await writing.objectStore('queue').put({ ...made, sealed })
    return made
  })
  if (inPlaceOf) book.pages.entries.delete(inPlaceOf.n)
  book.pages.entries.set(row.n, { ...row, told })
  book.changedHere()
}

async function dropEntries(book: Book, entries: readonly Entry[]): Promise<void> {
  mustBeOpen(book)
  const dropped = await write(book.store, ['gate', 'queue'], async (writing) => {
    await gateIn(book, writing)
    const queue = writing.objectStore('queue')
    const rows = await Promise.all(entries.map(({ n }) => queue.get(n)))
    const asRead = entries.filter(({ rev }, at) => rows[at]?.rev === rev)
    await Promise.all(asRead.map(({ n }) => queue.delete(n)))
    return asRead
  })
  for (const { n } of dropped) book.pages.entries.delete(n)
  book.changedHere()
}
