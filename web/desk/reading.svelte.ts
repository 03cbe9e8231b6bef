import { untrack } from 'svelte'
import { refreshing } from '../help/refreshing.ts'
import { desk } from '../messages/desk.ts'
import { asMe } from '../session.svelte.ts'
import { clock } from '../time.ts'
import { mayLook } from './scope.ts'
import { deskTrouble } from './trouble.ts'

/** Seconds: what others do shows without pressing anything. */
const RENEWED_EVERY = 60

/** What a page reads again each minute. The last answer stays while a new one is on its way, or does not come. */
export class Reading<T> {
  value = $state.raw<T>()
  /** the sentence for the last try, when it failed */
  trouble = $state('')
  readAt = $state.raw<Date>()
  readonly #read: () => Promise<T>
  #turn = 0

  constructor(read: () => Promise<T>) {
    this.#read = read
  }

  /** Reads now; an older answer that comes later is dropped. */
  async again(): Promise<void> {
    this.#turn += 1
    const turn = this.#turn
    try {
      const value = await asMe(this.#read())
      if (turn === this.#turn) this.take(value)
    } catch (cause) {
      const words = deskTrouble(cause)
      if (turn === this.#turn) this.trouble = words
    }
  }

  /** How old what is shown is, as a sentence; '' before the first answer. */
  get age(): string {
    if (!this.readAt) return ''
    const { readAt, stale } = desk.words
    return this.trouble ? stale(clock(this.readAt)) : readAt(clock(this.readAt))
  }

  /**
   * Forgets the answer and reads anew, now and each minute; answers what stops it. Not for those who may not.
   * `asked` says what is read, so that an effect starts again when it changes.
   */
  start(_asked: string): (() => void) | undefined {
    return untrack(() => {
      this.value = undefined
      this.readAt = undefined
      this.trouble = ''
      if (!mayLook()) return undefined
      return refreshing(RENEWED_EVERY, () => void this.again())
    })
  }

  /** Shows this as the newest answer: what a decision has answered with. */
  take(value: T): void {
    this.value = value
    this.trouble = ''
    this.readAt = new Date()
  }
}
