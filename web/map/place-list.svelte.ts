import { call, NoSignal } from '../call.ts'
import { Newest } from '../live/newest.ts'
import { troubleWords } from '../trouble.ts'
import type { Filter } from './filter.ts'
import { keepList, keptList, type List } from './kept-lists.ts'

/** The areas below a parent ('' is the country) that have open requests, most waiting first. */
export class PlaceList {
  list = $state.raw<List>()
  noSignal = $state(false)
  problem = $state('')
  #wanted = ''
  readonly #newest = new Newest()

  /** Reads the list; without signal the one kept on this phone stands in for it. */
  async load(parent: string, filter: Filter): Promise<void> {
    const key = [parent, filter.need, filter.status].join(' ')
    if (key !== this.#wanted) this.list = keptList(key)
    this.#wanted = key
    const mayShow = this.#newest.ask()
    try {
      const list = await call('GET /map/places', { query: { ...(parent && { parent }), ...filter } })
      keepList(key, list)
      if (key === this.#wanted && mayShow()) this.#show(list)
    } catch (cause) {
      if (key === this.#wanted && mayShow()) this.#fail(cause)
    }
  }

  #show(list: List) {
    this.list = list
    this.noSignal = false
    this.problem = ''
  }

  #fail(cause: unknown) {
    this.noSignal = cause instanceof NoSignal
    this.problem = troubleWords(cause)
  }
}

/** Whether news about these places changes the list below a parent. */
export const touchesList = (codes: readonly string[], parent: string): boolean =>
  codes.some((code) => code === '' || (code.length === parent.length + 2 && code.startsWith(parent)))
