import { call } from '../call.ts'
import { asMe } from '../session.svelte.ts'
import type { OpenCase } from './open-case.svelte.ts'
import { ticking } from './ticking.svelte.ts'

export type Who = 'reporter' | 'person'
/** A number that has been opened: it lives in this page's memory only, until `hideAt`. */
type Opened = { phone: string; at: Date; hideAt: Date }

export class OpenPhones {
  #open: OpenCase
  #opened = $state.raw<Partial<Record<Who, Opened>>>({})

  constructor(open: OpenCase) {
    this.#open = open
  }

  /** The opened number while it may be seen: I hold the case and its time is not over. */
  of(who: Who): Opened | undefined {
    const opened = this.#opened[who]
    return opened && this.#open.case?.mine && ticking.now < opened.hideAt ? opened : undefined
  }

  /** The first number that is open now: the one to call. */
  get toCall(): Opened | undefined {
    return this.of('person') ?? this.of('reporter')
  }

  async reveal(who: Who, reason: string): Promise<void> {
    const { number } = this.#open
    await this.#open.whileBusy('reveal-phone', async () => {
      const body = reason ? { who, reason } : { who }
      const { phone, hideAt } = await asMe(
        call('POST /help-requests/:number/reveal-phone', { params: { number }, body }),
      )
      this.#opened = { ...this.#opened, [who]: { phone, at: new Date(), hideAt: new Date(hideAt) } }
    })
  }
}
