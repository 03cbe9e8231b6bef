import { Acting as LiveActing } from '../live/acting.svelte.ts'
import { asMe } from '../session.svelte.ts'
import { kept } from './notebook.svelte.ts'
import { failure } from './survey-failure.ts'

/** What somebody does in the notebook. */
export class Acting extends LiveActing {
  constructor() {
    super(failure)
  }

  /** Something the server does at once; what came of it is in the notebook afterwards. */
  async online<T>(work: () => Promise<T>): Promise<{ done: T } | undefined> {
    const answer = await this.run(() => asMe(work()))
    if (answer) await kept.sync()
    return answer
  }
}
