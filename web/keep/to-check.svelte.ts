import { call, type Reply } from '../call.ts'
import { metresBetween } from '../facilities/kept-facilities.ts'
import { failureWords } from '../help/failure.ts'
import { type Position, position, positionIsGranted } from '../help/position.ts'
import { asMe } from '../session.svelte.ts'

export type ToCheck = Reply<'GET /facilities/to-check'>['items'][number]

/** Facilities the map asks a volunteer to look at, near them first. */
export class FacilitiesToCheck {
  items = $state.raw<ToCheck[]>()
  here = $state.raw<Position>()
  problem = $state('')
  locating = $state(false)

  /** Where the phone may be asked without a question, it is. */
  async load(): Promise<void> {
    this.problem = ''
    try {
      if (!this.here && (await positionIsGranted())) this.here = await position().catch(() => undefined)
      const { items } = await asMe(call('GET /facilities/to-check', { query: this.here ?? {} }))
      this.items = items
    } catch (cause) {
      this.problem = failureWords(cause)
    }
  }

  async locate(): Promise<void> {
    if (this.locating) return
    this.locating = true
    this.here = await position().catch(() => undefined)
    this.locating = false
    await this.load()
  }

  metresTo(one: ToCheck): number | undefined {
    return this.here && metresBetween(this.here, one)
  }
}
