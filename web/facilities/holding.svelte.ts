import { v7 as newId } from 'uuid'
import { call, NoSignal, type Reply } from '../call.ts'
import { Acting } from '../live/acting.svelte.ts'
import { Newest } from '../live/newest.ts'
import { asMe, session } from '../session.svelte.ts'
import { troubleWords } from '../trouble.ts'

type Hold = Reply<'GET /facilities/:id/holds'>['items'][number]

/** The places a helper keeps at one facility for people on the way. */
export class Holding {
  readonly facilityId: string
  items = $state.raw<Hold[]>([])
  /** what became of the last one */
  ended = $state<'used' | 'released' | 'lapsed'>()
  // a second tap, or trying again after a lost answer, is the same hold
  #next = newId()
  readonly #changed: () => void
  readonly #acting = new Acting()
  readonly #newest = new Newest()

  constructor(facilityId: string, changed: () => void) {
    this.facilityId = facilityId
    this.#changed = changed
  }

  get busy(): boolean {
    return this.#acting.busy
  }
  get trouble(): string {
    return this.#acting.trouble
  }

  /** Approved volunteers and coordinators bring people; nobody else is offered to keep a place. */
  static get isOffered(): boolean {
    return session.isApproved || (session.account?.grants.length ?? 0) > 0
  }

  async load(): Promise<void> {
    const params = { id: this.facilityId }
    const mayShow = this.#newest.ask()
    try {
      const { items } = await asMe(call('GET /facilities/:id/holds', { params }))
      if (mayShow()) this.items = items.filter(({ mine, ended }) => mine && ended === null)
    } catch (cause) {
      if (!(cause instanceof NoSignal)) this.#acting.trouble = troubleWords(cause)
    }
  }

  take(): Promise<void> {
    return this.#do(async () => {
      const input = { params: { id: this.facilityId }, body: { id: this.#next } }
      const hold = await asMe(call('POST /facilities/:id/holds', input))
      this.#next = newId()
      this.ended = undefined
      this.items = [...this.items.filter(({ id }) => id !== hold.id), hold]
    })
  }

  end(holdId: string, result: 'used' | 'released'): Promise<void> {
    return this.#do(async () => {
      const input = { params: { id: this.facilityId, holdId }, body: { result } }
      const { ended } = await asMe(call('POST /facilities/:id/holds/:holdId/end', input))
      this.ended = ended ?? result
      this.items = this.items.filter(({ id }) => id !== holdId)
    })
  }

  /** Its time is over: told at once, and the numbers are read again. */
  lapse(holdId: string): void {
    this.items = this.items.filter(({ id }) => id !== holdId)
    this.ended = 'lapsed'
    this.#changed()
  }

  async #do(work: () => Promise<void>): Promise<void> {
    if (this.busy) return
    await this.#acting.run(async () => {
      await work()
      this.#newest.overtake()
    })
    this.#changed()
  }
}
