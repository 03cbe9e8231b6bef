import { failureWords } from '../help/failure.ts'
import { asMe } from '../session.svelte.ts'

/** One sending at a time: a second tap while the first is on its way does nothing. */
export class Writing {
  busy = $state(false)
  failure = $state('')

  /** Undefined when it did not work; `failure` says why. */
  async send<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.busy) return undefined
    this.busy = true
    this.failure = ''
    try {
      return await asMe(work())
    } catch (cause) {
      this.failure = failureWords(cause)
      return undefined
    } finally {
      this.busy = false
    }
  }
}
