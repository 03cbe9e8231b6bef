import { call, type Reply } from '../call.ts'
import { Newest } from '../live/newest.ts'
import { type AreaPath, areaPath } from './area-path.ts'
import type { Counts } from './counts.ts'

type Facts = Reply<'GET /map/places/:code'>

/** One area or hexagon that somebody looks at: what the public may know of its open requests. */
export class ChosenPlace {
  readonly code: string
  /** what the map or the list showed, until the whole is read */
  counts = $state.raw<Counts>()
  needs = $state.raw<Facts['needs']>([])
  at = $state.raw<string>()
  /** the area itself, or for a hexagon the subdistrict nearest to its middle */
  area = $state.raw<AreaPath>()
  failed = $state(false)

  readonly #newest = new Newest()

  constructor(code: string, counts?: Counts) {
    this.code = code
    this.counts = counts
  }

  async load(): Promise<void> {
    const mayShow = this.#newest.ask()
    try {
      const facts = await call('GET /map/places/:code', { params: { code: this.code } })
      if (!mayShow()) return
      this.counts = facts.counts
      this.needs = facts.needs
      this.at = facts.at
      this.failed = false
      this.area ??= await areaPath(facts.areaCode)
    } catch {
      if (!mayShow()) return
      this.failed = true
      if (this.code.length <= 6) this.area ??= await areaPath(this.code).catch(() => undefined)
    }
  }
}
