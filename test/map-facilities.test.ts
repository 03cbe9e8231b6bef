import { VectorTile } from '@mapbox/vector-tile'
import type { FastifyInstance } from 'fastify'
import { latLngToCell } from 'h3-js'
import { PbfReader } from 'pbf'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { profile } from '../profiles/covid-19.ts'
import { nobody } from '../server/access/actor.ts'
import { announceChanged } from '../server/facilities/questions.ts'
import { publishWhatIsDue } from '../server/map/follower.ts'
import { inTiles } from '../server/map/grid.ts'
import { mapRoutes } from '../server/map/routes.ts'
import { type Database, openDatabase, openPool } from '../server/platform/database.ts'
import { createHttp } from '../server/platform/http.ts'
import { type Live, startLive } from '../server/platform/live.ts'
import { createLog } from '../server/platform/log.ts'
import { createServer } from '../server/platform/server.ts'
import { type FreshDatabase, freshDatabase } from './setup/database.ts'
import { forgetFacilities, putFacility, putMany } from './setup/map-facilities.ts'
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
  db = openDatabase(openPool(fresh.url, 4))
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
  mapRoutes(createHttp(app, { db, clock: () => now, publicUrl: undefined, doorkeeper }), {
    ...{ live, profile },
    config: { listenersPerNetwork: 100 },
  })
  address = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await live.stop()
  await app.close()
  await db.destroy()
  await fresh.drop()
})
beforeEach(async () => {
  now = new Date()
  await forgetFacilities(fresh.url)
  await announceChanged(db, many)
  await announced()
})

const here = { lon: 100.506, lat: 13.912 }
const many = Array.from({ length: 51 }, () => ({ id: '', ...here }))
const announced = () => new Promise((resolve) => setTimeout(resolve, 50))
const hoursLater = (hours: number) => (now = new Date(now.getTime() + hours * 3_600_000))
const put = async (changes: Parameters<typeof putFacility>[2] = {}) => {
  const row = await putFacility(db, now, changes)
  await announced()
  return row
}

type Looked = { z?: number; filter?: string; layers?: string; at?: { lon: number; lat: number } }
async function tile({ z = 15, filter = '', layers = 'facilities', at = here }: Looked = {}) {
  const [x, y] = inTiles(at.lon, at.lat, z)
  const path = `/api/map/tiles/${layers}/${z}/${Math.floor(x)}/${Math.floor(y)}.mvt`
  return fetch(`${address}${path}?${filter}`)
}
async function layersOf(looked: Looked = {}) {
  const answer = await tile(looked)
  expect(answer.status).toBe(200)
  return new VectorTile(new PbfReader(await answer.bytes())).layers
}
async function shown(looked: Looked = {}) {
  const layer = (await layersOf(looked)).facilities
  return Array.from({ length: layer?.length ?? 0 }, (_, index) => layer?.feature(index).properties)
}

test('a facility is a point with its name, status and freshness, at every zoom', async () => {
  const { id } = await put({ name_en: 'Example hospital' })
  const point = {
    ...{ id, kind: 'hospital', name: 'โรงพยาบาลตัวอย่าง', nameEn: 'Example hospital' },
    ...{ status: 'open', freshness: 'fresh' },
  }
  for (const z of [0, 5, 9, 12, 16]) expect(await shown({ z })).toEqual([point])
})

test('it stands where it is', async () => {
  await put()
  const [x, y] = inTiles(here.lon, here.lat, 16)
  const feature = (await layersOf({ z: 16 })).facilities?.feature(0)
  const { geometry } = feature?.toGeoJSON(Math.floor(x), Math.floor(y), 16) ?? {}
  expect(geometry).toMatchObject({ type: 'Point' })
  const [lon, lat] = geometry?.type === 'Point' ? geometry.coordinates : []
  expect(lon).toBeCloseTo(here.lon, 5)
  expect(lat).toBeCloseTo(here.lat, 5)
})

test('with time it fades and its status is unknown, without anybody announcing it', async () => {
  await put()
  for (const [hours, status, freshness] of [
    [0, 'open', 'fresh'],
    [13, 'open', 'ageing'],
    [12, 'unknown', 'stale'],
  ] as const) {
    hoursLater(hours)
    expect(await shown()).toMatchObject([{ status, freshness }])
  }
})

test('proposals, refused ones and what is gone are not on the map', async () => {
  for (const changes of [{ verification: 'proposed' }, { verification: 'refused' }, { gone_at: now }])
    await put(changes)
  expect(await shown({ z: 0 })).toEqual([])
})

test('a doubted one says so', async () => {
  await put({ doubted_at: now })
  expect(await shown()).toMatchObject([{ doubted: true }])
})

