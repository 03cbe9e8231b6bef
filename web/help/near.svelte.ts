import { call, type Reply } from '../call.ts'
import { Reading } from '../live/reading.svelte.ts'
import { asMe } from '../session.svelte.ts'
import { failureWords } from './failure.ts'
import { type Position, PositionRefused, position, positionIsGranted } from './position.ts'

type Summary = Reply<'GET /help-requests/near'>['items'][number]
const seriousness = { red: 0, yellow: 1, green: 2 }
const inOrder = (a: Summary, b: Summary) =>
  seriousness[a.urgency] - seriousness[b.urgency] || a.waitingSince.localeCompare(b.waitingSince)

/** How far "around me" reaches, in kilometres: half an hour on a village road. */
const km = 20

/** The cases to choose from: around the phone when it tells where it is, else those of the own areas. */
export class NearCases {
  need = $state('')
  /** '' the own areas, 'near' around the phone, else the code of one area */
  where = $state('')
  waitingOnly = $state(true)
  readonly #reading = new Reading({ read: async () => (await asMe(this.#read())).toSorted(inOrder) })
  #asked = ''
  position = $state.raw<'unasked' | 'asking' | 'refused' | 'unknown' | Position>('unasked')

  /** Around me without a question when the phone has allowed it before. */
  async begin(): Promise<boolean> {
    return (await positionIsGranted()) ? this.locate() : this.load()
  }

  async locate(): Promise<boolean> {
    this.position = 'asking'
    try {
      this.position = await position()
      this.where = 'near'
    } catch (cause) {
      this.position = cause instanceof PositionRefused ? 'refused' : 'unknown'
      this.where = ''
    }
    return this.load()
  }

  get items(): Summary[] | undefined {
    return this.#reading.value
  }
  /** when the server last answered */
  get seenAt(): Date | undefined {
    return this.#reading.readAt
  }
  get noSignal(): boolean {
    return this.#reading.noSignal
  }
  get problem(): string {
    const { failure } = this.#reading
    return failure ? failureWords(failure) : ''
  }

  get open(): Summary[] {
    return (this.items ?? []).filter(({ status }) => status !== 'closed' && status !== 'helped')
  }

  get waiting(): Summary[] {
    return this.open.filter(({ status }) => status === 'waiting')
  }

  get shown(): Summary[] {
    return this.waitingOnly ? this.waiting : this.open
  }

  /** Reads now; an answer for another place or need than is wanted now is dropped. */
  load(): Promise<boolean> {
    const asked = JSON.stringify([this.where, this.need, this.position])
    const same = asked === this.#asked
    this.#asked = asked
    return same ? this.#reading.again() : this.#reading.anew()
  }

  /** Around the phone, and all of the own areas that have no pin: how far away those are nobody knows. */
  async #read(): Promise<Summary[]> {
    if (this.where !== 'near' || typeof this.position !== 'object') return this.#ofAreas()
    const query = { ...this.position, km, limit: 100, ...this.#wanted }
    const [near, all] = await Promise.all([call('GET /help-requests/near', { query }), this.#ofAreas()])
    const isNear = new Set(near.items.map(({ number }) => number))
    return [...near.items, ...all.filter(({ lon, number }) => lon === null && !isNear.has(number))]
  }

  async #ofAreas(): Promise<Summary[]> {
    const area = this.where && this.where !== 'near' ? { area: this.where } : {}
    return (await call('GET /help-requests', { query: { ...area, ...this.#wanted, limit: 100 } })).items
  }

  get #wanted(): { need?: string } {
    return this.need ? { need: this.need } : {}
  }
}
