import { refuse } from './problem.ts'

type Limits = {
  /** worked on at once */
  atOnce: number
  /** waiting for their turn, and of these of one caller */
  mostWaiting: number
  mostWaitingOfOne: number
  comeBackSeconds: number
}
type Waiting = { of: string; go: () => void }

/** Turns at costly work: a few at once, of each caller one, so that nobody holds all places. Who cannot wait is refused. */
export class Turns {
  readonly #limits: Limits
  readonly #working = new Set<string>()
  readonly #waiting: Waiting[] = []

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /** Does the work of this caller in its turn; refuses with `too-many-calls` when too many wait already. */
  async take<T>(of: string, work: () => Promise<T>): Promise<T> {
    if (this.#mayWork(of)) this.#working.add(of)
    else await this.#wait(of)
    try {
      return await work()
    } finally {
      this.#working.delete(of)
      this.#nextInLine()
    }
  }

  #mayWork = (of: string) => this.#working.size < this.#limits.atOnce && !this.#working.has(of)

  #wait(of: string): Promise<void> {
    const { mostWaiting, mostWaitingOfOne, comeBackSeconds } = this.#limits
    const own = this.#waiting.filter((one) => one.of === of).length
    if (this.#waiting.length >= mostWaiting || own >= mostWaitingOfOne)
      refuse('too-many-calls', [], comeBackSeconds)
    return new Promise((go) => this.#waiting.push({ of, go }))
  }

  /** The place is taken before the one who waits goes on: nobody comes in between. */
  #nextInLine(): void {
    const at = this.#waiting.findIndex(({ of }) => this.#mayWork(of))
    const [next] = at === -1 ? [] : this.#waiting.splice(at, 1)
    if (!next) return
    this.#working.add(next.of)
    next.go()
  }
}
