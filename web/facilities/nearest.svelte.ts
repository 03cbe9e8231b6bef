import { call, NoSignal } from '../call.ts'
import { troubleWords } from '../trouble.ts'
import { allSeen } from './facility-store.ts'
import { keepNearest, pointText } from './keeping-near.ts'
import type { Point, Seen } from './kept-facilities.ts'
import { type Nearest, nearestKept } from './kept-lists.ts'

export type Looking = { kind: string; fits: string[]; place: Point }

/** The nearest of a kind that can take someone now; without signal by what this phone has seen. */
export class NearestSearch {
  noSignal = $state(false)
  problem = $state('')
  #looking: Looking | undefined
  #found = $state.raw<Nearest>()
  #seen = $state.raw<readonly Seen[]>([])

  async load(looking: Looking): Promise<boolean> {
    this.#looking = looking
    try {
      const { kind, fits, place } = looking
      const query = { kind, near: pointText(place), ...(fits.length > 0 && { fits: fits.join(',') }) }
      const found = await call('GET /facilities/nearest', { query })
      if (looking !== this.#looking) return true
      this.#found = found
      this.noSignal = false
      this.problem = ''
      keepNearest(place)
    } catch (cause) {
      if (looking === this.#looking) await this.#fail(cause)
    }
    return !this.noSignal
  }

  at(now: Date): Nearest | undefined {
    if (!this.noSignal || !this.#looking) return this.#found
    return nearestKept(this.#seen, this.#looking, { place: this.#looking.place, now })
  }

  get seenAt(): string | undefined {
    return this.#seen.map(({ seenAt }) => seenAt).toSorted()[0]
  }

  async #fail(cause: unknown) {
    this.problem = troubleWords(cause)
    if (cause instanceof NoSignal) this.#seen = await allSeen()
    this.noSignal = cause instanceof NoSignal
  }
}
