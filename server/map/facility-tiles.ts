import type { Profile } from '../../profiles/profile.ts'
import { type FacilityFilter, readFacilitiesInBox, type Spot } from '../facilities/questions.ts'
import type { Database } from '../platform/database.ts'
import type { Live } from '../platform/live.ts'
import { tileOfFacilities } from './facility-tile.ts'
import { boundsOf, type Tile, tilesAt } from './grid.ts'
import { createTileCache, type MadeTile } from './tile-cache.ts'
import { readyToSend } from './tiles.ts'

const CACHE_BYTES = 16 * 1024 * 1024
/** Hours end and what was said goes stale without anybody announcing it: no tile is older than this. */
const KEPT_MS = 30_000

/** Tiles of facilities from memory, as long as nothing was told of what is in them, and never for long. */
export function createFacilityTiles(live: Pick<Live, 'hearing'>) {
  const cache = createTileCache(CACHE_BYTES)
  return {
    read: (db: Database, wanted: WantedTile): Promise<MadeTile> => {
      const make = () => makeFacilityTile(db, wanted)
      // deaf to changes, nothing may be kept
      if (!live.hearing()) return make()
      return cache.get(wanted.tile, keyOf(wanted), make)
    },
    /** These look different now; null is all of them. */
    changed: (spots: readonly Spot[] | null) => {
      if (spots === null) cache.dropAll()
      else for (const tile of spots.flatMap(({ lon, lat }) => tilesAt(lon, lat))) cache.drop(tile)
    },
  }
}

type WantedTile = { tile: Tile; filter: FacilityFilter; now: Date; profile: Profile }

const keyOf = ({ filter, now }: WantedTile) =>
  [Math.floor(now.getTime() / KEPT_MS), filter.kinds, filter.open, filter.room, filter.fresh].join(' ')

/** Makes one tile from the facilities as they are now. */
export async function makeFacilityTile(db: Database, { tile, ...wanted }: WantedTile): Promise<MadeTile> {
  const found = await readFacilitiesInBox(db, { box: boundsOf(tile), ...wanted })
  return readyToSend(tileOfFacilities(tile, found))
}
