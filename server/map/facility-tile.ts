import type { FacilityGroup, FacilityPoint } from '../facilities/questions.ts'
import type { Tile } from './grid.ts'
import { encodeLayer, inTile } from './tile.ts'

/** Facilities as points of the layer `facilities`; where there are too many to tell apart, as groups with a count. */
export function tileOfFacilities(tile: Tile, found: readonly (FacilityPoint | FacilityGroup)[]): Buffer {
  if (found.length === 0) return Buffer.alloc(0)
  return encodeLayer(
    'facilities',
    found.map((one) => ({
      type: 1 as const,
      geometry: [inTile(tile, one.lon, one.lat)],
      tags: 'count' in one ? tagsOfGroup(one) : tagsOfPoint(one),
    })),
  )
}

/** `kind` where all of them are of one. A vector tile knows no null: what is not said is left out. */
const tagsOfGroup = ({ count, kind }: FacilityGroup) => ({ count, ...(kind && { kind }) })

const tagsOfPoint = ({ id, kind, name, status, freshness, doubted }: FacilityPoint) => ({
  ...{ id, kind, name: name.th, status, freshness },
  ...(name.en && { nameEn: name.en }),
  ...(doubted && { doubted }),
})
