import { describe, expect, test } from 'vitest'
import { profiles } from '../profiles/index.ts'
import { type Caller, helpRequest, inWorld, must, registration, type World } from './world.ts'

// product.md, rule 9: what an approval rested on waits for approval when it changes.

const programme = profiles[0].affiliationProgrammes[0]?.tag ?? ''
const before = { name: 'สมมติ ใจดี', kinds: ['public'], affiliation: 'ชมรมตัวอย่าง' }
type Change = Partial<typeof before> & { areas?: string[]; availability?: string; vehicles?: string[] }

/** A volunteer of the public, approved. */
async function approvedPerson(world: World, areas = ['120601']) {
  const person = await world.newcomer()
  const body = registration({ ...before, areas })
  must(await person.call('POST /volunteers', { body }))
  const national = await world.as('national')
  must(await national.call('POST /volunteers/:id/approve', { params: { id: body.id }, body: {} }))
  return { ...person, id: body.id }
}
const change = (person: Caller, body: Change) => person.call('PATCH /volunteers/me', { body })
const waiting = async (coordinator: Caller) =>
  must(await coordinator.call('GET /volunteers', { query: { status: 'pending' } })).body.items
const decide = (coordinator: Caller, verb: 'approve' | 'refuse', id: string, body: object = {}) =>
  verb === 'approve'
    ? coordinator.call('POST /volunteers/:id/approve', { params: { id }, body })
    : coordinator.call('POST /volunteers/:id/refuse', { params: { id }, body: { reason: 'ไม่ตรง', ...body } })
const opensRegister = async (person: Caller) => [
  (await person.call('GET /register/residents', { query: { area: '120601' } })).status,
  (await person.send('GET', '/api/export/residents.csv?area=120601')).status,
  (await person.call('POST /register/find', { body: { identity: '1101700230708' } })).status,
]
const SHUT = [403, 403, 403]

