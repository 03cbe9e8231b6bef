import { VectorTile } from '@mapbox/vector-tile'
import type { FastifyInstance } from 'fastify'
import { latLngToCell } from 'h3-js'
import { PbfReader } from 'pbf'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { profile } from '../profiles/covid-19.ts'
import { nobody } from '../server/access/actor.ts'
import { areaPoint } from '../server/areas/questions.ts'
import { areaRoutes } from '../server/areas/routes.ts'
import { publishWhatIsDue, startMapFollower } from '../server/map/follower.ts'
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
let now: Date
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
  const http = createHttp(app, { db, clock: () => now, publicUrl: undefined, doorkeeper })
  areaRoutes(http, { profile })
  mapRoutes(http, { live, profile, config: { listenersPerNetwork: 3 } })
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
  now = new Date('2026-11-23T01:00:00Z')
  await publishWhatIsDue(db, now)
  await asOwner(fresh.url, `notify map_changed, ''`)
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
  known: true,
}

const ask = (changes: Partial<MapFacets> & { waitingSince?: Date } = {}) =>
  changeRequest(db, null, { ...asked, ...changes })
const askMany = async (count: number, changes: Partial<MapFacets> & { waitingSince?: Date } = {}) => {
  for (let i = 0; i < count; i++) await ask(changes)
}
/** Turns the clock on, publishes what is due then, and lets the announcement arrive. */
async function beat(minutes = 15) {
  now = new Date(now.getTime() + minutes * 60_000)
  await publishWhatIsDue(db, now)
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
  await askMany(3)
  await beat()
  const counts = { waiting: 3, helping: 0 }
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
  await askMany(2)
  await beat()
  const few = [{ level: 'cell', code: cell, few: true }]
  for (const filter of ['', '?need=oxygen', '?need=illness', '?status=waiting', '?status=helping'])
    expect(await shown(12, filter)).toEqual(few)
  expect(await read(`/map/places/${cell}`)).toMatchObject({ counts: few[0], needs: [] })
})

test('requests nobody knows make no number, however many they are', async () => {
  await askMany(9, { known: false })
  await ask()
  await beat()
  expect(await shown(12)).toEqual([{ level: 'cell', code: cell, few: true }])
  expect((await read('/map/places')).items).toMatchObject([{ counts: { code: '12', few: true } }])
  expect((await read('/map/places')).whole).toEqual({ few: true })
})

/** Enough that most of them are told, wherever the steps begin. */
const MANY = 120

test('the sheet of a district tells needs, red and the wait of many; that of a subdistrict or hexagon only totals', async () => {
  const waitingSince = new Date('2026-11-22T20:10:00Z')
  await askMany(MANY, { waitingSince })
  await ask({ needs: ['illness', 'oxygen'], status: 'claimed', urgency: 1 })
  await beat()
  const totals = { waiting: MANY, helping: 'few' }
  const told = { red: expect.any(Number), oldest: '2026-11-22T21:00:00.000Z' }
  for (const code of ['12', '1206']) {
    const { needs, ...sheet } = await read(`/map/places/${code}`)
    expect(sheet).toEqual({
      areaCode: code,
      counts: { level: code === '12' ? 'province' : 'district', code, ...totals, ...told },
      at: now.toISOString(),
    })
    expect(needs).toEqual([{ kind: 'oxygen', count: expect.any(Number) }])
    for (const count of [needs[0].count, sheet.counts.red]) expect([75, 100]).toContain(count)
  }
  for (const code of ['120601', cell])
    expect(await read(`/map/places/${code}`)).toMatchObject({
      counts: { ...totals, red: null, oldest: null },
      needs: [],
    })
  expect((await read(`/map/places/${cell}`)).areaCode).toMatch(/^12\d{4}$/)
}, 60_000)

test('a need is a filter of provinces and districts; closer by, and where too few are known to want it, it says few', async () => {
  await askMany(MANY)
  await askMany(20, { needs: ['illness'], subdistrictCode: '120101', h3Cell: '8864a49b17fffff' })
  await beat()
  const few = { few: true }
  const atLeast = { atLeast: expect.any(Number) }
  expect(await shown(6, '?need=oxygen', areaPoint('12'))).toEqual([
    { level: 'province', code: '12', ...atLeast },
  ])
  expect(await shown(9, '?need=oxygen', areaPoint('1206'))).toEqual([
    { level: 'district', code: '1206', ...atLeast },
  ])
  expect(await shown(9, '?need=illness', areaPoint('1206'))).toEqual([
    { level: 'district', code: '1206', ...few },
  ])
  expect(await shown(9, '?need=oxygen&status=waiting', areaPoint('1206'))).toMatchObject([few])
  expect(await shown(11, '?need=oxygen', areaPoint('120601'))).toMatchObject([few, few])
  expect(await shown(12, '?need=oxygen')).toMatchObject([few])
  const { items, whole } = await read('/map/places?parent=12&need=oxygen')
  expect(items.map(({ counts }: { counts: object }) => counts)).toEqual([
    { level: 'district', code: '1206', ...atLeast },
    { level: 'district', code: '1201', ...few },
  ])
  expect(whole).toEqual(atLeast)
}, 60_000)

