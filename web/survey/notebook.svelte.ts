import { unremember } from '../phone-memory.ts'
import { InStep } from './in-step.ts'
import { gate } from './notebook/gate.ts'
import type { Gate, Notebook } from './notebook/notebook.ts'
import { type Ended, endedBecause, markLeft, markNotebook, unmarkNotebook } from './notebook-mark.ts'
import { forgetPages, keepPages } from './offline-pages.ts'
import { isUnsent, rowsOf } from './queue-rows.ts'

type Stand =
  | { how: 'opening' | 'impossible' }
  | { how: 'ended'; why: Ended }
  | Awaited<ReturnType<Gate['state']>>
type Trouble = 'none' | 'no-signal' | 'busy' | 'storage-full'

/** The notebook of this phone for pages to read; whatever is read here follows every change. */
class Kept {
  #stand = $state.raw<Stand>({ how: 'opening' })
  #book = $state.raw<Notebook>()
  #turn = $state(0)
  #step: InStep | undefined
  trouble = $state<Trouble>('none')
  syncing = $state(false)
  /** whether every page of the register opens without signal; undefined: not known yet */
  pagesKept = $state<boolean>()
  /** after five wrong PINs, or a PIN forgotten: opened by signing in, it wants a new one */
  wantsPin = $state(false)

  get stand(): Stand {
    return this.#stand
  }
  /** undefined while it is locked or there is none */
  get book(): Notebook | undefined {
    return this.#turn >= 0 ? this.#book : undefined
  }
  readonly rows = $derived(rowsOf(this.book?.queue() ?? []))
  /** records of which something is not acknowledged */
  readonly unsent = $derived(this.rows.filter(isUnsent).length)
  get offline(): boolean {
    return this.trouble === 'no-signal'
  }

  /** Looks what is kept here, without opening it. Name it in a route's `opens` through survey-access.ts. */
  async open(): Promise<void> {
    if (this.#book) return
    const why = endedBecause()
    try {
      this.#stand = why ? { how: 'ended', why } : await gate.state()
    } catch {
      this.#stand = { how: 'impossible' }
    }
  }

  /** Makes it and begins to receive the areas; throws `Refusal` `sign-in-again` or `NoSignal`. */
  async make(account: string, pin: string, areas: readonly string[]): Promise<void> {
    const book = await gate.make(account, pin)
    markNotebook()
    for (const area of areas) await book.keepArea(area)
    this.#opened(book)
  }

  /** The tries left when the PIN was wrong. */
  async unlock(pin: string): Promise<number | null> {
    const book = await gate.openWithPin(pin)
    if (!('wrong' in book)) this.#opened(book)
    else if (book.triesLeft === 0) await this.open()
    return 'wrong' in book ? book.triesLeft : null
  }

  async unlockBySignIn(): Promise<void> {
    const book = await gate.openAfterSignIn()
    this.wantsPin = true
    this.#opened(book)
  }

  async changePin(pin: string): Promise<void> {
    await gate.changePin(pin)
    this.wantsPin = false
  }

  async lock(): Promise<void> {
    const book = this.#book
    this.#closed()
    book?.lock()
    await this.open()
  }

  /** `unsent` changes that would be lost, also while it is locked */
  waiting = (): Promise<number> => gate.unsent()

  async letGo(how: 'signed-out' | 'session-ended'): Promise<void> {
    this.#closed()
    if (how === 'signed-out') await gate.wipe()
    else await gate.sessionEnded()
    await this.#forgotten(how === 'signed-out' ? null : 'signed-out')
  }

  async end(why: Ended): Promise<void> {
    this.#closed()
    await gate.wipe()
    await this.#forgotten(why)
  }

  /** After an end: the way to a new notebook. */
  async startAnew(): Promise<void> {
    unremember('notebook-ended')
    await this.open()
  }

  /** Something was written down: it goes out by itself. */
  soon(): void {
    this.#step?.soon()
  }

  /** Sends and fetches; answers false when there was no signal. */
  async sync(): Promise<boolean> {
    const book = this.#book
    if (!book) return true
    this.syncing = true
    const result = await book.sync().finally(() => {
      this.syncing = false
    })
    if (result.how === 'ended') {
      await this.#endedBySync(result.why)
      return true
    }
    this.trouble = result.how === 'synced' ? 'none' : result.how
    if (result.how === 'synced' && !this.pagesKept) this.pagesKept = await keepPages()
    return result.how !== 'no-signal'
  }

  async #endedBySync(why: Ended): Promise<void> {
    this.#closed()
    await this.#forgotten(why)
  }

  #opened(book: Notebook): void {
    this.#book = book
    this.#stand = { how: 'open' }
    const stopListening = book.listen(() => void this.#turned(book))
    this.#step = new InStep({
      sync: () => this.sync(),
      lock: () => void this.lock(),
      wentOffline: () => {
        this.trouble = 'no-signal'
      },
      hasUnsent: () => this.unsent > 0,
      stopped: stopListening,
    })
    markNotebook()
    void this.sync()
  }

  /** Another page of ours may have locked it: nothing is left in it then. */
  async #turned(book: Notebook): Promise<void> {
    this.#turn++
    if (book.areas().length > 0 || this.#book !== book) return
    const { how } = await gate.state()
    if (how !== 'open' && this.#book === book) await this.lock()
  }

  #closed(): void {
    this.#step?.stop()
    this.#step = undefined
    this.#book = undefined
  }

  async #forgotten(why: Ended | null): Promise<void> {
    const left = await gate.state()
    this.pagesKept = undefined
    if (left.how === 'none') {
      unmarkNotebook(why)
      this.#stand = why ? { how: 'ended', why } : left
      await forgetPages()
    } else {
      // unsent changes wait, sealed, for the same person to sign in again
      markLeft()
      this.#stand = left
    }
  }
}

export const kept = new Kept()
