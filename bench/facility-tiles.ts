import pg from 'pg'
import { profiles } from '../profiles/index.ts'
import { makeFacilityTile } from '../server/map/facility-tiles.ts'
import { openDatabase, openPool } from '../server/platform/database.ts'
import { putMany } from '../test/setup/map-facilities.ts'
import { startPostgis } from './postgis.ts'
import { type Figure, report } from './report.ts'
import { mixedTiles, type TileAt } from './tile-list.ts'
import { withRequests } from './tiles.ts'

const COUNT = 20_000
const [profile] = profiles
const kinds = profile.facilityKinds.map(({ kind }) => kind)
/** Degrees: west, south, east, north. */
const PLACES = { Bangkok: [100.33, 13.5, 100.93, 13.95], 'the country': [98, 7, 104, 19] } as const

/** B2 for facilities: tiles over Bangkok, of all in Bangkok and of all over the country; PostGIS with every point as rival. */
export async function benchFacilityTiles(size: 'small' | 'full'): Promise<void> {
  const figures: Figure[] = []
  for (const [place, [west, south, east, north]] of Object.entries(PLACES))
    await withRequests(0, async (url) => {
      await putMany(url, { count: COUNT, kinds, box: [west, south, east, north] })
      const ours = await coldTiles(url)
      const theirs = await rivalTiles(url)
      figures.push({ name: `a cold tile, ${COUNT} in ${place}`, value: ours.ms, unit: 'ms' })
      if (theirs)
        figures.push({ name: `PostGIS points / ours, ${place}`, value: theirs / ours.ms, unit: 'x' })
      const name = `largest tile, gzip, ${place}`
      figures.push({ name, value: ours.largest, unit: 'kB', promise: '<= 30', kept: ours.largest <= 30 })
    })
  report('B2-facility-tiles', size, figures)
}

/** Mean over 200 mixed tiles, from the database to compressed bytes. */
async function coldTiles(url: string): Promise<{ ms: number; largest: number }> {
  const db = openDatabase(openPool(url, 4))
  let bytes = 0
  const make = async (tile: TileAt) => {
    const { gzip } = await makeFacilityTile(db, { tile, filter: {}, now: new Date(), profile })
    bytes = Math.max(bytes, gzip.length)
  }
  const ms = await mean(make)
  await db.destroy()
  return { ms, largest: bytes / 1024 }
}

async function rivalTiles(url: string): Promise<number | undefined> {
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  const { rows } = await owner.query('select lon, lat, 1 as urgency from facility')
  await owner.end()
  const rival = await startPostgis(rows)
  if (!rival) return undefined
  const ms = await mean(rival.points)
  await rival.stop()
  return ms
}

async function mean(make: (tile: TileAt) => Promise<unknown>): Promise<number> {
  const tiles = mixedTiles(200)
  for (const tile of tiles.slice(0, 20)) await make(tile)
  const began = performance.now()
  for (const tile of tiles) await make(tile)
  return (performance.now() - began) / tiles.length
}
