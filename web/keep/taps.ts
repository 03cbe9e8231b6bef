import { call, Refusal } from '../call.ts'
import { deleteTap, readTap, readTaps, type Tap, writeTap } from './keep-store.ts'

/** What was true so long ago is not said again now. */
const HOLDS_MS = 6 * 60 * 60_000
/** Waited so long, it is asked first whether anything has changed since. */
const AT_ONCE_MS = 60_000
/** A tap that has done its work is forgotten after a while. */
const RECEIPT_MS = 24 * 60 * 60_000

export const waits = ({ sentAt, dropped }: Tap): boolean => sentAt === null && dropped === null

/** Writes a tap down, then sends it. */
export async function tap({ id, seen }: Pick<Tap, 'id' | 'seen'>): Promise<void> {
  await writeTap({ id, seen, tappedAt: new Date().toISOString(), sentAt: null, dropped: null })
  await send(id)
}

/** Takes a tap back; answers whether the server has it already. */
export async function takeBack(id: string): Promise<boolean> {
  await underWay.get(id)
  const before = await readTap(id)
  await deleteTap(id)
  return before?.sentAt != null
}

/** Sends what waits; answers how many still wait. */
export async function sendTaps(): Promise<number> {
  const all = await readTaps()
  const old = all.filter((one) => !waits(one) && Date.now() - Date.parse(one.tappedAt) > RECEIPT_MS)
  await Promise.all(old.map(({ id }) => deleteTap(id)))
  const after = await Promise.all(all.filter(waits).map(({ id }) => send(id)))
  return after.filter((one) => one && waits(one)).length
}

const underWay = new Map<string, Promise<Tap | undefined>>()

/** A second call while the first is under way waits for the same answer. */
function send(id: string): Promise<Tap | undefined> {
  const running = underWay.get(id)
  if (running) return running
  const started = trySending(id).finally(() => underWay.delete(id))
  underWay.set(id, started)
  return started
}

async function trySending(id: string): Promise<Tap | undefined> {
  const one = await readTap(id)
  if (!one || !waits(one)) return one
  const waited = Date.now() - Date.parse(one.tappedAt)
  if (waited > HOLDS_MS) return writeTap({ ...one, dropped: 'old' })
  try {
    if (waited > AT_ONCE_MS && (await hasChanged(one))) return writeTap({ ...one, dropped: 'changed' })
    const { confirmedAt } = await call('POST /facilities/:id/confirm', { params: { id }, body: {} })
    return writeTap({ ...one, sentAt: confirmedAt })
  } catch (cause) {
    if (!(cause instanceof Refusal) || isPassing(cause)) return one
    return writeTap({ ...one, dropped: 'refused' })
  }
}

const hasChanged = async ({ id, seen }: Tap): Promise<boolean> =>
  (await call('GET /facilities/:id/kept', { params: { id } })).confirmedAt !== seen

/** The server is only busy or unwell, or one has to sign in again: trying later can help. */
const isPassing = ({ status }: Refusal): boolean => status >= 500 || status === 429 || status === 401
