import { call } from '../call.ts'
import { asMe } from '../session.svelte.ts'
import { ticking } from './ticking.svelte.ts'

export type Who = 'reporter' | 'person'
/** A number that has been opened: it lives in this page's memory only, until `hideAt`. */
export type OpenedPhone = { phone: string; at: Date; hideAt: Date }

/** The opened numbers of one case, for its holder or its coordinator. */
export class OpenPhones {
  #number: string
  #opened = $state.raw<Partial<Record<Who, OpenedPhone>>>({})

  /** @param number of the case */
  constructor(number: string) {
    this.#number = number
  }

  /** The opened number until its time is over. */
  of(who: Who): OpenedPhone | undefined {
    const opened = this.#opened[who]
    return opened && ticking.now < opened.hideAt ? opened : undefined
  }

  /** The first number that is open now: the one to call. */
  get toCall(): OpenedPhone | undefined {
    return this.of('person') ?? this.of('reporter')
  }

  /** Opens a number. The owner reads the reason word for word, so it goes in words; '' gives none. */
  async reveal(who: Who, reason: string): Promise<void> {
    const params = { number: this.#number }
    const body = reason ? { who, reason } : { who }
    const { phone, hideAt } = await asMe(call('POST /help-requests/:number/reveal-phone', { params, body }))
    this.#opened = { ...this.#opened, [who]: { phone, at: new Date(), hideAt: new Date(hideAt) } }
  }
}
