import { Refusal, type Reply } from '../../call.ts'
import { type Book, gateIn, mustBeOpen, readStore, sealKept } from './book.ts'
import type { Entry } from './entry.ts'
import type { Kept } from './pages.ts'
import { type AreaRow, type Writing, write } from './store.ts'

type Page = Reply<'GET /register/sync'>
/** A page of a village with its visits is then some 300 kB: a minute on the weakest connection, kept when it breaks off. */
const PAGE = 500

/** Fetches what changed in each area kept here; answers how many records came. Throws what the call throws. */
export async function pull(book: Book): Promise<number> {
  const acknowledged = book.pages.queue().filter(({ state }) => state === 'acknowledged')
  let pulled = 0
  for (const code of [...book.pages.areas.keys()].sort()) pulled += await pullArea(book, code)
  await markSeen(book, acknowledged)
  return pulled
}

async function pullArea(book: Book, code: string): Promise<number> {
  let pulled = 0
  for (;;) {
    const area = book.pages.areas.get(code)
    if (!area) return pulled
    const page = await askPage(book, area)
    if (page === 'not-mine') {
      await forgetAreaHere(book, code)
      return pulled
    }
    const written = await writePage(book, area, page)
    // forgotten meanwhile, or read on by another page of ours: from where it stands now
    if (written === undefined) await readStore(book)
    else if (!page.more) return pulled + written
    pulled += written ?? 0
  }
}

async function askPage(book: Book, { code, since }: AreaRow): Promise<Page | 'not-mine'> {
  try {
    const query = { area: code, device: book.device, since, limit: PAGE }
    return await book.call('GET /register/sync', { query })
  } catch (cause) {
    if (cause instanceof Refusal && cause.code === 'outside-scope') return 'not-mine'
    throw cause
  }
}

/**
 * Records, what has left, and how far it was read: all in one write. Answers how many; undefined, with nothing written, when
 * the area does not stand where the page was asked from.
 */
async function writePage(book: Book, area: AreaRow, page: Page): Promise<number | undefined> {
  const fresh = page.items
    .filter((record) => seqHere(book, record.id) < record.seq)
    .map((record): Kept => ({ record, area: area.code }))
  const left = leaving(book, area.code, page)
  const sealed = await Promise.all(fresh.map((kept) => sealKept(book, kept)))
  const read: AreaRow = {
    code: area.code,
    since: page.next,
    pulledAt: book.now().toISOString(),
    whole: area.whole || !page.more,
  }
  mustBeOpen(book)
  const written = await write(book.store, ['gate', 'areas', 'records'], async (writing) => {
    await gateIn(book, writing)
    if ((await writing.objectStore('areas').get(area.code))?.since !== area.since) return false
    const records = writing.objectStore('records')
    for (const id of left) await records.delete(id)
    for (const [at, { record }] of fresh.entries()) {
      const box = sealed[at]
      if (box) await records.put({ id: record.id, seq: record.seq, area: area.code, sealed: box })
    }
    await writing.objectStore('areas').put(read)
    return true
  })
  if (!written) return undefined
  for (const id of left) book.pages.kept.delete(id)
  for (const kept of fresh) book.pages.kept.set(kept.record.id, kept)
  book.pages.areas.set(area.code, read)
  const gone = new Set(page.gone.map(({ id }) => id))
  await markSeen(
    book,
    book.pages.queue().filter((entry) => isSeen(book, entry, gone)),
  )
  if (fresh.length + left.length > 0) book.changedHere()
  return fresh.length
}

const seqHere = ({ pages }: Book, id: string): number => pages.kept.get(id)?.record.seq ?? -1

/** Who moved within the own areas may have come in there before leaving here: then nothing leaves. */
function leaving({ pages }: Book, area: string, page: Page): string[] {
  const last = new Map<string, number>()
  for (const { id, seq } of page.gone) last.set(id, seq)
  for (const { id, seq } of page.items) if (seq > (last.get(id) ?? seq)) last.delete(id)
  return [...last.keys()].filter((id) => {
    const kept = pages.kept.get(id)
    return kept?.area === area && kept.record.seq <= (last.get(id) ?? 0)
  })
}

const isSeen = (book: Book, { state, told }: Entry, gone: ReadonlySet<string>): boolean =>
  state === 'acknowledged' &&
  (gone.has(told.record) || seqHere(book, told.record) >= (told.receipt?.seq ?? Number.POSITIVE_INFINITY))

/** The server's own copy has come back, so the change need not lie on top of it any more. */
async function markSeen(book: Book, entries: readonly Entry[]): Promise<void> {
  const now = entries.flatMap(({ n }) => book.pages.entries.get(n) ?? [])
  const seen = now
    .filter(({ state }) => state === 'acknowledged')
    .map((entry) => ({ ...entry, state: 'seen' as const, rev: entry.rev + 1 }))
  if (seen.length === 0) return
  mustBeOpen(book)
  await write(book.store, ['gate', 'queue'], async (writing) => {
    await gateIn(book, writing)
    await Promise.all(seen.map((entry) => putSeen(writing, entry)))
  })
  for (const entry of seen) book.pages.entries.set(entry.n, entry)
  book.changedHere()
}

async function putSeen(writing: Pick<Writing<['gate', 'queue']>, 'objectStore'>, { n, rev, state }: Entry) {
  const queue = writing.objectStore('queue')
  const row = await queue.get(n)
  if (row) await queue.put({ ...row, rev, state })
}

/** Forgets what others told of an area; own changes stay, and the server will answer them. */
export async function forgetAreaHere(book: Book, code: string): Promise<void> {
  mustBeOpen(book)
  await write(book.store, ['gate', 'areas', 'records'], async (writing) => {
    await gateIn(book, writing)
    const records = writing.objectStore('records')
    const ids = await records.index('area').getAllKeys(code)
    await Promise.all(ids.map((id) => records.delete(id)))
    await writing.objectStore('areas').delete(code)
  })
  for (const [id, { area }] of book.pages.kept) if (area === code) book.pages.kept.delete(id)
  book.pages.areas.delete(code)
  book.changedHere()
}
