import { VectorTile } from '@mapbox/vector-tile'
import type { FastifyInstance } from 'fastify'
import { latLngToCell } from 'h3-js'
import { PbfReader } from 'pbf'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { profile } from '../profiles/covid-19.ts'
import { nobody } from '../server/access/actor.ts'
import { areaPoint } from '../server/areas/questions.ts'
import { areaRoutes } from '../server/areas/routes.ts'
import { foldMapChanges, rebuildMapCounts, startMapFollower } from '../server/map/follower.ts'
import { inTiles } from '../server/map/grid.ts'
import type { MapFacets } from '../server/map/questions.ts'
import { mapRoutes } from '../server/map/routes.ts'
import { type Database, openDatabase, openPool } from '../server/platform/database.ts'
import { createHttp } from '../server/platform/http.ts'
import { type Live, startLive } from '../server/platform/live.ts'
import { createLog } from '../server/platform/log.ts'
import { createServer } from '../server/platform/server.ts'
import { type FreshDatabase, freshDatabase } from './setup/database.ts'
import { asOwner, changeRequest, forgetRequests } from './setup/map-requests.ts'

let fresh: FreshDatabase
let db: Database
let live: Live
let app: FastifyInstance
let address: string
const log = createLog({ level: 'silent' })

beforeAll(async () => {
  fresh = await freshDatabase()
  db = openDatabase(openPool(fresh.url, 6))
  live = await startLive(fresh.url, log)
  app = await createServer({
    log,
    publicUrl: undefined,
    trustProxy: false,
    callsPerMinute: 100_000,
    asksPerMinute: 100_000,
  })
  const doorkeeper = {
    identify: async () => nobody,
    nameOf: () => '',
    refusal: () => null,
    record: async () => {},
  }
  const http = createHttp(app, { db, clock: () => new Date(), publicUrl: undefined, doorkeeper })
  areaRoutes(http, { profile })
  mapRoutes(http, { live, profile })
  address = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await live.stop()
  await app.close()
  await db.destroy()
  await fresh.drop()
})
beforeEach(async () => {
  await forgetRequests(fresh.url)
  await rebuildMapCounts(db)
  await announced()
})

const pakKret = { lon: 100.506, lat: 13.912 }
const cell = latLngToCell(pakKret.lat, pakKret.lon, 8)
const asked: MapFacets = {
  provinceCode: '12',
  subdistrictCode: '120601',
  h3Cell: cell,
  needs: ['oxygen'],
  status: 'waiting',
  urgency: 3,
  leadId: null,
  countsInPublic: true,
  waitingSince: new Date('2026-11-23T01:02:03Z'),
}

