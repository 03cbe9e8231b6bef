import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import pino from 'pino'
import { makeTile } from '../server/map/tiles.ts'
import { openDatabase, openPool } from '../server/platform/database.ts'
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'
import { migrate } from '../server/platform/migrate.ts'
import { startChild, startProduct } from './child.ts'
import { fillRequests } from './fill.ts'
import { load } from './load.ts'
import { type Rival, startPostgis } from './postgis.ts'
import { type Figure, report } from './report.ts'
import { mixedTiles, type TileAt, tilesOverBangkok } from './tile-list.ts'

const ZOOMS = [6, 8, 10, 12, 14]
const path = ({ z, x, y }: TileAt) => `/api/map/tiles/requests/${z}/${x}/${y}.mvt`
const gzip = { 'accept-encoding': 'gzip' }

type Cold = { byZoom: Map<number, number>; mixedPerSecond: number; largest: number }
const NEEDS = ['supplies', 'illness', 'medicine', 'patient-transport', 'vaccination']

/** B2: public tiles, cold against PostGIS over the same points, warm against a fixed body of equal size. */
export async function benchTiles(size: 'small' | 'full'): Promise<void> {
  const count = size === 'full' ? 1_000_000 : 100_000
  await withRequests(count, async (url) => {
    const ours = await coldTiles(url)
    const product = await startProduct({ DATABASE_URL: url })
    const warm = await warmTile(product.address, url)
    await product.stop()
    const rival = await startPostgis(await pointsOf(url))
    const theirs = rival && (await rivalTiles(rival))
    await rival?.stop()
    const note = rival ? undefined : 'PostGIS could not be installed here: its ratios are absent'
    report('B2-tiles', size, [...coldFigures(ours, theirs), ...warm], note)
  })
}

/** B3: the same tiles while the requests grow tenfold and tenfold again. */
export async function benchGrowth(size: 'small' | 'full'): Promise<void> {
  const counts = size === 'full' ? [10_000, 100_000, 1_000_000] : [10_000, 100_000]
  const times: { count: number; ms: number }[] = []
  for (const count of counts) {
    await withRequests(count, async (url) => {
      const { mixedPerSecond } = await coldTiles(url)
      times.push({ count, ms: 1000 / mixedPerSecond })
    })
  }
  const last = times.at(-1)
  const base = times.find(({ count }) => count === 100_000)
  const ratio = last && base ? last.ms / base.ms : 0
  const figures = times.map(
    ({ count, ms }): Figure => ({ name: `a mixed cold tile at ${count} requests`, value: ms, unit: 'ms' }),
  )
  const compared = {
    name: `time at ${last?.count} / at 100000`,
    value: ratio,
    unit: '',
    promise: '<= 2 (at 10 M)',
    kept: ratio <= 2,
  }
  report('B3-growth', size, [...figures, compared])
}

