import { fromGeojsonVt } from '@maplibre/vt-pbf'
import type { Box, Feature } from './geometry.ts'
import type { LayerTile, Libraries } from './libraries.ts'
import type { Tile } from './pmtiles-file.ts'

/** What a layer shows, from which zoom on, and how much it may be simplified, in 4096ths of a tile (one pixel is 8). */
export type Layer = { name: string; fromZoom: number; tolerance?: number; features: Feature[] }
/** The box to cut tiles for at these zooms. */
export type Extent = { zooms: readonly number[]; box: Box }

/** Simplified as if there were more zooms: at its last zoom geojson-vt keeps every corner, ten times what one can see. */
const CUT_AS_IF_TO_ZOOM = 14

/** Vector tiles of the layers; layers of one name go into one layer of the tile. */
export function tilesOf(layers: Layer[], extents: Extent[], { GeoJSONVT }: Libraries): Tile[] {
  const options = { maxZoom: CUT_AS_IF_TO_ZOOM, indexMaxZoom: 5, buffer: 64 }
  const indexes = layers.map(({ name, fromZoom, tolerance = 3, features }) => ({
    name,
    fromZoom,
    index: new GeoJSONVT({ type: 'FeatureCollection', features }, { ...options, tolerance }),
  }))
  const tiles: Tile[] = []
  for (const { z, x, y } of addresses(extents)) {
    const parts: Record<string, LayerTile> = {}
    for (const { name, fromZoom, index } of indexes) {
      const part = z >= fromZoom ? index.getTile(z, x, y) : null
      if (part?.features.length)
        parts[name] = { ...part, features: [...(parts[name]?.features ?? []), ...part.features] }
    }
    if (Object.keys(parts).length > 0)
      tiles.push({ z, x, y, body: fromGeojsonVt(parts, { version: 2, extent: 4096 }) })
  }
  return tiles
}

function addresses(extents: Extent[]) {
  return extents.flatMap(({ zooms, box: [west, south, east, north] }) =>
    zooms.flatMap((z) => {
      const columns = between(column(west, z), column(east, z))
      const rows = between(row(north, z), row(south, z))
      return columns.flatMap((x) => rows.map((y) => ({ z, x, y })))
    }),
  )
}

function between(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

function column(lon: number, z: number): number {
  return Math.floor(((lon + 180) / 360) * 2 ** z)
}

/** Web Mercator, as all slippy maps. */
function row(lat: number, z: number): number {
  const mercator = Math.asinh(Math.tan((lat * Math.PI) / 180))
  return Math.floor(((1 - mercator / Math.PI) / 2) * 2 ** z)
}
