/** Longitude, latitude in degrees WGS 84. */
export type Position = [number, number]
/** A closed ring: the first position is also the last. */
export type Ring = Position[]
export type Polygon = Ring[]
export type MultiPolygon = Polygon[]
/** West, south, east, north in degrees. */
export type Box = readonly [number, number, number, number]

export type Geometry =
  | { type: 'Point'; coordinates: Position }
  | { type: 'LineString'; coordinates: Position[] }
  | { type: 'MultiLineString'; coordinates: Position[][] }
  | { type: 'Polygon'; coordinates: Polygon }
  | { type: 'MultiPolygon'; coordinates: MultiPolygon }

export type Feature = {
  type: 'Feature'
  properties: Record<string, string | number | boolean>
  geometry: Geometry
}

/** A GeoJSON feature of these properties and this geometry. */
export function feature(properties: Feature['properties'], geometry: Geometry): Feature {
  return { type: 'Feature', properties, geometry }
}

/** The polygons of a polygon geometry; none for points and lines. */
export function polygonsOf(geometry: Geometry): MultiPolygon {
  if (geometry.type === 'Polygon') return [geometry.coordinates]
  return geometry.type === 'MultiPolygon' ? geometry.coordinates : []
}

/** The box of a ring. */
export function boxOf(ring: Ring): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [lon, lat] of ring) {
    west = Math.min(west, lon)
    east = Math.max(east, lon)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  return [west, south, east, north]
}

/** The box as a ring. */
export function ringOf([west, south, east, north]: Box): Ring {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
}

const KM_PER_DEGREE = 111.3

/** The area of a ring in square kilometres; flat-earth arithmetic, good to a few per cent for lakes and provinces. */
export function squareKilometres(ring: Ring): number {
  let twice = 0
  for (let i = 0; i + 1 < ring.length; i++) {
    const [[x1, y1], [x2, y2]] = [ring[i] ?? [0, 0], ring[i + 1] ?? [0, 0]]
    twice += x1 * y2 - x2 * y1
  }
  const latitude = ring[0]?.[1] ?? 0
  return (Math.abs(twice) / 2) * KM_PER_DEGREE ** 2 * Math.cos((latitude * Math.PI) / 180)
}

/** The part of a polygon's rings inside a box (Sutherland–Hodgman), without rings that fall outside it. */
export function clipToBox(polygon: Polygon, box: Box): Polygon {
  const [outer, ...holes] = polygon.map((ring) => clipRing(ring, box))
  return outer && outer.length > 3 ? [outer, ...holes.filter((hole) => hole.length > 3)] : []
}

function clipRing(ring: Ring, [west, south, east, north]: Box): Ring {
  const overWest = clipSide(ring, ([lon]) => lon - west)
  const overEast = clipSide(overWest, ([lon]) => east - lon)
  const overSouth = clipSide(overEast, ([, lat]) => lat - south)
  return clipSide(overSouth, ([, lat]) => north - lat)
}

function clipSide(ring: Ring, inside: (position: Position) => number): Ring {
  const kept: Ring = []
  for (const [index, to] of ring.entries()) {
    const from = ring[index - 1] ?? ring.at(-2) ?? to
    const [before, after] = [inside(from), inside(to)]
    if (before >= 0 !== after >= 0) kept.push(between(from, to, before / (before - after)))
    if (after >= 0) kept.push(to)
  }
  const [first] = kept
  const last = kept.at(-1)
  if (first && last && (first[0] !== last[0] || first[1] !== last[1])) kept.push(first)
  return kept
}

function between([x1, y1]: Position, [x2, y2]: Position, share: number): Position {
  return [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share]
}