describe('an approved volunteer who says to be somebody else', () => {
  test(
    'stays who was approved until a coordinator decides; refused, nothing has changed',
    inWorld(async (world) => {
      const [person, district] = [await approvedPerson(world), await world.as('districtCoordinator')]
      const claims: Change[] = [
        { kinds: ['student'] },
        { kinds: ['public', 'village-head'] },
        { name: 'นพ. สมมติ คนอื่น' },
        { affiliation: `โรงพยาบาลตัวอย่าง (${programme})` },
        { kinds: ['health-worker'], name: 'พญ. สมมติ อีกคน', affiliation: 'กระทรวงตัวอย่าง' },
      ]
      for (const claim of claims) {
        const said = must(await change(person, claim)).body
        expect(said, JSON.stringify(claim)).toMatchObject({ ...before, programme: null, status: 'approved' })
        expect(said.change).toMatchObject({
          ...before,
          ...claim,
          ...(claim.affiliation?.includes('(') && { affiliation: 'โรงพยาบาลตัวอย่าง', programme }),
        })
        expect(await opensRegister(person)).toEqual(SHUT)
        expect(await waiting(district)).toMatchObject([{ id: person.id, ...before, change: said.change }])
        must(await decide(district, 'refuse', person.id))
        const after = must(await person.call('GET /volunteers/me')).body
        expect(after).toMatchObject({ ...before, status: 'approved', reason: 'ไม่ตรง', change: null })
        expect(after.areas).toEqual([{ code: '120601', approved: true }])
        expect(await waiting(district)).toEqual([])
      }
    }),
  )

  test(
    'approved, is the new one everywhere',
    inWorld(async (world) => {
      const [person, district] = [await approvedPerson(world), await world.as('districtCoordinator')]
      must(await change(person, { kinds: ['student'], affiliation: 'โรงเรียนตัวอย่าง' }))
      expect(await opensRegister(person)).toEqual(SHUT)
      must(await decide(district, 'approve', person.id))
      const after = must(await person.call('GET /volunteers/me')).body
      expect(after).toMatchObject({ kinds: ['student'], affiliation: 'โรงเรียนตัวอย่าง', change: null })
      expect(await opensRegister(person)).toEqual([200, 200, 200])
    }),
  )

  test(
    'is the old one on the requester’s page, in the list of the desk and among the devices',
    inWorld(async (world) => {
      const person = await approvedPerson(world)
      const asked = must(await world.stranger().call('POST /help-requests', { body: helpRequest() })).body
      const params = { number: asked.number }
      must(await person.call('POST /help-requests/:number/claim', { params, body: {} }))
      must(
        await person.call('POST /help-requests/:number/reveal-phone', { params, body: { who: 'reporter' } }),
      )
      must(await change(person, { kinds: ['health-worker'], affiliation: 'โรงพยาบาลตัวอย่าง' }))
      const seen = async () =>
        JSON.stringify(
          must(
            await world.stranger().call('GET /follow/:followKey', { params: { followKey: asked.followKey } }),
          ).body,
        )
      expect(await seen()).toContain(before.affiliation)
      expect(await seen()).not.toMatch(/health-worker|โรงพยาบาลตัวอย่าง/)
      // nobody approved anywhere any more, and still the one who was
      must(await change(person, { areas: ['100101'] }))
      must(await change(person, { kinds: ['health-worker'], affiliation: 'โรงพยาบาลตัวอย่าง' }))
      expect(await seen()).not.toMatch(/health-worker|โรงพยาบาลตัวอย่าง/)
      expect(must(await person.call('GET /volunteers/me')).body).toMatchObject({
        ...before,
        ...{ status: 'pending', openClaims: 0 },
      })
    }),
  )

  test(
    'may change what no approval rested on, give up a kind, and think better of it, at once',
    inWorld(async (world) => {
      const [person, district] = [await approvedPerson(world), await world.as('districtCoordinator')]
      const free = { availability: 'วันเสาร์', vehicles: [] }
      expect(must(await change(person, { ...before, ...free })).body).toMatchObject({ ...free, change: null })
      must(await change(person, { kinds: ['public', 'student'] }))
      must(await decide(district, 'approve', person.id))
      expect(await opensRegister(person)).toEqual([200, 200, 200])
      must(await change(person, { kinds: ['public'] }))
      expect(await opensRegister(person)).toEqual(SHUT)
      // what was given up is not given back unasked
      must(await change(person, { kinds: ['student', 'public'] }))
      expect(await opensRegister(person)).toEqual(SHUT)
      expect(must(await change(person, { kinds: ['public'] })).body).toMatchObject({ change: null })
      expect(await waiting(district)).toEqual([])
    }),
  )

  test(
    'is approved as seen: a change replaced meanwhile, or an area beside it, is not taken along',
    inWorld(async (world) => {
      const [person, district] = [await approvedPerson(world), await world.as('districtCoordinator')]
      const seen = must(await change(person, { name: 'สมมติ ใจดีมาก' })).body.change?.id ?? ''
      must(await change(person, { kinds: ['student'], areas: ['120601', '120602'] }))
      expect((await decide(district, 'approve', person.id, { change: seen })).code).toBe('wrong-status')
      expect((await decide(district, 'refuse', person.id, { change: seen })).code).toBe('wrong-status')
      const areas = must(await decide(district, 'approve', person.id, { change: null })).body
      expect(areas).toMatchObject({ ...before, areas: [{ approved: true }, { approved: true }] })
      must(await change(person, { areas: ['120601', '120603'] }))
      const { id = '' } = must(await person.call('GET /volunteers/me')).body.change ?? {}
      const named = must(await decide(district, 'approve', person.id, { change: id })).body
      expect(named).toMatchObject({ name: 'สมมติ ใจดีมาก', kinds: ['student'], change: null })
      expect(named.areas).toEqual([
        { code: '120601', approved: true },
        { code: '120603', approved: false },
      ])
    }),
  )

  test(
    'is approved for the areas of who decided; the others look for themselves',
    inWorld(async (world) => {
      const person = await approvedPerson(world, ['120601', '1001'])
      must(await change(person, { kinds: ['student'] }))
      const [here, there] = [await world.as('districtCoordinator'), await world.coordinatorOf('10')]
      expect(await waiting(there)).toMatchObject([{ id: person.id }])
      expect((await decide(await world.coordinatorOf('13'), 'approve', person.id)).code).toBe('outside-scope')
      const after = must(await decide(here, 'approve', person.id)).body
      expect(after.areas).toEqual([
        { code: '1001', approved: false },
        { code: '120601', approved: true },
      ])
      expect((await person.call('GET /register/residents', { query: { area: '100101' } })).status).toBe(403)
      must(await decide(there, 'approve', person.id))
      expect((await person.call('GET /register/residents', { query: { area: '100101' } })).status).toBe(200)
    }),
  )

  test(
    'finds no other door: not registering again, not another device, not an upper or a wider area',
    inWorld(async (world) => {
      const person = await approvedPerson(world)
      const again = registration({ kinds: ['student'], areas: ['120601'] })
      expect((await person.call('POST /volunteers', { body: again })).code).toBe('already-registered')
      const same = await person.call('POST /volunteers', { body: { ...again, id: person.id } })
      expect(must(same).body).toMatchObject({ ...before, change: null })
      const device = await world.signIn(person.phone, person.name)
      expect((await device.call('POST /volunteers', { body: again })).code).toBe('already-registered')
      expect(must(await change(device, { kinds: ['student'] })).body).toMatchObject(before)
      must(await change(device, { areas: ['12', '1206', '120601'] }))
      const me = must(await person.call('GET /me')).body.account
      expect(me?.volunteer?.areas.filter(({ approved }) => approved)).toEqual([
        { code: '120601', approved: true },
      ])
      expect(me?.surveys).toBe(false)
      expect(await opensRegister(device)).toEqual(SHUT)
    }),
  )
})

