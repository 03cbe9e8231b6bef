import { fromVectorTileJs, GeoJSONWrapper } from '@maplibre/vt-pbf'
import type { Area } from '../../data/areas.ts'
import type { PublishedByCode } from './counts-view.ts'
import { hexagon, inTiles, type Level, type Tile } from './grid.ts'
import { type Filter, isEmpty, publicCounts } from './rules.ts'

/** Units along a tile's side, the usual of vector tiles. */
const EXTENT = 4096

type Feature = ConstructorParameters<typeof GeoJSONWrapper>[0][number]
type Point = [number, number]

/** Areas as points of the layer `requests`. */
export function tileOfAreas(
  tile: Tile,
  areas: readonly Area[],
  published: PublishedByCode,
  filter: Filter,
): Buffer {
  return encodeLayer(
    'requests',
    areas.flatMap(({ code, level, lon, lat }) => {
      const tags = tagsOf({ level, code }, published, filter)
      return tags ? [{ type: 1 as const, geometry: [inTile(tile, lon, lat)], tags }] : []
    }),
  )
}

/** Hexagons as polygons of the layer `requests`, drawn whole also where they cross the tile's edge. */
export function tileOfCells(tile: Tile, published: PublishedByCode, filter: Filter): Buffer {
  return encodeLayer(
    'requests',
    [...published.keys()].flatMap((code) => {
      const tags = tagsOf({ level: 'cell', code }, published, filter)
      return tags ? [{ type: 3 as const, geometry: [ring(tile, code)], tags }] : []
    }),
  )
}

/** A tile of one layer. Layers one after the other in one file are a tile of both. */
export function encodeLayer(name: string, features: Feature[]): Buffer {
  const layer = new GeoJSONWrapper(features, { version: 2, extent: EXTENT })
  layer.name = name
  return Buffer.from(fromVectorTileJs({ layers: { [name]: layer } }))
}

/** The properties of api.md, or null where there is nothing to show. A vector tile knows no null: what is not told is left out. */
function tagsOf(place: { level: Level; code: string }, published: PublishedByCode, filter: Filter) {
  const shown = publicCounts(published.get(place.code) ?? { place: undefined }, filter)
  if (isEmpty(shown)) return null
  if (!('waiting' in shown)) return { ...place, ...shown }
  const { red, oldest, ...numbers } = shown
  return { ...place, ...numbers, ...(red !== null && { red }), ...(oldest !== null && { oldest }) }
}

/** Degrees in the units of a tile. */
export function inTile({ z, x, y }: Tile, lon: number, lat: number): Point {
  const [column, row] = inTiles(lon, lat, z)
  return [Math.round((column - x) * EXTENT), Math.round((row - y) * EXTENT)]
}

/** H3 goes round against the clock on the map, vector tiles with it. */
const ring = (tile: Tile, cell: string): Point[] =>
  hexagon(cell)
    .map(([lon, lat]) => inTile(tile, lon, lat))
    .reverse()
