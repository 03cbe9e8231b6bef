import { cellToBoundary, isValidCell, POLYGON_TO_CELLS_FLAGS, polygonToCellsExperimental } from 'h3-js'
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
export const isMapCell = (code: string): boolean =>
  isValidCell(code) && Number.parseInt(code[1] ?? '', 16) === RESOLUTION

/** A point [lon, lat] in tiles of a zoom: the whole part is the tile, the rest the place in it (Web Mercator). */
export function inTiles(lon: number, lat: number, z: number): [x: number, y: number] {
  const side = 2 ** z
  const sine = Math.sin((lat * Math.PI) / 180)
  return [(lon / 360 + 0.5) * side, (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side]
}

const lonOf = (x: number, z: number) => (x / 2 ** z - 0.5) * 360
const latOf = (y: number, z: number) =>
  (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** z))) * 180) / Math.PI

const areasOfLevel = Map.groupBy(areas, (area): Level => area.level)

/** The areas whose point lies in a tile. */
export function areasInTile(tile: Tile): Area[] {
  return (areasOfLevel.get(levelOfZoom(tile.z)) ?? []).filter(({ lon, lat }) => {
    const [x, y] = inTiles(lon, lat, tile.z)
    return Math.floor(x) === tile.x && Math.floor(y) === tile.y
  })
}

/** Thailand with room to spare, degrees: elsewhere there are no requests, and no hexagons to look for. */
const AROUND_THAILAND = { west: 97, east: 106, south: 5, north: 21 }

/** The hexagons that touch a tile. */
export function cellsInTile({ z, x, y }: Tile): string[] {
  const [west, east, north, south] = [lonOf(x, z), lonOf(x + 1, z), latOf(y, z), latOf(y + 1, z)]
  const bounds = AROUND_THAILAND
  if (west > bounds.east || east < bounds.west || south > bounds.north || north < bounds.south) return []
  const corners = [
    [west, north],
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ]
  return polygonToCellsExperimental(corners, RESOLUTION, POLYGON_TO_CELLS_FLAGS.containmentOverlapping, true)
}

/** The corners of a hexagon, [lon, lat], the first again at the end. */
export const hexagon = (cell: string): [number, number][] => cellToBoundary(cell, true)

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
  const points = corners.map(([lon, lat]) => inTiles(lon, lat, z))
  const xs = points.map(([x]) => Math.floor(x))
  const ys = points.map(([, y]) => Math.floor(y))
  const found: Tile[] = []
  for (let x = Math.min(...xs); x <= Math.max(...xs); x++)
    for (let y = Math.min(...ys); y <= Math.max(...ys); y++) found.push({ z, x, y })
  return found
}
