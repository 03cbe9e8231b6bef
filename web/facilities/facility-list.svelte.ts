import { call, NoSignal } from '../call.ts'
import { troubleWords } from '../trouble.ts'
import type { FacilityFilter } from './facility-filter.ts'
import { allSeen } from './facility-store.ts'
import { keepNearest, pointText } from './keeping-near.ts'
import type { Point, Seen, Shown } from './kept-facilities.ts'
import { inOrder, listKept } from './kept-lists.ts'

const ROWS_PER_PAGE = 30

export type Asked = { filter: FacilityFilter; place: Point | undefined; area: string | undefined }

/** The facilities of a list, page after page; without signal those this phone has seen. */
export class FacilityList {
  noSignal = $state(false)
  problem = $state('')
  busy = $state(false)
  #asked: Asked | undefined
  #items = $state.raw<Shown[]>()
  #next = $state.raw<string | null>(null)
  #seen = $state.raw<readonly Seen[]>([])

  /** Reads the first page. What was asked last wins, whichever answer comes first. */
  async load(asked: Asked): Promise<boolean> {
    this.#asked = asked
    try {
      const { items, next } = await this.#read(asked)
      if (asked !== this.#asked) return true
      this.#items = items.toSorted(asked.place ? inOrder : () => 0)
      this.#next = next
      this.#answered()
      if (asked.place) keepNearest(asked.place)
    } catch (cause) {
      if (asked === this.#asked) await this.#fail(cause)
    }
    return !this.noSignal
  }

  async more(): Promise<void> {
    const asked = this.#asked
    if (!asked || this.#next === null || this.busy) return
    this.busy = true
    try {
      const { items, next } = await this.#read(asked, this.#next)
      if (asked !== this.#asked) return
      // one that moved meanwhile from one page to the next is there once
      const known = new Set(this.#items?.map(({ id }) => id))
      const more = items.filter(({ id }) => !known.has(id)).toSorted(asked.place ? inOrder : () => 0)
      this.#items = [...(this.#items ?? []), ...more]
      this.#next = next
      this.#answered()
    } catch (cause) {
      this.problem = troubleWords(cause)
    } finally {
      this.busy = false
    }
  }

  /** The rows as they are at `now`; undefined until something is known. */
  at(now: Date): Shown[] | undefined {
    if (!this.noSignal) return this.#items
    const { filter, place, area } = this.#asked ?? {}
    return listKept(this.#seen, { ...filter, area }, { place, now })
  }

  get hasMore(): boolean {
    return !this.noSignal && this.#next !== null
  }

  /** When the oldest of what is kept was seen. */
  get seenAt(): string | undefined {
    return this.#seen.map(({ seenAt }) => seenAt).toSorted()[0]
  }

  #read({ filter: { kind, fits, open, room, fresh }, place, area }: Asked, after?: string) {
    const query = {
      ...(kind && { kind }),
      ...(fits.length > 0 && { fits: fits.join(',') }),
      ...(open && { open }),
      ...(room && { room }),
      ...(fresh && { fresh }),
      ...(place && { near: pointText(place) }),
      ...(area && { area }),
      ...(after && { after }),
      limit: ROWS_PER_PAGE,
    }
    return call('GET /facilities', { query })
  }

  #answered() {
    this.noSignal = false
    this.problem = ''
  }

  async #fail(cause: unknown) {
    this.problem = troubleWords(cause)
    if (cause instanceof NoSignal) this.#seen = await allSeen()
    this.noSignal = cause instanceof NoSignal
  }
}