const ask = (changes: Partial<MapFacets> = {}) => changeRequest(db, null, { ...asked, ...changes })
/** Folds and lets the announcement arrive. */
async function fold() {
  await foldMapChanges(db)
  await announced()
}
const announced = () => new Promise((resolve) => setTimeout(resolve, 50))

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${address}/api${path}`, { headers })
const read = async (path: string) => (await get(path)).json()

function tilePath(z: number, { lon, lat } = pakKret) {
  const [x, y] = inTiles(lon, lat, z)
  return `/map/tiles/requests/${z}/${Math.floor(x)}/${Math.floor(y)}.mvt`
}
async function shown(z: number, filter = '', point = pakKret) {
  const bytes = await (await get(tilePath(z, point) + filter)).bytes()
  const layer = new VectorTile(new PbfReader(bytes)).layers.requests
  return Array.from({ length: layer?.length ?? 0 }, (_, index) => layer?.feature(index).properties)
}

test('zooming in shows province, district, subdistrict, then the hexagon of about a kilometre', async () => {
  for (const _ of [1, 2, 3]) await ask()
  await fold()
  const counts = { waiting: 3, helping: 0, red: 3, oldest: '2026-11-23T01:02:00.000Z' }
  const areas = [
    [[0, 7], { level: 'province', code: '12', ...counts }],
    [[8, 9], { level: 'district', code: '1206', ...counts }],
    [[10, 11], { level: 'subdistrict', code: '120601', ...counts }],
  ] as const
  for (const [zooms, area] of areas)
    for (const z of zooms) expect(await shown(z, '', areaPoint(area.code))).toEqual([area])
  for (const z of [12, 14, 16]) expect(await shown(z)).toEqual([{ level: 'cell', code: cell, ...counts }])
})

test('under three the map says few, with or without a filter, and the sheet tells no need', async () => {
  await ask()
  await ask()
  await fold()
  const few = [{ level: 'cell', code: cell, few: true }]
  for (const filter of ['', '?need=oxygen', '?need=illness', '?status=waiting', '?status=helping'])
    expect(await shown(12, filter)).toEqual(few)
  expect(await read(`/map/places/${cell}`)).toMatchObject({ counts: few[0], needs: [] })
})

test('the sheet of a place tells its counts by need, each under the same rule', async () => {
  for (const _ of [1, 2, 3]) await ask()
  await ask({ needs: ['illness', 'oxygen'], status: 'claimed' })
  await fold()
  expect(await read('/map/places/1206')).toEqual({
    areaCode: '1206',
    counts: {
      level: 'district',
      code: '1206',
      waiting: 3,
      helping: 'few',
      red: 4,
      oldest: '2026-11-23T01:02:00.000Z',
    },
    needs: [
      { kind: 'oxygen', count: 4 },
      { kind: 'illness', count: 'few' },
    ],
    at: expect.any(String),
  })
  expect((await read(`/map/places/${cell}`)).areaCode).toMatch(/^12\d{4}$/)
})

test('a filter counts what it asks for', async () => {
  for (const _ of [1, 2, 3]) await ask()
  for (const _ of [1, 2, 3, 4]) await ask({ needs: ['illness'], status: 'helping', urgency: 1 })
  await fold()
  expect(await shown(12, '?need=illness')).toMatchObject([{ waiting: 0, helping: 4, red: 0 }])
  expect(await shown(12, '?status=waiting')).toMatchObject([{ waiting: 3, helping: 0, red: 3 }])
  expect(await shown(12, '?need=illness&status=waiting')).toEqual([])
  expect((await read('/map/places?need=illness')).items).toMatchObject([
    { counts: { code: '12', helping: 4 } },
  ])
})

test('a tile comes with an ETag, short keeping and gzip, and changes after a change', async () => {
  for (const _ of [1, 2, 3]) await ask()
  await fold()
  const first = await get(tilePath(12), { 'accept-encoding': 'gzip' })
  expect(first.headers.get('content-type')).toBe('application/vnd.mapbox-vector-tile')
  expect(first.headers.get('content-encoding')).toBe('gzip')
  expect(first.headers.get('cache-control')).toBe('public, max-age=1')
  const etag = first.headers.get('etag') ?? ''
  expect((await get(tilePath(12), { 'if-none-match': etag })).status).toBe(304)
  const plain = await get(tilePath(12), { 'accept-encoding': 'gzip;q=0, identity' })
  expect(plain.headers.get('content-encoding')).toBeNull()
  expect(await plain.bytes()).toEqual(await first.bytes())
  await ask()
  await fold()
  expect((await get(tilePath(12), { 'if-none-match': etag })).status).toBe(200)
  expect(await shown(12)).toMatchObject([{ waiting: 4 }])
})

test.each([
  ['/map/tiles/requests/3/8/0.mvt', 'invalid-input'],
  ['/map/tiles/requests/3/0/8.mvt', 'invalid-input'],
  ['/map/tiles/requests/17/0/0.mvt', 'invalid-input'],
  ['/map/tiles/people/3/6/3.mvt', 'invalid-input'],
  ['/map/tiles/requests/3/6/3.mvt?need=nonsense', 'invalid-input'],
  ['/map/places?parent=99', 'area-unknown'],
  ['/map/places/99', 'not-found'],
  ['/map/places/880000000000000', 'not-found'],
])('%s is refused as %s', async (path, code) => {
  expect(await read(path)).toMatchObject({ code })
})

test('facilities may be asked for beside requests, and are empty as long as there are none', async () => {
  const both = await get(tilePath(12).replace('requests', 'requests,facilities'))
  expect(both.status).toBe(200)
  const alone = await get(tilePath(12).replace('requests', 'facilities'))
  expect([alone.status, (await alone.bytes()).length]).toEqual([200, 0])
})

test('a listener hears within two seconds which places look different, as codes alone', async () => {
  // counts are there: a follower that finds requests without any counts them anew, and tells of the whole country
  await ask({ provinceCode: '10', subdistrictCode: '100101', h3Cell: latLngToCell(13.75, 100.49, 8) })
  await fold()
  const follower = startMapFollower({ db, log })
  const stream = await get('/map/live')
  expect(stream.headers.get('content-type')).toContain('text/event-stream')
  const began = Date.now()
  await ask()
  const heard = await firstEvent(stream)
  expect(Date.now() - began).toBeLessThan(2000)
  expect(heard.split('\n')[0]).toBe('event: changed')
  const { places, ...more } = JSON.parse(heard.split('\ndata: ')[1] ?? '')
  expect(more).toEqual({})
  expect([...places].sort()).toEqual(['12', '1206', '120601', cell])
  await follower.stop()
})

test('a second person in a place of few is not announced', async () => {
  await ask()
  await fold()
  const heard: string[] = []
  live.listen('map_changed', { heard: (codes) => heard.push(codes), missed: () => {}, stopped: () => {} })
  await ask()
  await fold()
  expect(heard).toEqual([])
  await ask()
  await fold()
  expect(heard).toHaveLength(1)
})

test('after a lost connection everything is told to be read again, and news arrive as before', async () => {
  const stream = await get('/map/live')
  await asOwner(
    fresh.url,
    `select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'jitasa-care live'`,
  )
  expect(await firstEvent(stream)).toBe('event: changed\ndata: {"places":[""]}')
  const again = await get('/map/live')
  await ask()
  await fold()
  expect(await firstEvent(again)).toContain('"120601"')
})

test('areas are found by parent, by name and by point', async () => {
  const { items: provinces } = await read('/areas')
  expect(provinces).toHaveLength(77)
  const { items } = await read('/areas?q=ปากเกร็ด&limit=3')
  expect(items.map(({ code }: { code: string }) => code)).toContain('1206')
  const { area, distanceMetres } = await read(`/areas/at?lon=${pakKret.lon}&lat=${pakKret.lat}`)
  expect(area.code.slice(0, 4)).toBe('1206')
  expect(area.parents.map(({ code }: { code: string }) => code)).toEqual(['12', '1206'])
  expect(distanceMetres).toBeLessThan(5000)
  expect(await read('/areas/at?lon=2.35&lat=48.85')).toMatchObject({ code: 'outside-thailand' })
  expect(await read('/areas?parent=99')).toMatchObject({ code: 'area-unknown' })
  expect((await get('/areas?parent=12')).headers.get('cache-control')).toBe('public, max-age=86400')
  expect((await get('/profile')).headers.get('etag')).toBeTruthy()
})

async function firstEvent(stream: Response): Promise<string> {
  let text = ''
  for await (const chunk of stream.body ?? []) {
    text += Buffer.from(chunk).toString()
    const event = text.split('\n\n').find((part) => part.startsWith('event:'))
    if (event) return event
  }
  throw new Error('the stream ended')
}
