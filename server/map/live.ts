import { openEventStream } from '../platform/event-stream.ts'
import type { Sent } from '../platform/http.ts'
import type { Live } from '../platform/live.ts'

/** More changed places than this at once are told as the whole country: thousands may be listening. */
const MOST_PLACES_TOLD = 100
const EVERYTHING = ['']

/**
 * Hears which places look different and tells `changed`, then everyone who listens. Codes only: what is there now
 * must be read, under the rule for few.
 */
export function openMapLive(live: Live, changed: (codes: readonly string[]) => void): { join(): Sent } {
  const stream = openEventStream()
  const tell = (codes: readonly string[]) => {
    changed(codes)
    stream.send('changed', { places: codes.length > MOST_PLACES_TOLD ? EVERYTHING : codes })
  }
  live.listen('map_changed', {
    heard: (codes) => tell(codes.split(',')),
    missed: () => tell(EVERYTHING),
    stopped: () => stream.close(),
  })
  return {
    join: () => ({
      payload: stream.join(),
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        // nginx would hold events back otherwise
        'x-accel-buffering': 'no',
      },
    }),
  }
}
