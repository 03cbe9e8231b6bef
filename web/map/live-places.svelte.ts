import { address } from '../call.ts'
import { gatherChanges } from './rereading.ts'

type Read = (names: readonly string[]) => void

/** Without live news everything on screen is read again this often. */
const POLL_MS = 15_000
/** The code that stands for everything. */
const EVERYTHING = ''

/** Facilities change all day long, each for a few: thousands who read them again need not do so at once. */
const FACILITIES_SPREAD_MS = 2000

/**
 * Hears which places have changed while the page is in sight, and has them read again: requests by the code of the place,
 * facilities by their point ("100.5,13.9"). '' is everything.
 */
export class LivePlaces {
  /** false once the stream is lost: what is on screen may be up to 15 s old, or older without signal */
  live = $state(true)
  #source: EventSource | undefined
  #lost = false

  /** Follows until the answered function is called. */
  follow(read: Read, readFacilities: Read = () => {}): () => void {
    const places = gatherChanges({ read })
    const facilities = gatherChanges({ read: readFacilities, spreadMs: FACILITIES_SPREAD_MS })
    const news = (told: News) => {
      if (told.places.length > 0) places.changed(told.places)
      if (told.facilities.length > 0) facilities.changed(told.facilities)
    }
    const open = () => this.#open(news)
    const poll = setInterval(() => {
      if (this.live || document.hidden) return
      read([EVERYTHING])
      readFacilities([EVERYTHING])
      if (this.#source?.readyState === EventSource.CLOSED) open()
    }, POLL_MS)
    const seenOrHidden = () => {
      if (document.hidden) return this.#close()
      open()
      news(ALL_NEWS)
    }
    document.addEventListener('visibilitychange', seenOrHidden)
    if (!document.hidden) open()
    return () => {
      clearInterval(poll)
      document.removeEventListener('visibilitychange', seenOrHidden)
      this.#close()
      places.stop()
      facilities.stop()
    }
  }

  #open(told: (news: News) => void) {
    this.#close()
    if (!('EventSource' in window)) {
      this.live = false
      return
    }
    const source = new EventSource(address('/map/live', {}))
    this.#source = source
    source.addEventListener('changed', ({ data }) => told(newsIn(data)))
    source.addEventListener('open', () => {
      // what came before it was open was told to nobody here, and the next beat may be a quarter of an hour away
      told(this.#lost ? ALL_NEWS : ALL_PLACES)
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

type News = { places: readonly string[]; facilities: readonly string[] }
const ALL_PLACES: News = { places: [EVERYTHING], facilities: [] }
const ALL_NEWS: News = { places: [EVERYTHING], facilities: [EVERYTHING] }

/** What an event tells; one that cannot be read counts as everything. */
function newsIn(data: unknown): News {
  try {
    const { places, facilities = [], at = [] } = JSON.parse(String(data))
    if (![places, facilities, at].every(Array.isArray)) return ALL_NEWS
    return {
      places: places.filter((code: unknown) => typeof code === 'string'),
      facilities: facilities.includes(EVERYTHING) ? [EVERYTHING] : at.map(String),
    }
  } catch {
    return ALL_NEWS
  }
}
