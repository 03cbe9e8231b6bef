import { cellToBoundary, cellToLatLng, getResolution, gridDisk, isValidCell, latLngToCell } from 'h3-js'
import { type Area, areaByCode, areas, levelOf } from '../../data/areas.ts'

export type Tile = { z: number; x: number; y: number }
export type Level = 'province' | 'district' | 'subdistrict' | 'cell'

export const MOST_ZOOM = 16
/** H3 resolution of the public map: hexagons about 1 km wide. */
const RESOLUTION = 8
const FIRST_ZOOM_OF_CELLS = 12

/** What a tile of this zoom shows: at most 77, 928 or 7,436 areas in the whole country, then hexagons. */
export function levelOfZoom(z: number): Level {
  if (z >= FIRST_ZOOM_OF_CELLS) return 'cell'
  return z >= 10 ? 'subdistrict' : z >= 8 ? 'district' : 'province'
}

export const levelOfPlace = (code: string): Level => (code.length > 8 ? 'cell' : levelOf(code))

/** Whether a code is a hexagon of the public map. */
export const isMapCell = (code: string): boolean => isValidCell(code) && getResolution(code) === RESOLUTION

/** A point [lon, lat] in tiles of a zoom: the whole part is the tile, the rest the place in it (Web Mercator). */
export function inTiles(lon: number, lat: number, z: number): [x: number, y: number] {
  const side = 2 ** z
  const sine = Math.sin((lat * Math.PI) / 180)
  return [(lon / 360 + 0.5) * side, (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side]
}

const lonOf = (x: number, z: number) => (x / 2 ** z - 0.5) * 360
const latOf = (y: number, z: number) =>
  (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** z))) * 180) / Math.PI

/** What a tile covers, degrees. */
export const boundsOf = ({ z, x, y }: Tile) => ({
  west: lonOf(x, z),
  east: lonOf(x + 1, z),
  north: latOf(y, z),
  south: latOf(y + 1, z),
})

/** Every tile a point is drawn in, one of each zoom. */
export const tilesAt = (lon: number, lat: number): Tile[] =>
  Array.from({ length: MOST_ZOOM + 1 }, (_, z) => tilesAround([[lon, lat]], z)).flat()

// places in the one tile of zoom 0, worked out once: 7,436 logarithms a tile would cost half a millisecond
const placed = areas.map((area) => ({ area, at: inTiles(area.lon, area.lat, 0) }))
const placedByLevel = Map.groupBy(placed, ({ area }): Level => area.level)

/** The areas whose point lies in a tile. */
export function areasInTile({ z, x, y }: Tile): Area[] {
  const side = 2 ** z
  const inside = ({ at }: (typeof placed)[number]) =>
    Math.floor(at[0] * side) === x && Math.floor(at[1] * side) === y
  return (placedByLevel.get(levelOfZoom(z)) ?? []).filter(inside).map(({ area }) => area)
}

/** Thailand with room to spare, degrees: elsewhere there are no requests, and no hexagons to look for. */
const AROUND_THAILAND = { west: 97, east: 106, south: 5, north: 21 }
/** Around the equator, metres of the side of the one tile of zoom 0. */
const WORLD_METRES = 40_075_017
/** From ring to ring of hexagons the least way is 0.75 km here; a hexagon's corner is at most 0.6 km from its middle. */
const RING_METRES = 750
const CORNER_METRES = 600
/** The same in degrees of longitude, the narrower ones, in the far north. */
const CORNER_DEGREES = 0.006

/**
 * The hexagons that touch a tile: rings around its middle, as far as its corners, sifted. H3's own filling of polygons
 * gives the same and takes four times as long.
 */
export function cellsInTile(tile: Tile): string[] {
  const { z, x, y } = tile
  const [lon, lat] = [lonOf(x + 0.5, z), latOf(y + 0.5, z)]
  const bounds = AROUND_THAILAND
  if (lon < bounds.west || lon > bounds.east || lat < bounds.south || lat > bounds.north) return []
  const toCorner = (WORLD_METRES / 2 ** z) * Math.SQRT1_2
  const rings = Math.ceil((toCorner + CORNER_METRES) / RING_METRES)
  return gridDisk(latLngToCell(lat, lon, RESOLUTION), rings).filter(touches(tile))
}

/** By its middle where that is enough, by its corners at the edge. */
function touches({ z, x, y }: Tile) {
  const { west, east, north, south } = boundsOf({ z, x, y })
  return (cell: string) => {
    const [lat, lon] = cellToLatLng(cell)
    if (lon >= west && lon < east && lat <= north && lat > south) return true
    const near = CORNER_DEGREES
    if (lon < west - near || lon > east + near || lat > north + near || lat < south - near) return false
    const { left, right, top, bottom } = frame(hexagon(cell), z)
    return left <= x && x <= right && top <= y && y <= bottom
  }
}

/** Outlines worked out already: five zooms draw the same hexagons, and every tile anew. A few hundred bytes each. */
const outlines = new Map<string, [number, number][]>()
const MOST_OUTLINES = 20_000

/** The corners of a hexagon, [lon, lat], the first again at the end. */
export function hexagon(cell: string): [number, number][] {
  const known = outlines.get(cell)
  if (known) return known
  if (outlines.size >= MOST_OUTLINES) outlines.clear()
  const corners = cellToBoundary(cell, true)
  outlines.set(cell, corners)
  return corners
}

/** Every tile a place is drawn in, of all zooms. */
export function tilesOf(code: string): Tile[] {
  const level = levelOfPlace(code)
  const corners = level === 'cell' ? hexagon(code) : pointOf(code)
  const zooms = Array.from({ length: MOST_ZOOM + 1 }, (_, z) => z).filter((z) => levelOfZoom(z) === level)
  return zooms.flatMap((z) => tilesAround(corners, z))
}

function pointOf(code: string): [number, number][] {
  const area = areaByCode.get(code)
  return area ? [[area.lon, area.lat]] : []
}

function tilesAround(corners: [number, number][], z: number): Tile[] {
  if (corners.length === 0) return []
  const { left, right, top, bottom } = frame(corners, z)
  const found: Tile[] = []
  for (let x = left; x <= right; x++) for (let y = top; y <= bottom; y++) found.push({ z, x, y })
  return found
}

/** The outermost tiles that corners lie in. */
function frame(corners: [number, number][], z: number) {
  const points = corners.map(([lon, lat]) => inTiles(lon, lat, z))
  const xs = points.map(([x]) => Math.floor(x))
  const ys = points.map(([, y]) => Math.floor(y))
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
}
