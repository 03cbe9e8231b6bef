import { NoSignal, Refusal, type Reply } from '../../call.ts'
import { type Book, forgetOldEntries, gateIn, mustBeOpen } from './book.ts'
import { Locked, StorageFull, type SyncResult } from './notebook.ts'
import { forgetAreaHere, pull } from './pulling.ts'
import { push } from './pushing.ts'
import { type GateRow, isUnsent, write } from './store.ts'
import { type Why, whyEnded } from './why-ended.ts'

/** Tells the server how this phone is, sends, fetches. `end` forgets what this phone may not keep any more. */
export async function syncOnce(book: Book, end: (why: Why) => Promise<void>): Promise<SyncResult> {
  const waiting = () => book.pages.queue().filter(isUnsent).length
  try {
    await book.caughtUp()
    const before = waiting()
    if ((await report(book)) === 'wipe') {
      await end('revoked')
      return { how: 'ended', why: 'revoked' }
    }
    const pushed = await push(book)
    const pulled = await pull(book)
    if (waiting() !== before) await report(book)
    await forgetOldEntries(book)
    await writeGate(book, { syncedAt: book.now().toISOString() })
    return { how: 'synced', pushed, pulled, waiting: waiting() }
  } catch (cause) {
    const why = whyEnded(cause)
    if (why) {
      await end(why)
      return { how: 'ended', why }
    }
    return { how: howStopped(cause), waiting: waiting() }
  }
}

async function report(book: Book): Promise<'wipe' | 'stay'> {
  const unsent = book.pages.queue().filter(isUnsent)
  const { id, appVersion, clock } = { id: book.device, appVersion: book.appVersion, clock: book.now() }
  const answer = await book.call('POST /register/devices', {
    body: {
      ...{ id, appVersion, clock: clock.toISOString(), areas: [...book.pages.areas.keys()].slice(0, 50) },
      ...{ waiting: unsent.length, waitingSince: unsent[0]?.told.at ?? null },
    },
  })
  if (answer.wipe) return 'wipe'
  await writeGate(book, metServer(clock, book.now(), answer))
  for (const code of answer.forget) if (book.pages.areas.has(code)) await forgetAreaHere(book, code)
  return 'stay'
}

/** How far this phone's clock is ahead, by the middle between asking and answer. */
function metServer(asked: Date, answered: Date, { serverTime }: Reply<'POST /register/devices'>) {
  const middle = (asked.getTime() + answered.getTime()) / 2
  return {
    ...{ metServerAt: answered.toISOString(), latestClock: answered.toISOString() },
    clockAheadSeconds: Math.round((middle - Date.parse(serverTime)) / 1000),
  }
}

async function writeGate(book: Book, changed: Partial<GateRow>): Promise<void> {
  mustBeOpen(book)
  book.gate = await write(book.store, ['gate'], async (writing) => {
    const gate = { ...(await gateIn(book, writing)), ...changed }
    await writing.objectStore('gate').put(gate, 'gate')
    return gate
  })
}

/** A server that is busy or unwell is like none: everything goes again. */
function howStopped(cause: unknown): 'no-signal' | 'busy' | 'storage-full' {
  if (cause instanceof StorageFull) return 'storage-full'
  if (cause instanceof NoSignal || cause instanceof Refusal) return 'no-signal'
  if (cause instanceof Locked) return 'busy'
  throw cause
}