export async function withRequests(
  count: number,
  measure: (ownerUrl: string) => Promise<void>,
): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'jitasa-bench-'))
  const postgres = await startEmbeddedPostgres({ dataDir, log: pino({ level: 'error' }), fsync: false })
  try {
    await migrate(postgres.url)
    await fillRequests(postgres.url, count)
    await measure(postgres.url)
  } finally {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/**
 * Each tile is made once, as a server that has it not yet makes it: from the database to compressed bytes, without the
 * way over HTTP, as the rivals are measured.
 */
async function coldTiles(url: string): Promise<Cold> {
  const pool = openPool(url, 4)
  const db = openDatabase(pool)
  const mixed = mixedTiles(200)
  let largest = 0
  const make = async (tile: TileAt, need?: string) => {
    const made = await makeTile(db, tile, { need, status: undefined })
    largest = Math.max(largest, made.gzip.length)
  }
  for (const tile of mixed.slice(0, 20)) await make(tile, NEEDS[0])
  const took = await timed(async () => {
    for (const tile of mixed) await make(tile)
  })
  const byZoom = new Map<number, number>()
  for (const z of ZOOMS) {
    // low zooms have few tiles: the same under another filter is made anew as well
    const asked = NEEDS.flatMap((need) =>
      tilesOverBangkok(z)
        .slice(0, 12)
        .map((tile) => ({ tile, need })),
    )
    const times: number[] = []
    for (const { tile, need } of asked) times.push(await timed(() => make(tile, need)))
    byZoom.set(z, median(times))
  }
  await db.destroy()
  return { byZoom, mixedPerSecond: 200 / (took / 1000), largest }
}

async function warmTile(address: string, url: string): Promise<Figure[]> {
  const tile = path(tilesOverBangkok(11)[0] ?? { z: 11, x: 0, y: 0 })
  const bytes = Number((await fetch(address + tile, { headers: gzip })).headers.get('content-length') ?? 1024)
  const limit = await startChild('bench/limit-server.ts', { DATABASE_URL: url, FIXED_BYTES: String(bytes) })
  const call = (at: string) => () => ({ method: 'GET', path: at, headers: gzip })
  const ours = await load(address, call(tile), { seconds: 4 })
  const fixed = await load(limit.address, call('/fixed'), { seconds: 4 })
  await limit.stop()
  const ratio = ours.perSecond / fixed.perSecond
  return [
    { name: `warm tile of ${bytes} bytes`, value: ours.perSecond, unit: '/s' },
    { name: 'fixed body of equal size, same server', value: fixed.perSecond, unit: '/s' },
    { name: 'warm ratio', value: ratio, unit: '', promise: '>= 0.7', kept: ratio >= 0.7 },
  ]
}

async function pointsOf(url: string): Promise<{ lon: number; lat: number; urgency: number }[]> {
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  const { rows } = await owner.query(
    'select position[0] as lon, position[1] as lat, urgency from help_request',
  )
  await owner.end()
  return rows
}

type Rivals = { points: Map<number, number>; grid: Map<number, number>; gridPerSecond: number }

async function rivalTiles(rival: Rival): Promise<Rivals> {
  const points = new Map<number, number>()
  const grid = new Map<number, number>()
  for (const z of ZOOMS) {
    const tiles = tilesOverBangkok(z).slice(0, 12)
    const times = { points: [] as number[], grid: [] as number[] }
    for (const tile of [...tiles, ...tiles]) {
      times.points.push(await timed(() => rival.points(tile)))
      times.grid.push(await timed(() => rival.grid(tile)))
    }
    points.set(z, median(times.points))
    grid.set(z, median(times.grid))
  }
  const took = await timed(async () => {
    for (const tile of mixedTiles(200)) await rival.grid(tile)
  })
  return { points, grid, gridPerSecond: 200 / (took / 1000) }
}

function coldFigures({ byZoom, mixedPerSecond, largest }: Cold, rivals: Rivals | undefined): Figure[] {
  const figures: Figure[] = []
  for (const [z, ms] of byZoom) {
    figures.push({ name: `cold tile z${z}, p50`, value: ms, unit: 'ms' })
    if (!rivals) continue
    const least = z <= 8 ? 20 : 3
    for (const kind of ['points', 'grid'] as const) {
      const ratio = (rivals[kind].get(z) ?? 0) / ms
      const promised = z <= 12 ? { promise: `>= ${least}`, kept: ratio >= least } : {}
      figures.push({ name: `PostGIS ${kind} / ours at z${z}`, value: ratio, unit: 'x', ...promised })
    }
  }
  figures.push({ name: 'mixed 200 tiles, cold', value: mixedPerSecond, unit: '/s' })
  if (rivals) {
    const ratio = mixedPerSecond / rivals.gridPerSecond
    figures.push({
      name: 'mixed 200 tiles: ours / PostGIS grid',
      value: ratio,
      unit: 'x',
      promise: '>= 5',
      kept: ratio >= 5,
    })
  }
  const kilobytes = largest / 1024
  figures.push({
    name: 'largest tile, gzip',
    value: kilobytes,
    unit: 'kB',
    promise: '<= 30',
    kept: kilobytes <= 30,
  })
  return figures
}
