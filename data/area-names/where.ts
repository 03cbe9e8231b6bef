// What a postcode and a point say about an area.

import { insideThailand, nearestSubdistrict } from '../areas.ts'
import type { NameIndex, Place } from './index.ts'

/** here: it fits; nearby: another postcode of the province, or a neighbour's point; elsewhere: it contradicts. */
export type Whereabouts = 'here' | 'nearby' | 'elsewhere' | undefined

export type Clue = { at: readonly Place[]; says: (place: Place) => Whereabouts }

/** Where a postcode is delivered, by the subdistricts that have it; undefined if none has. */
export function postcodeClue(postcode: string | undefined, index: NameIndex): Clue | undefined {
  const at = index.byPostcode.get(postcode ?? '')
  if (!at) return undefined
  const within = [0, 1, 2].map((depth) => new Set(at.map(({ chain }) => chain[depth])))
  return {
    at,
    says: (place) => {
      if (within[place.depth]?.has(place)) return 'here'
      return within[0]?.has(place.chain[0]) ? 'nearby' : 'elsewhere'
    },
  }
}

/** Subdistricts reach so far from their point at most, but for a few that the nearest point finds all the same. */
const reachKm = 30
const kmPerDegree = 111.2

/** Where a point is, lon and lat in degrees; undefined outside Thailand. */
export function pointClue(
  lon: number | undefined,
  lat: number | undefined,
  index: NameIndex,
): Clue | undefined {
  if (lon === undefined || lat === undefined || !insideThailand(lon, lat)) return undefined
  const nearest = index.byCode.get(nearestSubdistrict(lon, lat)?.code ?? '')
  if (!nearest) return undefined
  const narrowing = Math.cos((lat * Math.PI) / 180)
  const inReach = ({ area, children }: Place): boolean =>
    children.length > 0
      ? children.some(inReach)
      : Math.hypot((area.lon - lon) * narrowing, area.lat - lat) * kmPerDegree <= reachKm
  return {
    at: [nearest],
    says: (place) => {
      const shared = Math.min(place.depth, 1)
      if (nearest.chain[shared] === place.chain[shared]) return 'here'
      return inReach(place) ? 'nearby' : 'elsewhere'
    },
  }
}
