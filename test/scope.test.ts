import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Endpoint } from '../contract/endpoint.ts'
import { endpoints } from '../contract/index.ts'
import { closedInputs } from './privacy/closed-inputs.ts'
import { type Planted, plant } from './privacy/planted.ts'
import type { Example } from './privacy/public-inputs.ts'
import { placesIn, telltale, toldIn } from './privacy/tell-tales.ts'
import { type Caller, must, openWorld, type Person, registration, type World } from './world.ts'

// Four nets hold what is not open to anyone; here is asked from outside whether they do. Endpoints come from the
// contract: a new one fails until somebody writes down, in closed-inputs.ts, how it would be tried on another's people.

let world: World
let planted: Planted
let newcomer: Caller
let pending: Caller
/** approved for the area, of a kind that does not keep the register */
let nurse: Caller
/** people with some right, none of it here, by what they are */
let elsewhere: Record<string, Caller>
/** people who have lost, or never got, what they once asked for here */
let shut: Record<string, { who: Caller; code: string }>

beforeAll(async () => {
  world = await openWorld()
  planted = await plant(world)
  newcomer = await world.newcomer()
  pending = await world.newcomer()
  must(await pending.send('POST', '/api/volunteers', registration({ areas: ['9011'] })))
  nurse = await healthWorker('9011')
  // จังหวัดนนทบุรี; the tell-tale persons are in สงขลา and เชียงใหม่
  elsewhere = {
    coordinator: await world.as('coordinator'),
    volunteer: await world.as('volunteer'),
    ...(await neighbours()),
  }
  shut = await shutOut()
}, 60_000)
afterAll(() => world.close())

/** In the province of the tell-tale persons (90, district 9011, subdistricts 901101 and others) and beside it, and in combination. */
async function neighbours(): Promise<Record<string, Caller>> {
  const both = await world.volunteerOf('9012')
  const national = await world.as('national')
  const appoint = { role: 'coordinator' as const, phone: both.phone, name: both.name, areas: ['9101'] }
  must(await national.call('POST /grants', { body: { ...appoint, id: newId() } }))
  const keeping = await world.volunteerOf('9013')
  await keeps(keeping, '91')
  const keeper = await world.newcomer()
  await keeps(keeper, '90')
  const surveyor = await world.volunteerOf('901102')
  // says to be more than was approved
  must(
    await surveyor.call('PATCH /volunteers/me', {
      body: { name: 'สมมติ คนอื่น', areas: ['901102', '9011', '90', '901101'] },
    }),
  )
  return {
    'coordinator of the next subdistrict': await world.coordinatorOf('901102'),
    'coordinator of the next district': await world.coordinatorOf('9012'),
    'coordinator of the next province': await world.coordinatorOf('91'),
    'volunteer of the next subdistrict who asks for more': surveyor,
    'volunteer of the next district and coordinator of the next province': both,
    'volunteer of the next district and keeper elsewhere': keeping,
    'keeper of the province': keeper,
  }
}

async function keeps({ phone, name }: Person, province: string): Promise<void> {
  const coordinator = await world.coordinatorOf(province)
  must(await coordinator.call('POST /keepers', { body: { id: newId(), agency: 'อบจ.ตัวอย่าง', phone, name } }))
}

async function shutOut(): Promise<Record<string, { who: Caller; code: string }>> {
  const national = await world.as('national')
  const [suspended, refused, ended] = [
    await world.volunteerOf('9011'),
    await world.newcomer(),
    await world.newcomer(),
  ]
  const reason = 'ทดสอบ'
  must(
    await national.call('POST /volunteers/:id/suspend', {
      params: { id: suspended.volunteerId },
      body: { reason },
    }),
  )
  const body = registration({ areas: ['9011'] })
  must(await refused.call('POST /volunteers', { body }))
  must(await national.call('POST /volunteers/:id/refuse', { params: { id: body.id }, body: { reason } }))
  const grant = { role: 'coordinator' as const, areas: ['90'], name: 'สมมติ ผู้ดูแล' }
  const first = { ...grant, id: newId(), phone: ended.phone }
  must(await national.call('POST /grants', { body: first }))
  const below = await world.newcomer()
  must(
    await ended.call('POST /grants', {
      body: { ...grant, id: newId(), phone: below.phone, areas: ['9011'] },
    }),
  )
  const kept = await world.newcomer()
  must(
    await ended.call('POST /keepers', {
      body: { id: newId(), agency: 'อบต.ตัวอย่าง', phone: kept.phone, name: kept.name },
    }),
  )
  must(await national.call('POST /grants/:id/end', { params: { id: first.id } }))
  return {
    'a suspended volunteer': {
      who: await world.signIn(suspended.phone, suspended.name),
      code: 'not-approved',
    },
    'a refused volunteer': { who: refused, code: 'not-approved' },
    'a coordinator whose grant ended': { who: ended, code: 'not-allowed' },
    'a coordinator whose granter’s grant ended': { who: below, code: 'not-allowed' },
    'a keeper whose granter’s grant ended': { who: kept, code: 'not-allowed' },
  }
}

