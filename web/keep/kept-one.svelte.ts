import { v7 as newId } from 'uuid'
import { call, type Input, type Reply } from '../call.ts'
import { failureWords } from '../help/failure.ts'
import { Acting } from '../live/acting.svelte.ts'
import { Reading } from '../live/reading.svelte.ts'
import { asMe } from '../session.svelte.ts'
import type { Kept } from './kept-words.ts'

export type Hold = Reply<'GET /facilities/:id/holds'>['items'][number]
export type FacilityEvent = Reply<'GET /facilities/:id/history'>['items'][number]
export type Remark = Reply<'GET /facilities/remarks'>['items'][number]
export type Movement = { direction: 'in' | 'out'; amount: number }

const EVENTS_PER_PAGE = 10

/** One facility as its page for keepers shows it: how it is, who comes, what people say, what has happened. */
export class KeptOne {
  readonly id: string
  holds = $state.raw<Hold[]>([])
  remarks = $state.raw<Remark[]>([])
  events = $state.raw<FacilityEvent[]>([])
  nextEvents = $state<string | null>(null)
  readonly #reading: Reading<Kept>
  readonly #acting = new Acting()
  said = $state('')
  /** made once for each movement, so that sending it twice moves nothing twice */
  #movementId = newId()
  #lastMovement = ''

  constructor(id: string) {
    this.id = id
    this.#reading = new Reading({
      read: () => asMe(call('GET /facilities/:id/kept', { params: { id } })),
      // what it became is known; what stands around it is read again, and may come later
      took: async () => {
        await Promise.allSettled([this.#readHolds(), this.#readRemarks(), this.#readEvents()])
      },
    })
  }

  get one(): Kept | undefined {
    return this.#reading.value
  }
  /** why it cannot be read */
  get problem(): string {
    const { failure } = this.#reading
    return failure ? failureWords(failure) : ''
  }
  /** what is under way; one thing at a time */
  get busy(): string {
    return this.#acting.doing
  }
  /** why the last step did not succeed */
  get failure(): string {
    return this.#acting.trouble
  }

  get #params() {
    return { id: this.id }
  }

  load(): Promise<boolean> {
    return this.#reading.again()
  }

  async #readHolds(): Promise<void> {
    this.holds = (await call('GET /facilities/:id/holds', { params: this.#params })).items
  }

  async #readRemarks(): Promise<void> {
    this.remarks = (await call('GET /facilities/remarks', { query: { facility: this.id } })).items
  }

  async #readEvents(after?: string): Promise<void> {
    const query = { limit: EVENTS_PER_PAGE, ...(after && { after }) }
    const { items, next } = await call('GET /facilities/:id/history', { params: this.#params, query })
    this.events = after ? [...this.events, ...items] : items
    this.nextEvents = next
  }

  olderEvents(): Promise<boolean> {
    return this.#whileBusy('history', () => this.#readEvents(this.nextEvents ?? undefined))
  }

  /** Tells how it is now, which confirms all that is told. */
  tell(body: Input<'POST /facilities/:id/tell'>['body']): Promise<boolean> {
    return this.#become('tell', () => call('POST /facilities/:id/tell', { params: this.#params, body }))
  }

  /** The same movement tried again, after no signal, is the same movement. */
  move({ direction, amount }: Movement): Promise<boolean> {
    const asked = `${direction} ${amount}`
    if (asked !== this.#lastMovement) this.#movementId = newId()
    this.#lastMovement = asked
    const body = { id: this.#movementId, direction, amount }
    return this.#whileBusy(`move-${direction}`, async () => {
      await this.#take(call('POST /facilities/:id/movements', { params: this.#params, body }))
      this.#lastMovement = ''
    })
  }

  settle(result: 'mended' | 'was-right'): Promise<boolean> {
    const asked = { params: this.#params, body: { result } }
    return this.#become(result, () => call('POST /facilities/:id/remarks/settle', asked))
  }

  close(reason: string): Promise<boolean> {
    return this.#become('close', () =>
      call('POST /facilities/:id/close', { params: this.#params, body: { reason } }),
    )
  }

  reopen(): Promise<boolean> {
    return this.#become('reopen', () =>
      call('POST /facilities/:id/reopen', { params: this.#params, body: {} }),
    )
  }

  endHold(holdId: string, result: 'used' | 'released'): Promise<boolean> {
    const params = { id: this.id, holdId }
    return this.#whileBusy(`${result} ${holdId}`, async () => {
      await asMe(call('POST /facilities/:id/holds/:holdId/end', { params, body: { result } }))
      await this.load()
    })
  }

  #become(what: string, work: () => Promise<Kept>): Promise<boolean> {
    return this.#whileBusy(what, () => this.#take(work()))
  }

  async #take(work: Promise<Kept>): Promise<void> {
    await this.#reading.take(await asMe(work))
  }

  async #whileBusy(what: string, work: () => Promise<void>): Promise<boolean> {
    if (this.#acting.busy) return false
    this.said = ''
    return (await this.#acting.run(work, what)) !== undefined
  }
}
