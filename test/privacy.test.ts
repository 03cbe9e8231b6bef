import { setTimeout as pause } from 'node:timers/promises'
import { latLngToCell } from 'h3-js'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { endpoints } from '../contract/index.ts'
import { areaPoint } from '../server/areas/questions.ts'
import { type Planted, plant } from './privacy/planted.ts'
import { publicInputs } from './privacy/public-inputs.ts'
import { drawnAsKnown, placesInTile, type Shown, tilesAround } from './privacy/shown.ts'
import { type Heard, strangerAt } from './privacy/stranger.ts'
import { places, placesIn, telltale, toldIn } from './privacy/tell-tales.ts'
import { openWholeServer, type WholeServer } from './privacy/whole-server.ts'
import { putFacility } from './setup/map-facilities.ts'
import { must } from './world.ts'

// product.md, rule 1: no route that needs no sign-in returns a name, phone, exact position, age, illness or free text of
// a person. Routes come from the contract and from the running server, so that whatever is added is read here too.

let server: WholeServer
let planted: Planted
let stranger: ReturnType<typeof strangerAt>
let stream: Awaited<ReturnType<typeof stranger.listen>>

beforeAll(async () => {
  server = await openWholeServer()
  stranger = strangerAt(server.address)
  stream = await stranger.listen('/api/map/live')
  planted = await plant(server)
  await published()
}, 60_000)
afterAll(async () => {
  await stream.stop()
  await server.close()
})

/** The map's follower has published all that was planted. */
async function published() {
  server.later(15)
  const at = async () => JSON.parse(String((await stranger.read('GET', '/api/map/places')).bytes)).at
  await vi.waitFor(async () => expect(await at()).toBe(server.parts.clock().toISOString()), 10_000)
}

/** What an answer tells of the tell-tale persons, in its headers and its body alike. */
function toldBy({ headers, bytes, type }: Heard): string[] {
  const spoken = `${headers}\n${bytes}`
  // of its own measurements in seconds any number may be some latitude
  const metrics = type.includes('version=0.0.4')
  return [...toldIn(spoken, planted.secrets), ...(metrics ? [] : placesIn(spoken))]
}

const keyOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`
const open = endpoints.filter(({ access }) => access === 'anyone')
const streams = open.filter(({ media }) => media === 'text/event-stream').map(keyOf)

test('whoever has the follow key reads it all, so what is looked for can be found', async () => {
  const { followKey } = planted.requests.waiting
  const { body } = await server.stranger().call('GET /follow/:followKey', { params: { followKey } })
  const found = toldIn(JSON.stringify(body), planted.secrets)
  for (const sure of ['ปริศนาลับวงศ์', 'zanquibarvex', 'quexhouse', 'พยานเร้นกาย', 'แพ้ยาเพนนิลับทอง', 'ข่าวเร้นใจ'])
    expect(found).toContain(sure)
  expect(found).toEqual(expect.arrayContaining(['810004719', '820005823', planted.requests.waiting.number]))
  expect(placesIn(JSON.stringify(body))).toHaveLength(2)
  expect(
    toldIn(
      'born 2487, {"year":1944} +66 81-000-4719 %E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7%E0%B9%80%E0%B8%A3%E0%B9%89%E0%B8%99%E0%B9%83%E0%B8%88',
    ),
  ).toEqual(['ข่าวเร้นใจ', '810004719', '2487', '1944'])
})

describe('every endpoint open to anyone', () => {
  test.each(open.map(keyOf).filter((key) => !streams.includes(key)))('%s', async (key) => {
    const endpoint = open.find((one) => keyOf(one) === key)
    const takesInput = endpoint?.params ?? endpoint?.query ?? endpoint?.body
    const examples = publicInputs(planted)[key] ?? (takesInput ? undefined : [{}])
    expect(examples, `say in test/privacy/public-inputs.ts how a stranger calls ${key}`).toBeDefined()
    for (const example of examples ?? []) {
      const heard = await stranger.call(key, example)
      expect(heard.status, heard.bytes.toString()).not.toBe(500)
      expect(toldBy(heard), `${key} ${JSON.stringify(example)}`).toEqual([])
    }
  })

  test('each list of examples belongs to an endpoint that is there', () => {
    expect(
      Object.keys(publicInputs(planted)).filter((key) => !open.some((one) => keyOf(one) === key)),
    ).toEqual([])
  })

  test('the live stream, all the while people asked, helped and closed, named places only', () => {
    expect(streams).toEqual(['GET /map/live'])
    const heard = stream.soFar()
    expect(heard).toContain('event: changed')
    expect([...toldIn(heard, planted.secrets), ...placesIn(heard)]).toEqual([])
    for (const [, data = ''] of heard.matchAll(/^data: (.*)$/gm))
      for (const code of JSON.parse(data).places)
        expect(code).toMatch(/^(|\d{2}|\d{4}|\d{6}|88[0-9a-f]{13})$/)
  })
})

test('routes outside the contract', async () => {
  const inContract = new Set(endpoints.map(({ method, path }) => `${method} /api${path}`))
  const others = server.routes.filter(({ method, url }) => method === 'GET' && !inContract.has(`GET ${url}`))
  const urls = others.map(({ url }) => url)
  for (const sure of [
    '/healthz',
    '/readyz',
    '/metrics',
    '/api/openapi.json',
    '/api/docs',
    '/basemap.pmtiles',
  ])
    expect(urls).toContain(sure)
  expect(
    urls.filter((url) => url.includes(':')),
    'say here how a route with parameters is called',
  ).toEqual([])
  for (const url of urls) {
    const heard = await stranger.read('GET', url.replace('*', `${planted.requests.waiting.number}`))
    expect(heard.status, url).not.toBe(500)
    expect(toldBy(heard), url).toEqual([])
  }
  const writes = server.routes.filter(
    ({ method, url }) => method === 'POST' && !inContract.has(`POST ${url}`),
  )
  expect(writes.map(({ url }) => url)).toContain('/api/auth/phone-number/verify')
  for (const { url } of writes)
    for (const body of [
      {},
      { phoneNumber: telltale.reporterPhone },
      { phoneNumber: '0830006931', code: '000000' },
    ]) {
      const heard = await stranger.read('POST', url, body)
      expect(heard.status, url).not.toBe(500)
      expect(toldBy(heard), url).toEqual([])
    }
})

describe('tiles', () => {
  const around = Object.values(places).flatMap((place) =>
    Array.from({ length: 17 }, (_, zoom) => tilesAround(place, zoom, zoom >= 12)).flat(),
  )
  const needs = ['', 'illness', 'other', 'oxygen']
  const filters = needs.flatMap((need) =>
    ['', 'waiting', 'helping'].map(
      (status) => new URLSearchParams({ ...(need && { need }), ...(status && { status }) }),
    ),
  )
  const read = async (layers: string, [z, x, y]: [number, number, number], filter: URLSearchParams) =>
    stranger.read('GET', `/api/map/tiles/${layers}/${z}/${x}/${y}.mvt?${filter}`)

  test('of every zoom around the place, with every filter, show areas and hexagons where everybody knows them', async () => {
    for (const tile of around)
      for (const filter of tile[0] < 12 || isOver(tile) ? filters : filters.slice(0, 1)) {
        const heard = await read('requests', tile, filter)
        expect(toldBy(heard), `${tile} ${filter}`).toEqual([])
        const shown = placesInTile(heard.bytes, tile)
        if (`${filter}` === '' && isOver(tile)) expect(shown, `${tile}`).not.toEqual([])
        expect(
          shown.flatMap(({ properties }) => toldIn(JSON.stringify(properties), planted.secrets)),
        ).toEqual([])
        expect(shown.filter((place) => !drawnAsKnown(place, tile[0]))).toEqual([])
        expectFewRule(shown)
      }
  }, 60_000)

  test('of facilities tell of them what anyone may know, and nothing of persons', async () => {
    const { lon, lat } = areaPoint('901101')
    // what keepers write among themselves is personal, whatever they write there
    const hidden = { refused_reason: telltale.requesterNews, gone_reason: telltale.personName }
    await putFacility(server.parts.db, server.parts.clock(), { lon, lat, doubted_at: new Date(), ...hidden })
    let told = 0
    for (const layers of ['facilities', 'requests,facilities'])
      for (const tile of around) {
        const heard = await read(layers, tile, new URLSearchParams())
        expect(toldBy(heard), `${layers} ${tile}`).toEqual([])
        const facilities = placesInTile(heard.bytes, tile).filter(({ properties }) => 'name' in properties)
        for (const { properties } of facilities)
          expect(Object.keys({ doubted: true, ...properties }).sort()).toEqual([
            ...['doubted', 'freshness', 'id', 'kind', 'name', 'status'],
          ])
        told += facilities.length
      }
    expect(told).toBeGreaterThan(0)
  }, 60_000)

  const isOver = (tile: number[]) =>
    Object.values(places).some((place) => tilesAround(place, tile[0] ?? 0, false)[0]?.join() === tile.join())

  /** Who counts as few says nothing else. */
  function expectFewRule(shown: readonly Shown[]): void {
    for (const { properties } of shown) {
      const kinds = 'few' in properties ? ['code', 'few', 'level'] : Object.keys(properties).sort()
      expect(Object.keys(properties).sort()).toEqual(kinds)
      const allowed = ['code', 'few', 'helping', 'level', 'waiting']
      expect(kinds.filter((key) => !allowed.includes(key))).toEqual([])
    }
  }
})

test('a place with fewer than three known people shows its level, its code and that there are few; from three on, totals', async () => {
  const byPlace = await knownPeopleByPlace()
  expect([...byPlace.values()].some((known) => known >= 3)).toBe(true)
  for (const [code, known] of byPlace) {
    const { counts, needs } = JSON.parse(
      String((await stranger.read('GET', `/api/map/places/${code}`)).bytes),
    )
    const few = { code, few: true, level: expect.any(String) }
    expect(counts, `${code} has ${known}`).toEqual(
      known < 3 ? few : expect.objectContaining({ red: null, oldest: null }),
    )
    expect(needs).toEqual([])
  }
})

test('so does the list beside the map, whatever it is filtered by', async () => {
  const filters = ['', '&need=illness', '&need=oxygen', '&status=waiting', '&status=helping']
  let fewSeen = 0
  for (const parent of ['', '90', '9011', '50', '5012'])
    for (const filter of filters) {
      const heard = await stranger.read('GET', `/api/map/places?parent=${parent}${filter}`)
      for (const { counts } of JSON.parse(String(heard.bytes)).items) {
        if (!('few' in counts)) continue
        expect(Object.keys(counts).sort()).toEqual(['code', 'few', 'level'])
        fewSeen++
      }
    }
  expect(fewSeen).toBeGreaterThan(5)
})

/** How many people known to helpers each area and hexagon really has, whatever the map says; here nobody proves a phone. */
async function knownPeopleByPlace(): Promise<Map<string, number>> {
  const owner = new pg.Client({ connectionString: server.ownerUrl })
  await owner.connect()
  const { rows } = await owner.query<{ subdistrict_code: string; h3_cell: string; known: boolean }>(
    `select subdistrict_code, h3_cell, known_at is not null as known from help_request
    where status <> 'closed' and lead_id is null and counts_in_public`,
  )
  await owner.end()
  const counted = rows.flatMap(({ subdistrict_code: code, h3_cell, known }) =>
    [code.slice(0, 2), code.slice(0, 4), code, h3_cell].map((place) => ({ place, known })),
  )
  const codes = [...new Set(counted.map(({ place }) => place))]
  expect(codes).toContain(latLngToCell(places.alone.lat, places.alone.lon, 8))
  const knownIn = (code: string) => counted.filter(({ place, known }) => place === code && known).length
  return new Map(codes.map((code) => [code, knownIn(code)]))
}

test('a wrong key of a link opens nothing, and its refusal tells nothing', async () => {
  const { followKey } = planted.requests.waiting
  const wrong = [
    `${followKey.slice(0, -1)}_`,
    `12${followKey.slice(2)}`,
    planted.requests.waiting.id,
    followKey.slice(0, 20),
  ]
  for (const endpoint of endpoints.filter(({ access }) => access === 'follow-key' || access === 'link-key'))
    for (const key of wrong) {
      const heard = await stranger.call(keyOf(endpoint), { params: { followKey: key, key } })
      expect([400, 404]).toContain(heard.status)
      expect(toldBy(heard)).toEqual([])
    }
})

test('when something breaks, neither the answer nor the log tells what was being saved', async () => {
  const owner = new pg.Client({ connectionString: server.ownerUrl })
  await owner.connect()
  await owner.query('alter table help_request add constraint broken check (note is null) not valid')
  const body = {
    id: planted.requests.alone.id.replace(/^./, '1'),
    needs: [{ kind: 'other' }],
    note: telltale.note,
  }
  const place = { ...places.alone, landmark: telltale.landmark }
  const reporter = { phone: telltale.reporterPhone, name: telltale.reporterName }
  const heard = await stranger.read('POST', '/api/help-requests', { ...body, place, reporter })
  await owner.query('alter table help_request drop constraint broken')
  await owner.end()
  expect(JSON.parse(String(heard.bytes))).toEqual({
    ...{ type: 'urn:jitasa-care:problem:unexpected', title: 'Something went wrong here' },
    ...{ status: 500, code: 'unexpected', errors: [] },
  })
  expect(server.log()).toContain('"unexpected"')
})

test('the log of all this holds nobody', async () => {
  const { helper, coordinator, requests } = planted
  must(await helper.call('GET /help-requests', { query: { area: '9011' } }))
  must(await coordinator.call('GET /help-requests/:number', { params: { number: requests.claimed.number } }))
  server.later(24 * 60)
  await pause(2500)
  const log = server.log()
  expect(log.length).toBeGreaterThan(100)
  expect(
    toldIn(
      log,
      Object.values(requests).map(({ followKey }) => followKey),
    ),
  ).toEqual([])
  expect(placesIn(log)).toEqual([])
})
