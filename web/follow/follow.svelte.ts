import { call, Refusal } from '../call.ts'
import { Acting } from '../live/acting.svelte.ts'
import { Reading } from '../live/reading.svelte.ts'
import type { Followed } from './story.ts'

/** Seconds. Often enough that a helper's news shows while one looks; a hidden page asks nothing. */
const READ_EVERY = 15

/** One request behind its secret key: what is known of it, kept fresh while the page is looked at. */
export class Following {
  readonly key: string
  readonly #reading: Reading<Followed>
  readonly #acting = new Acting()

  constructor(key: string) {
    this.key = key
    this.#reading = new Reading({ read: () => call('GET /follow/:followKey', { params: this.params }) })
  }

  get params() {
    return { followKey: this.key }
  }

  get followed(): Followed | undefined {
    return this.#reading.value
  }

  /** when it was last read; older than now without signal */
  get readAt(): Date {
    return this.#reading.readAt ?? new Date()
  }

  get noSignal(): boolean {
    return this.#reading.noSignal
  }

  /** the key opens nothing */
  get unknown(): boolean {
    const { failure } = this.#reading
    return failure instanceof Refusal && (failure.status === 404 || failure.status === 400)
  }

  get busy(): boolean {
    return this.#acting.busy
  }

  get trouble(): string {
    return this.#acting.trouble
  }
  set trouble(words: string) {
    this.#acting.trouble = words
  }

  read(): Promise<boolean> {
    return this.#reading.again()
  }

  /** Shows what a step has answered with. */
  take(followed: Followed): Promise<void> {
    return this.#reading.take(followed)
  }

  /** Takes one step of the requester's; answers whether it was taken. What went wrong stands in `trouble`. */
  async tell(step: () => Promise<Followed>): Promise<boolean> {
    const answer = await this.#acting.run(async () => this.take(await step()))
    // what was done stands at the top
    if (answer) scrollTo(0, 0)
    return answer !== undefined
  }

  /** Reads now, then again and again while the page is seen; answers how to stop. */
  keepReading(): () => void {
    return this.#reading.keepReading(READ_EVERY)
  }
}
