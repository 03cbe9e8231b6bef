import { call, NoSignal, type Reply } from '../call.ts'
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
  items = $state.raw<Summary[]>()
  /** when the server last answered */
  seenAt = $state.raw<Date>()
  noSignal = $state(false)
  problem = $state('')
  need = $state('')
  /** '' the own areas, 'near' around the phone, else the code of one area */
  where = $state('')
  waitingOnly = $state(true)
  position = $state.raw<'unasked' | 'asking' | 'refused' | 'unknown' | Position>('unasked')

  /** Around me without a question when the phone has allowed it before. */
  async begin(): Promise<void> {
    if (await positionIsGranted()) await this.locate()
    else await this.load()
  }

  async locate(): Promise<void> {
    this.position = 'asking'
    try {
      this.position = await position()
      this.where = 'near'
    } catch (cause) {
      this.position = cause instanceof PositionRefused ? 'refused' : 'unknown'
      this.where = ''
    }
    await this.load()
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

  async load(): Promise<void> {
    try {
      this.items = (await asMe(this.#read())).toSorted(inOrder)
      this.seenAt = new Date()
      this.noSignal = false
      this.problem = ''
    } catch (cause) {
      this.noSignal = cause instanceof NoSignal
      this.problem = failureWords(cause)
    }
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