test('filters: kinds, open now, with room, fresh', async () => {
  const apart = (steps: number) => ({ lon: here.lon + steps * 0.02 })
  const stale = new Date(now.getTime() + 1000)
  const room = { room_total: 10, room_free: 0, room_stale_at: new Date(now.getTime() + 3_600_000) }
  await put({ name_th: 'เปิด', ...room, room_free: 4 })
  await put({ ...apart(1), name_th: 'ปิด', state: 'closed', kind: 'crematorium' })
  await put({ ...apart(2), name_th: 'ไม่บอก', kind: 'waiting-centre' })
  await put({ ...apart(-1), name_th: 'เต็ม', ...room, kind: 'field-hospital' })
  await put({ ...apart(-2), name_th: 'เก่า', stale_at: stale, state_stale_at: stale })
  hoursLater(0.1)
  const names = async (filter: string) =>
    (await shown({ z: 11, filter })).map((properties) => properties?.name).sort()
  expect(await names('')).toEqual(['ปิด', 'เก่า', 'เต็ม', 'เปิด', 'ไม่บอก'].sort())
  expect(await names('kind=crematorium,field-hospital')).toEqual(['ปิด', 'เต็ม'].sort())
  expect(await names('open=true')).toEqual(['เปิด', 'ไม่บอก'])
  expect(await names('room=true')).toEqual(['เปิด'])
  expect(await names('fresh=true')).toEqual(['ปิด', 'เต็ม', 'เปิด', 'ไม่บอก'].sort())
  expect(await names('kind=crematorium&open=true')).toEqual([])
})

test('kinds the event does not know are refused', async () => {
  for (const filter of ['kind=lottery', 'kind=hospital,lottery', 'kind=', 'open=perhaps']) {
    const answer = await tile({ filter })
    expect(answer.status, filter).toBe(400)
    expect(await answer.json()).toMatchObject({ code: 'invalid-input' })
  }
})

test('one tile can have requests and facilities', async () => {
  await forgetRequests(fresh.url)
  const facets = {
    ...{ provinceCode: '12', subdistrictCode: '120601', h3Cell: latLngToCell(here.lat, here.lon, 8) },
    ...{
      needs: ['oxygen'],
      status: 'waiting',
      urgency: 3,
      leadId: null,
      countsInPublic: true,
      known: true,
    },
  }
  await changeRequest(db, null, facets)
  await publishWhatIsDue(db, now)
  await put()
  const sizes = async (layers: string) =>
    Object.entries(await layersOf({ z: 13, layers })).map(([name, { length }]) => [name, length])
  expect(await sizes('requests,facilities')).toEqual([
    ['requests', 1],
    ['facilities', 1],
  ])
  expect(await sizes('facilities,requests')).toEqual(await sizes('requests,facilities'))
  expect(await sizes('facilities')).toEqual([['facilities', 1]])
  expect(await sizes('requests')).toEqual([['requests', 1]])
})

test('what stands in one place is one group with its number and, if all are alike, its kind', async () => {
  await put()
  await put()
  await put({ lon: here.lon + 0.005 })
  expect(await shown({ z: 16 })).toEqual([{ count: 2, kind: 'hospital' }])
  await put({ kind: 'crematorium' })
  expect(await shown({ z: 16 })).toEqual([{ count: 3 }])
  expect(await shown({ z: 5 })).toEqual([{ count: 4 }])
})

const bangkok: [number, number, number, number] = [100.33, 13.5, 100.93, 13.95]
const thailand: [number, number, number, number] = [98, 7, 104, 19]
const kinds = profile.facilityKinds.map(({ kind }) => kind)
const zooms = Array.from({ length: 17 }, (_, z) => z)

test.each([
  ['all in Bangkok', bangkok],
  ['all over the country', thailand],
  ['all on one hectare', [100.5, 13.75, 100.501, 13.751] as typeof bangkok],
])(
  '20,000 facilities %s: a tile counts every one and stays under 30 kB',
  async (_, box) => {
    await putMany(fresh.url, { count: 20_000, kinds, box })
    const at = { lon: (box[0] + box[2]) / 2, lat: (box[1] + box[3]) / 2 }
    for (const z of zooms) {
      const answer = await fetch((await tile({ z, at })).url, { headers: { 'accept-encoding': 'gzip' } })
      expect(Number(answer.headers.get('content-length'))).toBeLessThanOrEqual(30 * 1024)
    }
    const features = await shown({ z: 4, at })
    expect(features.length).toBeLessThanOrEqual(144)
    const all = features.reduce((sum, one) => sum + Number(one?.count ?? 1), 0)
    expect(all).toBe(20_000)
  },
  30_000,
)

test('a tile is kept until something in it is announced, and no longer than 30 seconds', async () => {
  await put({ name_th: 'ก่อน' })
  const nameNow = async () => (await shown())[0]?.name
  expect(await nameNow()).toBe('ก่อน')
  await asOwner(fresh.url, `update facility set name_th = 'หลัง'`)
  expect(await nameNow()).toBe('ก่อน')
  await announceChanged(db, [{ id: '', ...here, lon: 101 }])
  await announced()
  expect(await nameNow()).toBe('ก่อน')
  await announceChanged(db, [{ id: '', ...here }])
  await announced()
  expect(await nameNow()).toBe('หลัง')
  await asOwner(fresh.url, `update facility set name_th = 'ต่อมา'`)
  now = new Date(now.getTime() + 30_000)
  expect(await nameNow()).toBe('ต่อมา')
})

test('who listens hears which facilities changed, and where; of many at once, that it is all', async () => {
  const answer = await fetch(`${address}/api/map/live`)
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  let heard = ''
  const hear = async (words: string) => {
    while (!heard.includes(words)) heard += (await reader?.read())?.value ?? ''
  }
  const { id } = await put()
  await hear(`data: {"places":[],"facilities":["${id}"],"at":[[100.506,13.912]]}`)
  await announceChanged(db, many)
  await hear('data: {"places":[],"facilities":[""],"at":[]}')
  await reader?.cancel()
})
