import { asMe } from '../session.svelte.ts'
import { deskTrouble } from './trouble.ts'

/** One decision at a time: a second tap while it is on its way does nothing. */
export class Decision {
  /** the id of what is being decided, '' when nothing is */
  busy = $state('')
  trouble = $state('')
  /** the sentence for what was done */
  done = $state('')

  /** Runs the work and then says what was done; answers whether it worked. */
  async take(id: string, work: () => Promise<unknown>, done: string): Promise<boolean> {
    if (this.busy) return false
    this.busy = id
    this.trouble = ''
    this.done = ''
    try {
      await asMe(work())
      this.done = done
      return true
    } catch (cause) {
      this.trouble = deskTrouble(cause)
      return false
    } finally {
      this.busy = ''
    }
  }
}
