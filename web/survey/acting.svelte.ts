import { asMe } from '../session.svelte.ts'
import { kept } from './notebook.svelte.ts'
import { failure } from './survey-failure.ts'

/** One doing at a time, with the words of what went wrong. */
export class Acting {
  busy = $state(false)
  problem = $state('')

  /** Undefined when it did not work; `problem` says why. */
  async run<T>(work: () => Promise<T>): Promise<{ done: T } | undefined> {
    if (this.busy) return undefined
    this.busy = true
    this.problem = ''
    try {
      return { done: await work() }
    } catch (cause) {
      this.problem = failure(cause)
      return undefined
    } finally {
      this.busy = false
    }
  }

  /** Something the server does at once; what came of it is in the notebook afterwards. */
  async online<T>(work: () => Promise<T>): Promise<{ done: T } | undefined> {
    const answer = await this.run(() => asMe(work()))
    if (answer) await kept.sync()
    return answer
  }
}
