import { spawnSync } from 'node:child_process'
import pg from 'pg'
import { startDebianPostgres } from '../tools/debian-postgres.ts'
import type { TileAt } from './tile-list.ts'

export type Rival = {
  points(tile: TileAt): Promise<number>
  grid(tile: TileAt): Promise<number>
  stop(): Promise<void>
}

const inTile = `with bounds as (select st_tileenvelope($1, $2, $3) as box),
  inside as (
    select st_asmvtgeom(p.geom, bounds.box) as geom, p.urgency, p.waiting from points p, bounds where p.geom && bounds.box)`

/** The textbook: every point of the tile as a feature. */
const POINTS = `${inTile} select st_asmvt(inside, 'requests') as tile from inside`
/** The same clustered to a grid of 64 by 64 in SQL. */
const GRID = `${inTile}, cells as (
    select st_centroid(st_collect(geom)) as geom, count(*)::int as waiting
    from inside where geom is not null group by round(st_x(geom) / 64), round(st_y(geom) / 64))
  select st_asmvt(cells, 'requests') as tile from cells`

/**
 * PostGIS of Debian, filled with the same points, to be measured against; `undefined` where it cannot be installed.
 * Answers are bytes of the tile.
 */
export async function startPostgis(
  points: { lon: number; lat: number; urgency: number }[],
): Promise<Rival | undefined> {
  if (process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['-q', '-y', 'install', 'postgresql', 'postgresql-15-postgis-3'], { env })
  }
  const server = await startDebianPostgres()
  if (!server) return undefined
  const client = new pg.Client({ connectionString: server.adminUrl })
  await client.connect()
  const there = await client.query("select from pg_available_extensions where name = 'postgis'")
  if (there.rowCount === 0) return void (await client.end().then(server.stop))
  await fill(client, points)
  const bytes = async (name: string, text: string, { z, x, y }: TileAt) => {
    const { rows } = await client.query<{ tile: Buffer }>({ name, text, values: [z, x, y] })
    return rows[0]?.tile.length ?? 0
  }
  return {
    points: (tile) => bytes('points', POINTS, tile),
    grid: (tile) => bytes('grid', GRID, tile),
    stop: async () => {
      await client.end()
      await server.stop()
    },
  }
}

async function fill(
  client: pg.Client,
  points: { lon: number; lat: number; urgency: number }[],
): Promise<void> {
  await client.query('create extension postgis')
  await client.query(
    'create table points (id serial primary key, geom geometry(point, 3857), urgency int, waiting int)',
  )
  for (let from = 0; from < points.length; from += 50_000) {
    const part = points.slice(from, from + 50_000)
    await client.query(
      `insert into points (geom, urgency, waiting)
       select st_transform(st_setsrid(st_makepoint(lon, lat), 4326), 3857), urgency, 1
       from unnest($1::float8[], $2::float8[], $3::int[]) as p (lon, lat, urgency)`,
      [part.map((p) => p.lon), part.map((p) => p.lat), part.map((p) => p.urgency)],
    )
  }
  await client.query('create index on points using gist (geom)')
  await client.query('vacuum analyze points')
}
