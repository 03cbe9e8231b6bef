/**
 * Keeps answers in order on a slow line. An answer to an earlier question never replaces the answer to a later one, and no
 * answer that was on its way replaces what a step has answered with.
 */
export class Newest {
  #asked = 0
  #shown = 0

  /** Asks; the function says, when the answer is there, whether it may be shown. */
  ask(): () => boolean {
    this.#asked += 1
    const turn = this.#asked
    return () => {
      if (turn < this.#shown) return false
      this.#shown = turn
      return true
    }
  }

  /** Something newer than all that is on its way is shown now. */
  overtake(): void {
    this.#asked += 1
    this.#shown = this.#asked
  }
}
