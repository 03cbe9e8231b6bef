import { call, NoSignal } from '../call.ts'
import { type Position, position, positionIsGranted } from '../help/position.ts'
import { troubleWords } from '../trouble.ts'
import { keepLooked, seenOne } from './facility-store.ts'
import { facilityAt, metresBetween, type Seen, type Shown } from './kept-facilities.ts'

/** One facility that somebody looks at: as the server tells it, without signal as this phone saw it last. */
export class OpenFacility {
  readonly id: string
  seen = $state.raw<Seen>()
  noSignal = $state(false)
  problem = $state('')
  #here = $state.raw<Position>()

  constructor(id: string) {
    this.id = id
  }

  async load(): Promise<void> {
    try {
      const facility = await call('GET /facilities/:id', { params: { id: this.id } })
      this.seen = { facility, seenAt: new Date().toISOString() }
      this.noSignal = false
      this.problem = ''
      await keepLooked(facility, this.seen.seenAt)
    } catch (cause) {
      this.noSignal = cause instanceof NoSignal
      this.problem = troubleWords(cause)
      if (this.noSignal) this.seen ??= await seenOne(this.id)
    }
  }

  /** Finds how far away it is, if the phone has allowed that before: nobody is asked on opening a page. */
  async locate(): Promise<void> {
    if (await positionIsGranted()) this.#here = await position().catch(() => undefined)
  }

  /** As it is at `now`. */
  at(now: Date): Shown | undefined {
    if (!this.seen) return undefined
    const facility = this.noSignal ? facilityAt(this.seen, now) : this.seen.facility
    return this.#here ? { ...facility, distanceMetres: metresBetween(this.#here, facility) } : facility
  }
}
