import { call } from '../call.ts'
import { type Position, position, positionIsGranted } from '../help/position.ts'
import { Reading } from '../live/reading.svelte.ts'
import { troubleWords } from '../trouble.ts'
import { keepLooked, seenOne } from './facility-store.ts'
import { facilityAt, metresBetween, type Seen, type Shown } from './kept-facilities.ts'

/** One facility that somebody looks at: as the server tells it, without signal as this phone saw it last. */
export class OpenFacility {
  readonly id: string
  readonly #reading: Reading<Shown>
  #here = $state.raw<Position>()

  constructor(id: string) {
    this.id = id
    this.#reading = new Reading({
      read: () => call('GET /facilities/:id', { params: { id } }),
      cached: async () => {
        const seen = await seenOne(id)
        return seen && { value: seen.facility, readAt: new Date(seen.seenAt) }
      },
      took: (facility, at) => keepLooked(facility, at.toISOString()),
    })
  }

  get seen(): Seen | undefined {
    const { value, readAt } = this.#reading
    return value && readAt && { facility: value, seenAt: readAt.toISOString() }
  }
  get noSignal(): boolean {
    return this.#reading.noSignal
  }
  get problem(): string {
    const { failure } = this.#reading
    return failure ? troubleWords(failure) : ''
  }

  load(): Promise<boolean> {
    return this.#reading.again()
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
