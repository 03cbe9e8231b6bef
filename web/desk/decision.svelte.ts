import { Acting } from '../live/acting.svelte.ts'
import { asMe } from '../session.svelte.ts'
import { deskTrouble } from './trouble.ts'

/** A coordinator's decision, with the sentence for what was done. */
export class Decision {
  /** the sentence for what was done */
  done = $state('')
  readonly #acting = new Acting(deskTrouble)

  /** the id of what is being decided, '' when nothing is */
  get busy(): string {
    return this.#acting.doing
  }

  get trouble(): string {
    return this.#acting.trouble
  }
  set trouble(words: string) {
    this.#acting.trouble = words
  }

  /** Runs the work and then says what was done; answers whether it worked. */
  async take(id: string, work: () => Promise<unknown>, done: string): Promise<boolean> {
    if (this.busy) return false
    this.done = ''
    const answer = await this.#acting.run(() => asMe(work()), id)
    if (answer) this.done = done
    return answer !== undefined
  }
}