const keyOf = ({ method, path }: Endpoint) => `${method} ${path}`
const byAnyone = ['anyone', 'follow-key', 'link-key']
const closed = endpoints.filter(({ access }) => !byAnyone.includes(access))
async function healthWorker(area: string): Promise<Caller> {
  const [person, national] = [await world.newcomer(), await world.as('national')]
  const body = registration({ kinds: ['health-worker', 'public'], areas: [area] })
  must(await person.call('POST /volunteers', { body }))
  must(await national.call('POST /volunteers/:id/approve', { params: { id: body.id } }))
  return person
}

const forRoles = closed.filter(({ access }) => access !== 'signed-in')

function examplesOf(endpoint: Endpoint): Example[] {
  const examples = closedInputs(planted)[keyOf(endpoint)]
  if (!examples) throw new Error(`say in test/privacy/closed-inputs.ts how ${keyOf(endpoint)} is called`)
  return examples
}

function send(who: Caller, { method, path }: Endpoint, { params = {}, query, body }: Example) {
  const filled = path.replace(/:(\w+)/g, (_, name) => encodeURIComponent(params[name] ?? ''))
  const search = query ? `?${new URLSearchParams(query)}` : ''
  return who.send(method, `/api${filled}${search}`, method === 'GET' ? undefined : (body ?? {}))
}

const told = (answer: object) => [
  ...toldIn(JSON.stringify(answer), planted.secrets),
  ...placesIn(JSON.stringify(answer)),
]

describe('an endpoint that is not open to anyone', () => {
  test.each(closed.map((endpoint) => [keyOf(endpoint), endpoint] as const))(
    '%s asks who calls',
    async (_, endpoint) => {
      for (const example of examplesOf(endpoint)) {
        const { status, code, body } = await send(world.stranger(), endpoint, example)
        expect([status, code]).toEqual([401, 'not-signed-in'])
        expect(told({ body })).toEqual([])
      }
    },
  )

  test.each(forRoles.map((endpoint) => [keyOf(endpoint), endpoint] as const))(
    '%s is not for a newcomer, nor for a volunteer who waits to be approved',
    async (_, endpoint) => {
      const waits = ['volunteer', 'helper', 'data-volunteer'].includes(endpoint.access)
      for (const example of examplesOf(endpoint)) {
        expect(await send(newcomer, endpoint, example)).toMatchObject({ status: 403, code: 'not-allowed' })
        const refused = await send(pending, endpoint, example)
        expect([refused.status, refused.code]).toEqual([403, waits ? 'not-approved' : 'not-allowed'])
        expect(told(refused)).toEqual([])
      }
    },
  )

  test.each(forRoles.map((endpoint) => [keyOf(endpoint), endpoint] as const))(
    '%s is shut to those suspended, refused, or whose grant or granter’s grant has ended',
    async (_, endpoint) => {
      for (const [name, { who, code }] of Object.entries(shut))
        for (const example of examplesOf(endpoint)) {
          const refusal = await send(who, endpoint, example)
          expect(refusal.status, name).toBe(403)
          expect(['not-allowed', code], name).toContain(refusal.code)
          expect(told(refusal), name).toEqual([])
        }
    },
  )

  test.each(
    closed
      .filter(({ access }) => access === 'data-volunteer')
      .map((endpoint) => [keyOf(endpoint), endpoint] as const),
  )('%s is not for a volunteer of the area whose kind does not keep the register', async (_, endpoint) => {
    for (const example of examplesOf(endpoint)) {
      const refused = await send(nurse, endpoint, example)
      expect([refused.status, refused.code]).toEqual([403, 'not-allowed'])
      expect(told(refused)).toEqual([])
    }
  })

  test.each(closed.map((endpoint) => [keyOf(endpoint), endpoint] as const))(
    '%s tells nobody from elsewhere anything, and changes nothing: next subdistrict, next district, other provinces, keepers, in combination',
    async (_, endpoint) => {
      const writes = endpoint.method !== 'GET'
      const before = writes ? await standing() : []
      for (const [name, who] of Object.entries(elsewhere))
        for (const example of examplesOf(endpoint)) {
          const answer = await send(who, endpoint, example)
          const said = `${name}: ${JSON.stringify(example)} ${JSON.stringify(answer.body)}`
          // 400: a list for a smaller area than theirs; 415: an upload without a file; 429: the limits of who tries everything
          expect([200, 400, 403, 404, 409, 415, 429], said).toContain(answer.status)
          const takesOne = endpoint.params !== undefined && endpoint.access !== 'signed-in'
          if (takesOne) expect(answer.status, said).not.toBe(200)
          expect(told(answer), said).toEqual([])
        }
      expect(writes ? await standing() : []).toEqual(before)
    },
  )
})

