import {
  type Box,
  boxOf,
  clipToBox,
  type Feature,
  feature,
  type MultiPolygon,
  type Polygon,
  type Ring,
  ringOf,
  squareKilometres,
} from './geometry.ts'
import type { Libraries } from './libraries.ts'
import { rounded } from './rivers.ts'
import type { Sources } from './sources.ts'

/** Smaller waters come from the source as broken triangles, and say little at these zooms. */
const SMALLEST_LAKE_KM2 = 4

/** The sea inside the box, as one area with the land as holes (OpenStreetMap coast, ODbL). */
export function seaIn(box: Box, { coast }: Sources, { clipping }: Libraries): Feature[] {
  const land = coast
    .filter(touches(box))
    .map((polygon) => clipToBox(polygon, box))
    .filter(({ length }) => length > 0)
  const whole: MultiPolygon = [[ringOf(box)]]
  return [feature({}, { type: 'MultiPolygon', coordinates: clipping.difference(whole, land) })]
}

/** Lakes and reservoirs over a few square kilometres; the source cuts them along a grid, so they are joined first. */
export function lakesIn(box: Box, { lakes }: Sources, { clipping }: Libraries): Feature[] {
  const [first, ...others] = lakes.filter(touches(box)).map((polygon): MultiPolygon => [polygon])
  const joined = first ? clipping.union(first, ...others) : []
  return joined
    .filter(([ring = []]) => squareKilometres(ring) >= SMALLEST_LAKE_KM2)
    .map((polygon) =>
      feature({}, { type: 'Polygon', coordinates: polygon.map((ring) => roundedRing(roundedRing(ring))) }),
    )
}

/** As `rounded`, for a ring: its first corner is cut like the others. */
function roundedRing(ring: Ring): Ring {
  const inner = rounded(ring).slice(1, -1)
  return [...inner, ...inner.slice(0, 1)]
}

/** Keeps polygons whose box meets the box. */
function touches([west, south, east, north]: Box) {
  return ([ring = []]: Polygon) => {
    const [ringWest, ringSouth, ringEast, ringNorth] = boxOf(ring)
    return ringEast >= west && ringWest <= east && ringNorth >= south && ringSouth <= north
  }
}
