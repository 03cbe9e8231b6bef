import { VectorTile } from '@mapbox/vector-tile'
import { cellToBoundary } from 'h3-js'
import { PbfReader } from 'pbf'
import { areaPoint } from '../../server/areas/questions.ts'

type LonLat = [number, number]
/** A place as a tile shows it: what is said of it, and each corner of what is drawn (degrees WGS 84). */
export type Shown = { properties: Record<string, unknown>; corners: LonLat[] }

/** Everything in a tile, whatever its layers are called. */
export function placesInTile(bytes: Uint8Array, [z, x, y]: [number, number, number]): Shown[] {
  const layers = Object.values(new VectorTile(new PbfReader(bytes)).layers)
  return layers.flatMap((layer) =>
    Array.from({ length: layer.length }, (_, index) => {
      const feature = layer.feature(index)
      const { geometry } = feature.toGeoJSON(x, y, z)
      return { properties: feature.properties, corners: cornersOf(geometry) }
    }),
  )
}

function cornersOf(geometry: { type: string; coordinates?: unknown }): LonLat[] {
  const flat = (value: unknown): LonLat[] =>
    Array.isArray(value) && typeof value[0] === 'number' ? [value as LonLat] : [value].flat().flatMap(flat)
  return flat(geometry.coordinates)
}

/** Whether a place is drawn where everybody knows it to be: an area's own point, or the corners of its hexagon. */
export function drawnAsKnown({ properties, corners }: Shown, zoom: number): boolean {
  const code = String(properties.code)
  const known: LonLat[] =
    properties.level === 'cell'
      ? cellToBoundary(code, true).map(([lon, lat]) => [lon, lat])
      : [[areaPoint(code).lon, areaPoint(code).lat]]
  // a tile rounds to 4,096 steps along its side
  const rounding = (2 * 360) / 2 ** zoom / 4096
  return corners.every(([lon, lat]) =>
    known.some((corner) => Math.abs(corner[0] - lon) <= rounding && Math.abs(corner[1] - lat) <= rounding),
  )
}

/** The tiles of a zoom that hold a point, and its neighbours on all sides when asked for. */
export function tilesAround(
  { lon, lat }: { lon: number; lat: number },
  zoom: number,
  around: boolean,
): [number, number, number][] {
  const side = 2 ** zoom
  const radians = (lat * Math.PI) / 180
  const column = Math.floor(((lon + 180) / 360) * side)
  const row = Math.floor(((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * side)
  const steps = around ? [-1, 0, 1] : [0]
  return steps.flatMap((east) =>
    steps.map((south): [number, number, number] => [zoom, column + east, row + south]),
  )
}
