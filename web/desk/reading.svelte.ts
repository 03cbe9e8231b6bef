import { untrack } from 'svelte'
import { Reading as LiveReading } from '../live/reading.svelte.ts'
import { desk } from '../messages/desk.ts'
import { asMe } from '../session.svelte.ts'
import { clock } from '../time.ts'
import { mayLook } from './scope.ts'
import { deskTrouble } from './trouble.ts'

/** Seconds: what others do shows without pressing anything. */
const RENEWED_EVERY = 60

/** What a page of the desk reads again each minute. */
export class Reading<T> extends LiveReading<T> {
  constructor(read: () => Promise<T>) {
    super({ read: () => asMe(read()) })
  }

  /** the sentence for the last try, when it failed */
  get trouble(): string {
    return this.failure === undefined ? '' : deskTrouble(this.failure)
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
      this.forget()
      return mayLook() ? this.keepReading(RENEWED_EVERY) : undefined
    })
  }
}