test('a status hides the other number', async () => {
  await askMany(3)
  await askMany(4, { status: 'helping' })
  await beat()
  expect(await shown(12, '?status=waiting')).toMatchObject([{ waiting: 3, helping: 0 }])
  expect(await shown(12, '?status=helping')).toMatchObject([{ waiting: 0, helping: 4 }])
  expect((await read('/map/places?status=helping')).items).toMatchObject([
    { counts: { waiting: 0, helping: 4 } },
  ])
})

test('the list tells the whole of its area too, and the country is all of its provinces', async () => {
  await askMany(3)
  await askMany(4, { provinceCode: '10', subdistrictCode: '100101', h3Cell: '8864a4b69bfffff' })
  await ask({ provinceCode: '50', subdistrictCode: '500101', h3Cell: '8864828965fffff' })
  await beat()
  expect((await read('/map/places')).whole).toMatchObject({ waiting: 8, helping: 0 })
  expect((await read('/map/places?parent=12')).whole).toMatchObject({ waiting: 3, helping: 0 })
  expect((await read('/map/places?parent=50')).whole).toEqual({ few: true })
  expect((await read('/map/places?parent=11')).whole).toMatchObject({ waiting: 0, helping: 0 })
})

test('nothing changes between the beats, in no tile, list or sheet', async () => {
  await askMany(5)
  await beat()
  const all = async () => {
    const paths = ['/map/places', '/map/places?parent=12', '/map/places/1206', `/map/places/${cell}`]
    return [await shown(12), await shown(5), ...(await Promise.all(paths.map(read)))]
  }
  const before = await all()
  await askMany(3)
  await ask({ provinceCode: '50', subdistrictCode: '500101', h3Cell: '8864828965fffff' })
  await beat(4)
  expect(await all()).toEqual(before)
  await beat(1)
  expect(await shown(12)).toMatchObject([{ waiting: 8 }])
  // the one that came alone changes not even the country before its own beat
  expect((await read('/map/places')).whole).toMatchObject({ waiting: 8 })
  await beat(10)
  expect((await read('/map/places')).whole).toMatchObject({ waiting: 9 })
  expect((await read('/map/places/50')).counts).toMatchObject({ few: true })
})

test('a server that starts again serves what was published last', async () => {
  await askMany(4)
  await beat()
  await askMany(2)
  const again = startMapFollower({ db, log, clock: () => now })
  await again.stop()
  expect(await shown(12)).toMatchObject([{ waiting: 4 }])
})

test('a tile comes with an ETag, short keeping and gzip, and changes after a change', async () => {
  await askMany(3)
  await beat()
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
  await beat(5)
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

test('a listener hears within two seconds of the beat which places look different, as codes alone', async () => {
  await askMany(3)
  await beat()
  const stream = await get('/map/live')
  expect(stream.headers.get('content-type')).toContain('text/event-stream')
  await ask()
  const follower = startMapFollower({ db, log, clock: () => now })
  const began = Date.now()
  now = new Date(now.getTime() + 5 * 60_000)
  const heard = await firstEvent(stream)
  expect(Date.now() - began).toBeLessThan(2000)
  expect(heard.split('\n')[0]).toBe('event: changed')
  const { places, ...more } = JSON.parse(heard.split('\ndata: ')[1] ?? '')
  expect(more).toEqual({})
  expect([...places].sort()).toEqual(['12', '1206', '120601', cell])
  await follower.stop()
})

test('a place that says few is announced with nothing around it: everything is to be read again', async () => {
  const heard: string[] = []
  live.listen('map_changed', { heard: (codes) => heard.push(codes), missed: () => {}, stopped: () => {} })
  await ask()
  await beat(5)
  expect(heard).toEqual([])
  await beat(10)
  expect(heard).toEqual([''])
  // a second person in it is no news to anybody
  await ask()
  await beat()
  expect(heard).toEqual([''])
  await ask()
  await beat()
  expect(heard).toEqual(['', ''])
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
  await askMany(3)
  await beat()
  expect(await firstEvent(again)).toContain('"120601"')
})

test('a network may listen so many times at once; who leaves makes room, and a head is not asked for', async () => {
  const waitFor = (status: number) =>
    vi.waitFor(async () => {
      const answer = await get('/map/live')
      if (answer.status !== status) await answer.body?.cancel()
      expect(answer.status).toBe(status)
      return answer
    }, 5000)
  // streams of the tests before are let go first
  const open = [await waitFor(200), await waitFor(200), await waitFor(200)]
  const refused = await get('/map/live')
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60'])
  expect(await refused.json()).toMatchObject({ code: 'too-many-calls' })
  for (const _ of [1, 2, 3, 4, 5]) {
    const head = await fetch(`${address}/api/map/live`, { method: 'HEAD' })
    expect(head.status).toBe(404)
  }
  await open[0]?.body?.cancel()
  const again = await waitFor(200)
  for (const one of [...open.slice(1), again]) await one.body?.cancel()
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
