import { address } from '../call.ts'
import { gatherChanges } from './rereading.ts'

/** Without live news everything on screen is read again this often. */
const POLL_MS = 15_000
/** The code that stands for everything. */
const EVERYTHING = ''

/** Hears which places have changed while the page is in sight, and has them read again. '' is everything. */
export class LivePlaces {
  /** false once the stream is lost: what is on screen may be up to 15 s old, or older without signal */
  live = $state(true)
  #source: EventSource | undefined
  #lost = false

  /** Follows until the answered function is called. */
  follow(read: (codes: readonly string[]) => void): () => void {
    const changes = gatherChanges({ read })
    const open = () => this.#open(changes.changed)
    const poll = setInterval(() => {
      if (this.live || document.hidden) return
      read([EVERYTHING])
      if (this.#source?.readyState === EventSource.CLOSED) open()
    }, POLL_MS)
    const seenOrHidden = () => {
      if (document.hidden) return this.#close()
      open()
      changes.changed([EVERYTHING])
    }
    document.addEventListener('visibilitychange', seenOrHidden)
    if (!document.hidden) open()
    return () => {
      clearInterval(poll)
      document.removeEventListener('visibilitychange', seenOrHidden)
      this.#close()
      changes.stop()
    }
  }

  #open(changed: (codes: readonly string[]) => void) {
    this.#close()
    if (!('EventSource' in window)) {
      this.live = false
      return
    }
    const source = new EventSource(address('/map/live', {}))
    this.#source = source
    source.addEventListener('changed', ({ data }) => changed(placesIn(data)))
    source.addEventListener('open', () => {
      // what happened while it was lost was told to nobody here
      if (this.#lost) changed([EVERYTHING])
      this.#lost = false
      this.live = true
    })
    source.addEventListener('error', () => {
      this.#lost = true
      this.live = false
    })
  }

  #close() {
    this.#source?.close()
    this.#source = undefined
  }
}

/** The codes of an event; one that cannot be read counts as everything. */
function placesIn(data: unknown): string[] {
  try {
    const { places } = JSON.parse(String(data))
    if (Array.isArray(places)) return places.filter((code) => typeof code === 'string')
  } catch {
    // falls through: better to read too much
  }
  return [EVERYTHING]
}
