import type { Mutation, Receipt } from '../../../contract/register.ts'
import { Refusal } from '../../call.ts'
import { type Book, gateIn, mustBeOpen, readStore, sealTold } from './book.ts'
import { type Entry, isWaiting, mutationOf, type Told } from './entry.ts'
import { write } from './store.ts'
import { whyEnded } from './why-ended.ts'

/** The server takes no more at once; the size leaves room below its limit of 256 kB. */
const MOST_MUTATIONS = 50
const MOST_BYTES = 200_000

/**
 * Sends what waits, oldest first, in batches; what the server says is too early goes again after the others, as long as that
 * helps. Answers how many were acknowledged; throws what the call throws, and then the same changes go again next time.
 */
export async function push(book: Book): Promise<number> {
  let acknowledged = 0
  let helped = false
  const asked = new Set<number>()
  for (;;) {
    const batch = nextBatch(book, asked)
    if (batch.length === 0) {
      if (!helped) return acknowledged
      helped = false
      asked.clear()
      continue
    }
    for (const { n } of batch) asked.add(n)
    const written = await sendBatch(book, batch)
    acknowledged += written
    helped ||= written > 0
  }
}

function nextBatch({ pages }: Book, asked: ReadonlySet<number>): Entry[] {
  const waiting = pages.queue().filter((entry) => isWaiting(entry) && !asked.has(entry.n))
  const inTurn = [
    ...waiting.filter(({ state }) => state === 'waiting'),
    ...waiting.filter(({ state }) => state === 'later'),
  ].slice(0, MOST_MUTATIONS)
  let bytes = 0
  return inTurn.filter((entry, at) => {
    bytes += new TextEncoder().encode(JSON.stringify(mutationOf(entry))).length
    return at === 0 || bytes < MOST_BYTES
  })
}

/** Answers how many of the batch were acknowledged. */
async function sendBatch(book: Book, wanted: readonly Entry[]): Promise<number> {
  for (const { n } of wanted) book.sending.add(n)
  book.turned()
  try {
    const batch = await markTried(book, wanted)
    return await writeReceipts(book, batch, await ask(book, batch.map(mutationOf)))
  } finally {
    for (const { n } of wanted) book.sending.delete(n)
    book.turned()
  }
}

/**
 * From here on the server may know them, whatever comes back: they never change any more. What was changed or taken back
 * meanwhile by another page of ours is left for the next round.
 */
async function markTried(book: Book, wanted: readonly Entry[]): Promise<Entry[]> {
  mustBeOpen(book)
  const marked = await write(book.store, ['gate', 'queue'], async (writing) => {
    await gateIn(book, writing)
    const queue = writing.objectStore('queue')
    const rows = await Promise.all(wanted.map(({ n }) => queue.get(n)))
    const same = wanted.flatMap((entry, at) => {
      const row = rows[at]
      if (row?.rev !== entry.rev) return []
      // an earlier "later" says nothing of this time
      return [{ entry, row: { ...row, state: 'waiting' as const, tried: true, rev: row.rev + 1 } }]
    })
    await Promise.all(same.map(({ row }) => queue.put(row)))
    return same.map(({ entry, row: { rev, state } }) => ({ ...entry, rev, state, tried: true }))
  })
  for (const entry of marked) book.pages.entries.set(entry.n, entry)
  book.turned()
  if (marked.length < wanted.length) await readStore(book)
  return marked
}

/** A batch the server does not take as a whole is asked one by one, so that a single bad change stops no others. */
async function ask(book: Book, mutations: readonly Mutation[]): Promise<Receipt[]> {
  if (mutations.length === 0) return []
  try {
    const body = { device: book.device, mutations: [...mutations] }
    return (await book.call('POST /register/sync', { body })).receipts
  } catch (cause) {
    if (!(cause instanceof Refusal) || !isOfContent(cause)) throw cause
    const [only, ...others] = mutations
    if (only && others.length === 0) return [refusedWhole(only, cause)]
    const receipts: Receipt[] = []
    for (const mutation of mutations) receipts.push(...(await ask(book, [mutation])))
    return receipts
  }
}
/** Not for who asks, nor for how busy the server is: it will say the same of this batch each time. */
const isOfContent = (refusal: Refusal) =>
  !whyEnded(refusal) && refusal.status < 500 && ![401, 403, 408, 429].includes(refusal.status)

const refusedWhole = ({ id }: Mutation, { code, errors }: Refusal): Receipt => ({
  ...{ mutation: id, result: 'refused', receipt: null, seq: null, conflicts: [], exists: null },
  ...{ code, errors },
})

async function writeReceipts(
  book: Book,
  batch: readonly Entry[],
  receipts: readonly Receipt[],
): Promise<number> {
  const answers = new Map(receipts.map((receipt) => [receipt.mutation, receipt]))
  const answeredAt = book.now().toISOString()
  const answered = batch.flatMap((entry) => {
    const receipt = answers.get(entry.id)
    if (!receipt) return []
    const told: Told = { ...entry.told, receipt, answeredAt }
    return [{ ...entry, told, rev: entry.rev + 1, state: stateAfter(receipt) }]
  })
  const sealed = await Promise.all(answered.map(({ id, told }) => sealTold(book, id, told)))
  mustBeOpen(book)
  await write(book.store, ['gate', 'queue'], async (writing) => {
    await gateIn(book, writing)
    const queue = writing.objectStore('queue')
    for (const [at, { told: _, ...row }] of answered.entries()) {
      const box = sealed[at]
      if (box) await queue.put({ ...row, sealed: box })
    }
  })
  for (const entry of answered) book.pages.entries.set(entry.n, entry)
  book.changedHere()
  return answered.filter(({ state }) => state === 'acknowledged').length
}

/** Acknowledged, it stays on top of the copy kept here until the server's own comes back with it. */
function stateAfter({ result }: Receipt): Entry['state'] {
  if (result === 'refused' || result === 'later') return result
  return 'acknowledged'
}
