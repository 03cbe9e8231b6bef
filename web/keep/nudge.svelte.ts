import { call, Refusal, type Reply } from '../call.ts'
import { failureWords } from '../help/failure.ts'
import { Acting } from '../live/acting.svelte.ts'
import type { State } from './how-it-is.svelte.ts'

type Nudge = Reply<'GET /nudges/:key'>
const endings = ['link-ended', 'not-found', 'invalid-input', 'facility-not-found']

/** What the link in an SMS opens: one facility, to be confirmed or told anew without signing in. */
export class Nudged {
  nudge = $state.raw<Nudge>()
  ended = $state(false)
  /** answered on this page */
  thanked = $state(false)
  problem = $state('')
  readonly #acting = new Acting(() => '')
  readonly #params: { key: string }

  constructor(key: string) {
    this.#params = { key }
  }

  get busy(): string {
    return this.#acting.doing
  }

  async load(): Promise<void> {
    this.problem = ''
    try {
      this.nudge = await call('GET /nudges/:key', { params: this.#params })
    } catch (cause) {
      this.#failed(cause)
    }
  }

  confirm(): Promise<void> {
    return this.#answer('confirm', () =>
      call('POST /nudges/:key/confirm', { params: this.#params, body: {} }),
    )
  }

  tell(body: { state: State; free?: number; total?: number }): Promise<void> {
    return this.#answer('tell', () => call('POST /nudges/:key/tell', { params: this.#params, body }))
  }

  async #answer(what: 'confirm' | 'tell', work: () => Promise<Nudge>): Promise<void> {
    await this.#acting.run(async () => {
      this.problem = ''
      try {
        this.nudge = await work()
        this.thanked = true
      } catch (cause) {
        this.#failed(cause)
      }
    }, what)
  }

  #failed(cause: unknown): void {
    this.ended = cause instanceof Refusal && endings.includes(cause.code)
    if (!this.ended) this.problem = failureWords(cause)
  }
}
