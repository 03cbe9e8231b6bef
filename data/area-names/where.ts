// What a postcode and a point say about an area.
import { insideThailand } from '../areas.ts'
import { areasAt, fitTogether } from '../areas-at.ts'
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

/** Where a point may be, lon and lat in degrees; undefined outside Thailand. */
export function pointClue(
  lon: number | undefined,
  lat: number | undefined,
  index: NameIndex,
): Clue | undefined {
  if (lon === undefined || lat === undefined || !insideThailand(lon, lat)) return undefined
  const at = areasAt(lon, lat).flatMap(({ code }) => index.byCode.get(code) ?? [])
  if (at.length === 0) return undefined
  return {
    at,
    says: (place) => {
      const shared = Math.min(place.depth, 1)
      if (at.some(({ chain }) => chain[shared] === place.chain[shared])) return 'here'
      return fitTogether(lon, lat, place.area.code) ? 'nearby' : 'elsewhere'
    },
  }
}
