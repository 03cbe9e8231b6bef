import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { household, identityNumber, phoneOf, pull, push, resident, visit } from './register-world.ts'
import { must, openWorld, type Person, registration, type World } from './world.ts'

let world: World
let volunteer: Person
const number = identityNumber()
const home = household({ area: '12060101', houseNo: '12/3', landmark: 'บ้านรั้วเขียว' })
const mali = resident(home.record, {
  name: 'นางมะลิ สมมติดี',
  birthYear: 2500,
  wish: 'undecided',
  reasons: ['side-effects'],
  identity: { kind: 'thai', number },
  nextVisitOn: '2026-11-23',
})
const dam = resident(home.record, { name: 'สมมติ ดำดี', wish: 'wants' })

beforeAll(async () => {
  world = await openWorld()
  volunteer = await world.as('volunteer')
  await push(volunteer, [home, mali, dam, visit(mali.record, { said: 'กลัวเข็ม', wishAfter: 'undecided' })])
})
afterAll(() => world.close())

const find = (person: Person, body: { identity?: string; words?: string; area?: string }) =>
  person.call('POST /register/find', { body })
const read = (person: Person, id: string) => person.call('GET /register/residents/:id', { params: { id } })

describe('a resident is found', () => {
  test('by the number, however it is written, and the number is shown masked', async () => {
    const written = number.replace(/^(.)(....)/, '$1-$2 ')
    const { body } = must(await find(volunteer, { identity: written }))
    expect(body.items.map(({ id }) => id)).toEqual([mali.record])
    expect(body.elsewhere).toBe(null)
    expect(JSON.stringify(body)).not.toContain(number)
  })

  test('by part of a name as it sounds, and by house number', async () => {
    const found = async (words: string) =>
      must(await find(volunteer, { words })).body.items.map(({ id }) => id)
    expect(await found('มะลิ')).toEqual([mali.record])
    expect(await found('๑๒/๓')).toEqual([mali.record, dam.record].sort())
    expect(await found('ดำดี 12/3')).toEqual([dam.record])
    expect(await found('ไม่มีใครชื่อนี้')).toEqual([])
  })

  test('by others only as somebody of an area, with the name masked', async () => {
    const other = await world.volunteerOf('1205')
    const { body } = must(await find(other, { identity: number }))
    expect(body.items).toEqual([])
    expect(body.elsewhere).toMatchObject({ area: '120601' })
    expect(body.elsewhere?.name).not.toContain('มะลิ')
    expect(must(await find(other, { words: 'มะลิ' })).body.items).toEqual([])
    expect((await find(other, { words: 'มะลิ', area: '120601' })).code).toBe('outside-scope')
  })

  test('not by a number that is none; the whole country is not looked through by name', async () => {
    expect((await find(volunteer, { identity: '1234567890123456' })).code).toBe('identity-invalid')
    expect((await find(await world.as('national'), { words: 'มะลิ' })).code).toBe('invalid-input')
    expect((await find(volunteer, {})).code).toBe('invalid-input')
  })
})

describe('a resident is read', () => {
  test('with household, visits and what happened', async () => {
    const { body } = must(await read(volunteer, mali.record))
    expect(body.resident).toMatchObject({ name: 'นางมะลิ สมมติดี', visits: 1, area: '12060101' })
    expect(body.household).toMatchObject({ houseNo: '12/3', landmark: 'บ้านรั้วเขียว' })
    expect(body.visits).toMatchObject([{ said: 'กลัวเข็ม', number: 1 }])
    expect(body.history).toMatchObject([{ action: 'add' }])
    expect(body.history[0]?.changes).toContainEqual({ field: 'wish', before: '', after: 'undecided' })
    expect(JSON.stringify(body)).not.toContain(number)
  })

  test('and listed, by nobody but data volunteers and coordinators of the area', async () => {
    const pending = await world.newcomer()
    must(await pending.call('POST /volunteers', { body: registration({ name: pending.name }) }))
    const driver = await world.newcomer()
    const kinds = [publicKind(world)]
    const body = registration({ name: driver.name, kinds })
    must(await driver.call('POST /volunteers', { body }))
    const approver = await world.as('coordinator')
    must(await approver.call('POST /volunteers/:id/approve', { params: { id: body.id } }))
    const query = { area: '120601' }
    expect((await read(await world.volunteerOf('1205'), mali.record)).code).toBe('resident-not-found')
    expect((await read(await world.coordinatorOf('10'), mali.record)).code).toBe('resident-not-found')
    for (const [person, code] of [
      [pending, 'not-approved'],
      [driver, 'not-allowed'],
      [await world.newcomer(), 'not-allowed'],
    ] as const) {
      expect((await read(person, mali.record)).code).toBe(code)
      expect((await person.call('GET /register/residents', { query })).code).toBe(code)
      expect((await find(person, { words: 'มะลิ' })).code).toBe(code)
      expect((await person.call('GET /register/lists/wants', { query })).code).toBe(code)
    }
    expect((await world.stranger().call('GET /register/residents', { query })).code).toBe('not-signed-in')
    expect(must(await read(await world.as('coordinator'), mali.record)).status).toBe(200)
  })
})

