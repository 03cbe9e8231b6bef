import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { HelpRequestInput } from '../contract/help-requests.ts'
import { call, Refusal, type Reply } from './call.ts'

/** A help request on this phone: written here first, then sent. Once acknowledged, only what following needs stays. */
export type Kept = {
  id: string
  /** what will be sent; null once the server has it */
  body: HelpRequestInput | null
  /** the form as it was filled in, for changing it; null once the server has it */
  form: unknown
  shown: { needs: string[]; place: string; urgency: 'green' | 'yellow' | 'red' }
  phone: string
  writtenAt: string
  tries: number
  triedAt: string | null
  answer: Reply<'POST /help-requests'> | null
  refusal: { code: Refusal['code']; errors: Refusal['errors'] } | null
  /** how the request stood when this phone last read it */
  seen?: Seen
}
/** `at`: when it was read. */
export type Seen = Pick<
  Reply<'GET /follow/:followKey'>,
  'status' | 'outcome' | 'onTheWay' | 'waitingSince'
> & {
  at: string
}

interface Phone extends DBSchema {
  requests: { key: string; value: Kept }
}

/** How long to wait after the first, second and every later try that found no signal. */
const pausesMs = [5_000, 30_000, 120_000] as const

let opening: Promise<IDBPDatabase<Phone>> | undefined
const phone = () => {
  opening ??= openDB<Phone>('jitasa', 1, {
    upgrade: (db) => {
      db.createObjectStore('requests', { keyPath: 'id' })
    },
  })
  return opening
}

/** Says to every page of ours, and to the worker, that something kept has changed. */
const news = new BroadcastChannel('outbox')

async function write(kept: Kept): Promise<Kept> {
  await (await phone()).put('requests', kept)
  news.postMessage(kept.id)
  return kept
}

/** Writes a request down before anything is sent. */
export const keep = (request: Pick<Kept, 'id' | 'body' | 'form' | 'shown' | 'phone'>): Promise<Kept> =>
  write({
    ...request,
    writtenAt: new Date().toISOString(),
    tries: 0,
    triedAt: null,
    answer: null,
    refusal: null,
  })

export const keptRequest = async (id: string): Promise<Kept | undefined> =>
  (await phone()).get('requests', id)

/** Everything kept, newest first. */
export async function keptRequests(): Promise<Kept[]> {
  const all = await (await phone()).getAll('requests')
  return all.sort((a, b) => b.writtenAt.localeCompare(a.writtenAt))
}

/** Keeps how a request stands, for when there is no signal. */
export async function keepSeen(id: string, seen: Seen): Promise<void> {
  const kept = await keptRequest(id)
  if (kept) await (await phone()).put('requests', { ...kept, seen })
}

/** Takes a request off this phone; what the server has stays with the server. */
export async function forget(id: string): Promise<void> {
  await (await phone()).delete('requests', id)
  news.postMessage(id)
}

/** Calls `changed` whenever something kept changes; answers how to stop. */
export function listen(changed: () => void): () => void {
  const channel = new BroadcastChannel('outbox')
  channel.onmessage = changed
  return () => channel.close()
}

/** When the next try is due: ISO time, or null when nothing waits to be tried. */
export function nextTry({ body, answer, refusal, tries, triedAt }: Kept): Date | null {
  if (!body || answer || refusal || !triedAt) return null
  const pause = pausesMs[Math.min(tries, pausesMs.length) - 1] ?? pausesMs[0]
  return new Date(new Date(triedAt).getTime() + pause)
}

const underWay = new Map<string, Promise<Kept | undefined>>()

/** Tries to send one request now. A second call while the first is under way waits for the same answer. */
export function send(id: string): Promise<Kept | undefined> {
  const running = underWay.get(id)
  if (running) return running
  const started = trySending(id).finally(() => underWay.delete(id))
  underWay.set(id, started)
  return started
}

async function trySending(id: string): Promise<Kept | undefined> {
  const kept = await keptRequest(id)
  if (!kept?.body || kept.answer || kept.refusal) return kept
  try {
    const answer = await call('POST /help-requests', { body: kept.body })
    return write({ ...kept, answer, body: null, form: null })
  } catch (error) {
    return afterFailure(kept, error)
  }
}

async function afterFailure(kept: Kept, error: unknown): Promise<Kept> {
  if (error instanceof Refusal && error.code === 'phone-proof-invalid' && kept.body?.phoneProof) {
    // a code that ran out never holds up a request: it goes as one whose phone is not proven
    await write({ ...kept, body: { ...kept.body, phoneProof: null } })
    return (await trySending(kept.id)) ?? kept
  }
  if (error instanceof Refusal && isFinal(error)) {
    return write({ ...kept, refusal: { code: error.code, errors: error.errors } })
  }
  return write({ ...kept, tries: kept.tries + 1, triedAt: new Date().toISOString() })
}

/** Trying again cannot help, unless the server was only busy or unwell. */
const isFinal = ({ status }: Refusal): boolean => status < 500 && status !== 429

/** Tries everything not yet acknowledged; answers how many still wait. */
export async function sendWaiting(): Promise<number> {
  const waiting = (await keptRequests()).filter(({ body, answer, refusal }) => body && !answer && !refusal)
  const after = await Promise.all(waiting.map(({ id }) => send(id)))
  return after.filter((kept) => kept && !kept.answer && !kept.refusal).length
}
