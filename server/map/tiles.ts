import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Database } from '../platform/database.ts'
import type { Live } from '../platform/live.ts'
import { readPublished, readTotals } from './counts-view.ts'
import { areasInTile, cellsInTile, levelOfZoom, type Tile, tilesOf } from './grid.ts'
import type { Filter } from './rules.ts'
import { tileOfAreas, tileOfCells } from './tile.ts'
import { createTileCache, type MadeTile } from './tile-cache.ts'

const CACHE_BYTES = 64 * 1024 * 1024

/** Tiles from memory as long as nothing visible in them has changed. */
export function createTiles(live: Pick<Live, 'hearing'>) {
  const cache = createTileCache(CACHE_BYTES)
  return {
    read: (db: Database, tile: Tile, filter: Filter): Promise<MadeTile> => {
      const make = () => makeTile(db, tile, filter)
      // deaf to changes, nothing may be kept
      if (!live.hearing()) return make()
      return cache.get(tile, `${filter.need ?? ''} ${filter.status ?? ''}`, make)
    },
    /** Places look different now; '' is the country. */
    changed: (codes: readonly string[]) => {
      if (codes.includes('')) cache.dropAll()
      else for (const tile of codes.flatMap(tilesOf)) cache.drop(tile)
    },
  }
}

/** Makes one tile from the counts. */
export async function makeTile(db: Database, tile: Tile, filter: Filter): Promise<MadeTile> {
  return readyToSend(await encodeTile(db, tile, filter))
}

/** Two tiles of the same place as one with the layers of both. */
export const joined = (a: MadeTile, b: MadeTile): MadeTile =>
  readyToSend(Buffer.concat([a.payload, b.payload]))

/** A tile with what a response needs beside it. */
export function readyToSend(payload: Buffer): MadeTile {
  const hash = createHash('sha256').update(payload).digest('base64url').slice(0, 22)
  return { payload, gzip: gzipSync(payload), etag: `W/"${hash}"` }
}

async function encodeTile(db: Database, tile: Tile, filter: Filter): Promise<Buffer> {
  if (levelOfZoom(tile.z) === 'cell')
    return tileOfCells(tile, await readTotals(db, cellsInTile(tile)), filter)
  const areas = areasInTile(tile)
  const codes = areas.map((area) => area.code)
  return tileOfAreas(tile, areas, await readPublished(db, codes), filter)
}
