import { v7 as newId } from 'uuid'
import { call } from '../call.ts'
import { Decision } from './decision.svelte.ts'
import { ROWS_PER_PAGE } from './figures.ts'
import { areaQuery } from './scope.ts'

/** Closes a whole group of cases as not real, in one act that can be taken back as one. */
export class ClosingMany {
  /** cases closed by the act that can still be taken back */
  closed = $state(0)
  readonly decision = new Decision()
  readonly #burst: string
  #act = newId()

  constructor(burst: string) {
    this.#burst = burst
  }

  /** Answers whether all of it worked; what had been closed before something failed can be taken back too. */
  close(reason: string): Promise<boolean> {
    if (this.closed === 0) this.#act = newId()
    return this.decision.take('close', () => this.#closeAll(reason), '')
  }

  takeBack(): Promise<boolean> {
    return this.decision.take('undo', () => this.#reopenAll(), '')
  }

  async #closeAll(reason: string): Promise<void> {
    let done = 1
    // what is closed leaves the list, so that its first page is always the next portion
    while (done > 0) {
      const query = { ...areaQuery(), burst: this.#burst, limit: ROWS_PER_PAGE }
      const { items } = await call('GET /help-requests', { query })
      const numbers = items.map(({ number }) => number)
      if (numbers.length === 0) return
      const body = { id: this.#act, numbers, outcome: 'not-real' as const, reason }
      const answer = await call('POST /help-requests/close', { body })
      done = answer.items.filter((item) => item.done).length
      this.closed += done
    }
  }

  async #reopenAll(): Promise<void> {
    let left = 1
    while (left > 0)
      ({ left } = await call('POST /help-requests/closings/:id/undo', {
        params: { id: this.#act },
        body: {},
      }))
    this.closed = 0
  }
}