test(
  'a suspended or refused volunteer who registers again is not approved by it',
  inWorld(async (world) => {
    const [person, district] = [await approvedPerson(world), await world.as('districtCoordinator')]
    const suspended = { params: { id: person.id }, body: { reason: 'ถูกร้องเรียน' } }
    must(await change(person, { kinds: ['student'] }))
    must(await district.call('POST /volunteers/:id/suspend', suspended))
    const back = await world.signIn(person.phone, person.name)
    for (const body of [{ name: 'สมมติ คนใหม่' }, { kinds: ['student'] }, { areas: ['120602'] }])
      expect((await change(back, body)).code).toBe('not-allowed')
    for (const id of [person.id, registration().id])
      await back.call('POST /volunteers', { body: registration({ id, kinds: ['student'] }) })
    expect(must(await back.call('GET /volunteers/me')).body).toMatchObject({ ...before, status: 'suspended' })
    expect(await opensRegister(back)).toEqual(SHUT)
    // lifted as the one who was approved; the change goes on waiting
    must(await decide(district, 'approve', person.id, { change: null }))
    expect(must(await back.call('GET /volunteers/me')).body).toMatchObject({
      ...{ ...before, status: 'approved', change: { kinds: ['student'] } },
    })

    const refused = await world.newcomer()
    const body = registration({ kinds: ['public'], areas: ['120601'] })
    must(await refused.call('POST /volunteers', { body }))
    must(await decide(district, 'refuse', body.id))
    for (const again of [registration({ areas: ['120601'] }), { ...body, kinds: ['student'] }])
      await refused.call('POST /volunteers', { body: again })
    expect(must(await refused.call('GET /volunteers/me')).body.status).toBe('refused')
    expect((await change(refused, { kinds: ['student'], areas: ['120601'] })).body.status).toBe('pending')
    expect(await opensRegister(refused)).toEqual(SHUT)
  }),
)

test(
  'nobody decides about the own registration or change, whatever they answer for',
  inWorld(async (world) => {
    for (const coordinator of [await world.coordinatorOf('12'), await world.as('national')]) {
      const body = registration({ kinds: ['public'], areas: ['120601'] })
      must(await coordinator.call('POST /volunteers', { body }))
      const other = await world.coordinatorOf('12')
      expect((await decide(coordinator, 'approve', body.id)).code).toBe('not-oneself')
      expect((await decide(coordinator, 'refuse', body.id)).code).toBe('not-oneself')
      must(await decide(other, 'approve', body.id))
      must(await change(coordinator, { kinds: ['student'] }))
      expect((await decide(coordinator, 'approve', body.id)).code).toBe('not-oneself')
      must(
        await other.call('POST /volunteers/:id/suspend', {
          params: { id: body.id },
          body: { reason: 'ลอง' },
        }),
      )
      const back = await world.signIn(coordinator.phone, coordinator.name)
      expect((await decide(back, 'approve', body.id)).code).toBe('not-oneself')
    }
  }),
)

test(
  'a coordinator who only asks to be a volunteer shows requesters no kind nobody approved',
  inWorld(async (world) => {
    const coordinator = await world.as('districtCoordinator')
    const body = registration({ kinds: ['health-worker'], affiliation: 'โรงพยาบาลตัวอย่าง' })
    must(await coordinator.call('POST /volunteers', { body }))
    const asked = must(await world.stranger().call('POST /help-requests', { body: helpRequest() })).body
    const reveal = { params: { number: asked.number }, body: { who: 'reporter' as const, reason: 'โทรถาม' } }
    must(await coordinator.call('POST /help-requests/:number/reveal-phone', reveal))
    const { followKey } = asked
    const seen = must(await world.stranger().call('GET /follow/:followKey', { params: { followKey } })).body
    expect(JSON.stringify(seen)).not.toMatch(/health-worker|โรงพยาบาลตัวอย่าง/)
  }),
)