/** How the tell-tale cases, their helper and their coordinator stand, as the country sees it. */
async function standing() {
  const national = await world.as('national')
  const { body: cases } = await national.call('GET /help-requests', { query: { area: '90' } })
  const { body: people } = await national.call('GET /volunteers', { query: { area: '90' } })
  const { body: grants } = await national.call('GET /grants', { query: { area: '90' } })
  const { body: facilities } = await national.call('GET /facilities/desk', { query: { area: '90' } })
  const { body: keepers } = await national.call('GET /keepers', { query: { area: '90' } })
  return [
    ...[cases.items, people.items.map(({ status }) => status), grants.items, facilities, keepers.items],
    await registerStanding(national),
  ]
}

/** How their part of the register stands, its history included. */
async function registerStanding(national: Caller) {
  const query = { area: '90' }
  const { resident, twin, moved } = planted.register
  const sheets = [resident, twin, moved].map((id) =>
    national.call('GET /register/residents/:id', { params: { id } }),
  )
  return [
    ...(await Promise.all(sheets)).map(({ body }) => body),
    (await national.call('GET /register/residents', { query })).body.items.map(({ id, seq }) => [id, seq]),
    (await national.call('GET /register/conflicts', { query })).body.items,
    (await national.call('GET /register/moves', { query })).body.items,
    (await national.call('GET /register/merges', { query })).body.items,
    (await national.call('GET /register/devices', { query })).body.items,
  ]
}

describe('a helper of the area', () => {
  const namesAndPhones = [telltale.reporterName, telltale.personName].flatMap((name) =>
    name.toLowerCase().split(' '),
  )

  test('who does not hold a case reads no name and no phone, neither in lists nor in words', async () => {
    const neighbour = await world.volunteerOf('9011')
    const numbers = [planted.requests.still, planted.requests.claimed, planted.requests.waiting]
    const answers = [
      await neighbour.call('GET /help-requests'),
      await neighbour.call('GET /help-requests/near', { query: { lon: 100.47, lat: 7.008 } }),
      ...(await Promise.all(
        numbers.map(({ number }) => neighbour.call('GET /help-requests/:number', { params: { number } })),
      )),
    ]
    for (const answer of answers) {
      expect(must(answer).status).toBe(200)
      const found = toldIn(JSON.stringify(answer.body))
      expect(found.filter((word) => namesAndPhones.includes(word) || /^8\d{8}$/.test(word))).toEqual([])
      expect(JSON.stringify(answer.body)).not.toContain('doorCode":"')
    }
  })

  test('reads nothing in words in a list, and in a list of the own area only what is in it', async () => {
    const neighbour = await world.volunteerOf('9011')
    const { items } = (await neighbour.call('GET /help-requests', { query: {} })).body
    expect(items.length).toBeGreaterThan(3)
    expect(items.every(({ areaCode }) => areaCode.startsWith('9011'))).toBe(true)
    expect(toldIn(JSON.stringify(items))).toEqual([])
  })
})
