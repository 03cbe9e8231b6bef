import { mulberry } from './people.ts'

export type TileAt = { z: number; x: number; y: number }

const BANGKOK = { west: 100.33, south: 13.49, east: 100.94, north: 13.96 }

const column = (lon: number, z: number) => Math.floor(((lon + 180) / 360) * 2 ** z)
const row = (lat: number, z: number) => {
  const radians = (lat * Math.PI) / 180
  return Math.floor(((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * 2 ** z)
}

/** The tiles of one zoom over Bangkok, west to east. */
export function tilesOverBangkok(z: number): TileAt[] {
  const tiles: TileAt[] = []
  for (let x = column(BANGKOK.west, z); x <= column(BANGKOK.east, z); x += 1) {
    for (let y = row(BANGKOK.north, z); y <= row(BANGKOK.south, z); y += 1) tiles.push({ z, x, y })
  }
  return tiles
}

/** So many different tiles over Bangkok from z5 to z14, each zoom alike as far as it has tiles. */
export function mixedTiles(count: number): TileAt[] {
  const random = mulberry(3)
  const byZoom = Array.from({ length: 10 }, (_, i) => shuffled(tilesOverBangkok(i + 5), random))
  const mixed: TileAt[] = []
  for (let round = 0; mixed.length < count; round += 1) {
    for (const tiles of byZoom) {
      const tile = tiles[round]
      if (tile && mixed.length < count) mixed.push(tile)
    }
  }
  return mixed
}

function shuffled<T>(items: T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}
