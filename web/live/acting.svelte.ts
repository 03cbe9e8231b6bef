import { troubleWords } from '../trouble.ts'

/** One piece of work at a time: a second tap while the first is on its way does nothing. All pages act by this. */
export class Acting {
  /** what is under way, '' when nothing is */
  doing = $state('')
  /** the sentence for the last work, when it did not succeed */
  trouble = $state('')
  readonly #say: (cause: unknown) => string

  /** `say`: the sentence for what went wrong; it throws what was not foreseen. */
  constructor(say: (cause: unknown) => string = troubleWords) {
    this.#say = say
  }

  get busy(): boolean {
    return this.doing !== ''
  }

  /** Undefined when it did not succeed, or something else was under way; `trouble` says why. */
  async run<T>(work: () => Promise<T>, what = 'work'): Promise<{ done: T } | undefined> {
    if (this.busy) return undefined
    this.doing = what
    this.trouble = ''
    try {
      return { done: await work() }
    } catch (cause) {
      this.trouble = this.#say(cause)
      return undefined
    } finally {
      this.doing = ''
    }
  }
}
