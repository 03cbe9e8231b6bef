import { untrack } from 'svelte'
import { call, NoSignal, Refusal } from '../call.ts'
import { failureWords } from '../help/failure.ts'
import { Newest } from '../live/newest.ts'
import { withSignal } from '../live/with-signal.ts'
import { keep } from '../messages/keep.ts'
import { asMe } from '../session.svelte.ts'
import { listenToTaps, readList, readTaps, type Tap, writeList } from './keep-store.ts'
import { isAgeing, type Kept } from './kept-words.ts'
import { sendTaps, takeBack, tap, waits } from './taps.ts'
import { mayKeep } from './who-keeps.ts'

/** Rows of one page: more than most keepers ever have. */
const ROWS_PER_PAGE = 100
/** As many as one read can bring. */
const MOST_ROWS = 200
/** How long a tap may be taken back. */
const UNDO_MS = 10_000
/** Between two tries of what waits, while the page is open. */
const RETRY_MS = 15_000

export type Snack = { id: string; sent: boolean; until: number }

/** The facilities I keep, as last seen, with the taps of this phone. */
export class KeptList {
  items = $state.raw<Kept[]>()
  next = $state<string | null>(null)
  seenAt = $state('')
  noSignal = $state(false)
  problem = $state('')
  taps = $state.raw<ReadonlyMap<string, Tap>>(new Map())
  /** confirmed on this page: it stays in sight, in green, until the page is left */
  confirmed = $state.raw<ReadonlyMap<string, string>>(new Map())
  snack = $state.raw<Snack>()
  said = $state('')
  readonly #newest = new Newest()

  /** The longest unconfirmed first; what was confirmed here keeps its place. */
  toConfirm(now: Date): Kept[] {
    return (this.items ?? []).filter(
      (one) => this.confirmed.has(one.id) || this.taps.has(one.id) || needsConfirming(one, now),
    )
  }

  /** tapped, and sent or about to be */
  isDone(id: string): boolean {
    const one = this.taps.get(id)
    return this.confirmed.has(id) || (one !== undefined && waits(one))
  }

  waiting(now: Date): number {
    return this.toConfirm(now).filter(({ id }) => !this.isDone(id)).length
  }

  /** Reads the list; answers false when there was no signal. */
  async load(): Promise<boolean> {
    const mayShow = this.#newest.ask()
    if (!untrack(mayKeep)) {
      this.#take([], null)
      return true
    }
    try {
      // an effect that loads does not load again because of what it has brought
      const shown = untrack(() => this.items?.length ?? 0)
      const limit = Math.max(ROWS_PER_PAGE, Math.min(MOST_ROWS, shown))
      const { items, next } = await asMe(call('GET /facilities/mine', { query: { limit } }))
      if (!mayShow()) return true
      this.#take(inPlace(items, this.items), next)
      await writeList({ items, seenAt: this.seenAt })
    } catch (cause) {
      if (mayShow()) await this.#failed(cause)
    }
    return !this.noSignal
  }

  async more(): Promise<void> {
    if (this.next === null) return
    try {
      const query = { limit: ROWS_PER_PAGE, after: this.next }
      const { items, next } = await asMe(call('GET /facilities/mine', { query }))
      this.#take([...(this.items ?? []), ...items], next)
    } catch (cause) {
      this.problem = failureWords(cause)
    }
  }

  #take(items: Kept[], next: string | null): void {
    this.items = items
    this.next = next
    this.seenAt = new Date().toISOString()
    this.noSignal = false
    this.problem = ''
  }

  async #failed(cause: unknown): Promise<void> {
    // nobody has made me a keeper yet: an empty list, which says how one becomes one
    if (cause instanceof Refusal && cause.code === 'not-allowed') return this.#take([], null)
    this.noSignal = cause instanceof NoSignal
    this.problem = failureWords(cause)
    if (!this.noSignal || this.items) return
    const kept = await readList()
    this.items = kept?.items
    this.seenAt = kept?.seenAt ?? ''
  }

  /** Follows the taps of this phone, sent or not; answers what stops it. */
  follow(): () => void {
    const since = new Date().toISOString()
    const read = async () => {
      const all = new Map((await readTaps()).map((one) => [one.id, one]))
      for (const { id, sentAt } of all.values()) if (sentAt && sentAt >= since) this.#sent(id, sentAt)
      this.taps = all
    }
    const again = () => void sendTaps()
    const stopListening = withSignal(async () => {
      await sendTaps()
      return ![...(await readTaps())].some(waits)
    })
    const timer = setInterval(again, RETRY_MS)
    read().then(again)
    const stop = listenToTaps(read)
    return () => {
      stopListening()
      clearInterval(timer)
      stop()
    }
  }

  #sent(id: string, at: string): void {
    if (this.confirmed.get(id) === at) return
    this.confirmed = new Map(this.confirmed).set(id, at)
    this.#offerUndo(id, true)
  }

  /** For some seconds; again from when it was sent, for signal may have come late. */
  #offerUndo(id: string, sent: boolean): void {
    this.snack = { id, sent, until: Date.now() + UNDO_MS }
    setTimeout(() => {
      if (this.snack && this.snack.until <= Date.now()) this.snack = undefined
    }, UNDO_MS)
  }

  /** One tap: kept on the phone first, then sent; a second tap while it is on its way does nothing. */
  async confirm(one: Kept): Promise<void> {
    if (this.isDone(one.id)) return
    this.said = ''
    this.#offerUndo(one.id, false)
    askForBackgroundSync()
    await tap({ id: one.id, seen: one.confirmedAt })
  }

  async undo(): Promise<void> {
    const { snack } = this
    this.snack = undefined
    if (!snack) return
    const wasSent = await takeBack(snack.id)
    try {
      if (wasSent) {
        await asMe(call('POST /facilities/:id/undo', { params: { id: snack.id }, body: {} }))
        this.#newest.overtake()
      }
      const left = new Map(this.confirmed)
      left.delete(snack.id)
      this.confirmed = left
      this.said = keep.words.undone
      if (wasSent) await this.load()
    } catch (cause) {
      this.said = failureWords(cause)
    }
  }
}

/** Old, or more than half of its time is over. What is no longer open to the public needs nothing. */
const needsConfirming = (one: Kept, now: Date): boolean =>
  one.status !== 'gone' && one.verification !== 'refused' && isAgeing(one, now)

/** A list read again keeps the order one is looking at: a row must not move under the finger. */
function inPlace(fresh: Kept[], before: readonly Kept[] | undefined): Kept[] {
  if (!before) return fresh
  const place = new Map(before.map(({ id }, index) => [id, index]))
  const at = ({ id }: Kept) => place.get(id) ?? before.length
  return fresh.toSorted((a, b) => at(a) - at(b))
}

/** Browsers that have it send on their own when signal comes back, the app closed or not. */
async function askForBackgroundSync(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration()
  await registration?.sync?.register('outbox').catch(() => undefined)
}
