import { NoSignal, Refusal } from '../call.ts'
import { Newest } from './newest.ts'
import { refreshing } from './refreshing.ts'

/** `cached`: what this phone saw last, for when there is no signal. `took`: keeps what was read. */
type From<T> = {
  read(): Promise<T>
  cached?(): Promise<{ value: T; readAt: Date } | undefined>
  took?(value: T, readAt: Date): Promise<void> | void
}

/**
 * What a page reads from the server, again and again. The last answer stays while a new one is on its way or does not
 * come; an overtaken answer is dropped. All pages that poll read by this.
 */
export class Reading<T> {
  value = $state.raw<T>()
  /** when `value` was read; older than now without signal */
  readAt = $state.raw<Date>()
  /** why the last try did not succeed; undefined when it did */
  failure = $state.raw<NoSignal | Refusal>()
  readonly #from: From<T>
  readonly #newest = new Newest()

  constructor(from: From<T>) {
    this.#from = from
  }

  get noSignal(): boolean {
    return this.failure instanceof NoSignal
  }

  /** Reads now; answers false when there was no signal. */
  async again(): Promise<boolean> {
    const mayShow = this.#newest.ask()
    try {
      const value = await this.#from.read()
      if (mayShow()) await this.#show(value)
      return true
    } catch (cause) {
      if (!(cause instanceof NoSignal || cause instanceof Refusal)) throw cause
      if (mayShow()) await this.#fail(cause)
      return cause instanceof Refusal
    }
  }

  /** Shows what a step has answered with: newer than every answer that is still on its way. */
  async take(value: T): Promise<void> {
    this.#newest.overtake()
    await this.#show(value)
  }

  /** Reads now, for another question than before: an answer to that one is dropped, what it showed stays meanwhile. */
  anew(): Promise<boolean> {
    this.#newest.overtake()
    return this.again()
  }

  /** Forgets what is shown, and what is on its way: something else is read from now on. */
  forget(): void {
    this.#newest.overtake()
    this.value = undefined
    this.readAt = undefined
    this.failure = undefined
  }

  /** Reads now, and every so many seconds while the page is seen; answers what stops it. */
  keepReading(seconds: number): () => void {
    return refreshing(seconds, () => this.again())
  }

  async #show(value: T): Promise<void> {
    this.value = value
    this.readAt = new Date()
    this.failure = undefined
    await this.#from.took?.(value, this.readAt)
  }

  async #fail(cause: NoSignal | Refusal): Promise<void> {
    this.failure = cause
    if (cause instanceof Refusal || this.value !== undefined) return
    const cached = await this.#from.cached?.()
    if (!cached || this.value !== undefined) return
    this.value = cached.value
    this.readAt = cached.readAt
  }
}
