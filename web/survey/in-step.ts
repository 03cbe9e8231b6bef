import { withSignal } from '../live/with-signal.ts'
import { profile } from '../profile.svelte.ts'

type Does = {
  /** answers false when there was no signal */
  sync: () => Promise<boolean>
  lock: () => void
  wentOffline: () => void
  hasUnsent: () => boolean
  stopped: () => void
}

/** A change goes out once the hand rests; what others changed comes in while the page is open. */
const restSeconds = 2
const unsentSeconds = 30
const quietSeconds = 300

/** While the notebook is open: sends and receives by itself, and locks when nobody touches the phone. */
export class InStep {
  readonly #does: Does
  readonly #end = new AbortController()
  #touchedAt = Date.now()
  #syncedAt = Date.now()
  #soon: ReturnType<typeof setTimeout> | undefined

  constructor(does: Does) {
    this.#does = does
    const { signal } = this.#end
    for (const touch of ['pointerdown', 'keydown', 'scroll'] as const)
      addEventListener(touch, () => this.#touch(), { signal, passive: true, capture: true })
    signal.addEventListener(
      'abort',
      withSignal(() => this.#sync()),
    )
    addEventListener('offline', () => does.wentOffline(), { signal })
    document.addEventListener('visibilitychange', () => this.#seen(), { signal })
    const timer = setInterval(() => this.#tick(), 10_000)
    signal.addEventListener('abort', () => clearInterval(timer))
  }

  /** Something was written down. */
  soon(): void {
    clearTimeout(this.#soon)
    this.#soon = setTimeout(() => this.#sync(), restSeconds * 1000)
  }

  stop(): void {
    clearTimeout(this.#soon)
    this.#end.abort()
    this.#does.stopped()
  }

  #touch(): void {
    if (!this.#isIdle()) this.#touchedAt = Date.now()
  }

  /** A phone taken out of the pocket locks before it shows anything; timers stand still in there. */
  #seen(): void {
    if (document.visibilityState !== 'visible') return
    if (this.#isIdle()) this.#does.lock()
    else this.#sync()
  }

  #isIdle(): boolean {
    return Date.now() - this.#touchedAt > profile.now.register.terms.lockMinutes * 60_000
  }

  #tick(): void {
    const seconds = (Date.now() - this.#syncedAt) / 1000
    if (this.#isIdle()) this.#does.lock()
    else if (seconds >= (this.#does.hasUnsent() ? unsentSeconds : quietSeconds)) this.#sync()
  }

  #sync(): Promise<boolean> {
    this.#syncedAt = Date.now()
    return this.#does.sync()
  }
}
