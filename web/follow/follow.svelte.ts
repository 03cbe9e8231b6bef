import { call, NoSignal, Refusal } from '../call.ts'
import { troubleWords } from '../trouble.ts'
import type { Followed } from './story.ts'

/** Often enough that a helper's news shows while one looks; a hidden page asks nothing. */
const everyMs = 15_000

/** One request behind its secret key: what is known of it, kept fresh while the page is looked at. */
export class Following {
  readonly key: string
  followed = $state.raw<Followed>()
  /** the key opens nothing */
  unknown = $state(false)
  /** when it was last read; older than now without signal */
  readAt = $state.raw(new Date())
  noSignal = $state(false)
  busy = $state(false)
  trouble = $state('')

  constructor(key: string) {
    this.key = key
  }

  get params() {
    return { followKey: this.key }
  }

  async read(): Promise<void> {
    try {
      this.take(await call('GET /follow/:followKey', { params: this.params }))
    } catch (error) {
      this.noSignal = error instanceof NoSignal
      if (error instanceof Refusal) this.unknown = error.status === 404 || error.status === 400
    }
  }

  take(followed: Followed): void {
    this.followed = followed
    this.readAt = new Date()
    this.noSignal = false
  }

  /** Takes one step of the requester's; answers whether it was taken. What went wrong stands in `trouble`. */
  async tell(step: () => Promise<Followed>): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    this.trouble = ''
    try {
      this.take(await step())
      // what was done stands at the top
      scrollTo(0, 0)
      return true
    } catch (error) {
      this.trouble = troubleWords(error)
      return false
    } finally {
      this.busy = false
    }
  }

  /** Reads now, then again and again while the page is seen; answers how to stop. */
  keepReading(): () => void {
    const look = () => {
      if (document.visibilityState === 'visible') this.read()
    }
    look()
    const timer = setInterval(look, everyMs)
    document.addEventListener('visibilitychange', look)
    addEventListener('online', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      removeEventListener('online', look)
    }
  }
}
