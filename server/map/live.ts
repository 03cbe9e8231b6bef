import type { Spot } from '../facilities/questions.ts'
import { openEventStream } from '../platform/event-stream.ts'
import type { Sent } from '../platform/http.ts'
import type { Live } from '../platform/live.ts'

/** More changed places than this at once are told as the whole country: thousands may be listening. */
const MOST_PLACES_TOLD = 100
const EVERYTHING = ['']

/** How many of one network may listen. */
type Limits = { mostOfNetwork: number }
type Changed = {
  places(codes: readonly string[]): void
  /** null: all of them */
  facilities(spots: readonly Spot[] | null): void
}

/**
 * Hears which places and facilities look different and tells `changed`, then everyone who listens. Codes, ids and points
 * only: what is there now must be read, under the rule for few.
 */
export function openMapLive(live: Live, changed: Changed, limits: Limits): { join(network: string): Sent } {
  const stream = openEventStream(limits)
  const tellPlaces = (codes: readonly string[]) => {
    changed.places(codes)
    stream.send('changed', { places: codes.length > MOST_PLACES_TOLD ? EVERYTHING : codes })
  }
  const tellFacilities = (spots: readonly Spot[] | null) => {
    changed.facilities(spots)
    const facilities = spots ? [...new Set(spots.map(({ id }) => id))] : EVERYTHING
    stream.send('changed', { places: [], facilities, at: spots?.map(({ lon, lat }) => [lon, lat]) ?? [] })
  }
  live.listen('map_changed', {
    heard: (codes) => tellPlaces(codes.split(',')),
    missed: () => tellPlaces(EVERYTHING),
    stopped: () => stream.close(),
  })
  live.listen('facility_changed', {
    heard: (spots) => tellFacilities(spots === '' ? null : JSON.parse(spots)),
    missed: () => tellFacilities(null),
    stopped: () => {},
  })
  return {
    join: (network) => ({
      payload: stream.join(network),
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        // nginx would hold events back otherwise
        'x-accel-buffering': 'no',
      },
    }),
  }
}