/** A kind of volunteers that does not go from house to house. */
function publicKind({ parts }: World): string {
  const kind = parts.profile.volunteerKinds.find(({ dataVolunteer }) => !dataVolunteer)
  if (!kind) throw new Error('all kinds are data volunteers')
  return kind.id
}

describe('the full number', () => {
  const reveal = (person: Person, id: string, reason = 'ยืนยันสิทธิ์ที่จุดฉีด') =>
    person.call('POST /register/residents/:id/reveal-identity', { params: { id }, body: { reason } })

  test('is told with a reason, which stands in the history and the record', async () => {
    expect(must(await reveal(volunteer, mali.record)).body).toEqual({ kind: 'thai', number })
    const { history } = must(await read(volunteer, mali.record)).body
    expect(history[0]).toMatchObject({
      action: 'identity-revealed',
      changes: [{ field: 'reason', before: '', after: 'ยืนยันสิทธิ์ที่จุดฉีด' }],
    })
    const coordinator = await world.as('coordinator')
    const { body } = must(
      await coordinator.call('GET /audit', { query: { area: '12', subject: `resident:${mali.record}` } }),
    )
    expect(body.items).toContainEqual(
      expect.objectContaining({ action: 'register/reveal-identity', reason: 'ยืนยันสิทธิ์ที่จุดฉีด' }),
    )
  })

  test('is not told where none is known, nor outside the area, and is nowhere in the log', async () => {
    expect((await reveal(volunteer, dam.record)).code).toBe('no-identity')
    expect((await reveal(await world.volunteerOf('1205'), mali.record)).code).toBe('resident-not-found')
    expect(world.log()).not.toContain(number)
  })
})

describe('a visit from a page that is online', () => {
  test('goes over to the resident once, however often it is sent', async () => {
    const sent = { visit: newId(), device: phoneOf(volunteer), at: '2026-11-23T09:05:00+07:00' }
    const told = { wishAfter: 'wants', way: 'phone', nextVisitOn: '2026-11-26' } as const
    const body = { ...sent, ...told, reasons: [], said: 'ลูกสาวช่วยคุย' }
    const send = () =>
      volunteer.call('POST /register/residents/:id/visits', { params: { id: mali.record }, body })
    const first = await send()
    expect(first.status).toBe(201)
    expect(first.body).toMatchObject({ wishBefore: 'undecided', wishAfter: 'wants', number: 2 })
    expect((await send()).status).toBe(200)
    const { resident: after, visits } = must(await read(volunteer, mali.record)).body
    expect(after).toMatchObject({ wish: 'wants', reasons: [], nextVisitOn: '2026-11-26', visits: 2 })
    expect(visits).toHaveLength(2)
    const { residents } = await pull(volunteer, '120601')
    expect(residents.find(({ id }) => id === mali.record)).toMatchObject({ wish: 'wants' })
  })

  test('is refused outside the area, and with words the profile does not know', async () => {
    const body = { visit: newId(), device: newId(), at: '2026-11-23T08:30:00+07:00', way: 'home' } as const
    const params = { id: mali.record }
    const other = await world.volunteerOf('1205')
    expect((await other.call('POST /register/residents/:id/visits', { params, body })).code).toBe(
      'resident-not-found',
    )
    const wrong = { ...body, reasons: ['no-such-reason'] }
    const refused = await volunteer.call('POST /register/residents/:id/visits', { params, body: wrong })
    expect(refused).toMatchObject({ code: 'invalid-input', errors: [{ path: '/reasons/0' }] })
  })
})

test('who coordinates one area and helps in another as a volunteer of no data kind sees only the first', async () => {
  const both = await world.coordinatorOf('100101')
  const national = await world.as('national')
  const asked = registration({ name: both.name, kinds: ['public'], areas: ['1206'] })
  must(await both.call('POST /volunteers', { body: asked }))
  must(await national.call('POST /volunteers/:id/approve', { params: { id: asked.id } }))
  expect((await read(both, mali.record)).code).toBe('resident-not-found')
  const query = { area: '120601', device: phoneOf(both) }
  expect((await both.call('GET /register/sync', { query })).code).toBe('outside-scope')
  const file = await both.send('GET', '/api/export/residents.csv')
  expect(file.status).toBe(200)
  expect(JSON.stringify(file.body)).not.toContain('มะลิ')
  expect(must(await find(both, { identity: number })).body).toMatchObject({
    items: [],
    elsewhere: { area: '120601' },
  })
})

test('no answer about somebody is kept by the browser or on the way', async () => {
  const answers = [
    await read(volunteer, mali.record),
    await find(volunteer, { identity: number }),
    await volunteer.call('GET /register/sync', { query: { area: '120601', device: phoneOf(volunteer) } }),
  ]
  expect(answers.map(({ headers }) => headers['cache-control'])).toEqual(Array(3).fill('no-store'))
  const open = await volunteer.send('GET', '/api/profile')
  expect(open.headers['cache-control']).not.toBe('no-store')
})
