import { describe, expect, test } from 'vitest'
import { profiles } from '../profiles/index.ts'
import { approved, type Decided, refused, suspended, withAreas } from '../server/volunteers/rules.ts'
import { helpRequest, inWorld, must, registration, signInWith } from './world.ts'

const programme = profiles[0].affiliationProgrammes[0]?.tag ?? ''
const byId = (id: string) => ({ params: { id } })
const because = (id: string, reason: string) => ({ params: { id }, body: { reason } })

describe('registering', () => {
  test(
    'a newcomer registers, waits, and sees nothing yet',
    inWorld(async ({ as, now }) => {
      const newcomer = await as('newcomer')
      const body = registration({
        name: 'สมมติ ใจดี',
        affiliation: `โรงเรียนตัวอย่าง (${programme.toUpperCase()})`,
        areas: ['1206', '120501'],
        skills: ['driving'],
      })
      const answer = await newcomer.call('POST /volunteers', { body })
      expect(answer.status).toBe(201)
      expect(answer.body).toMatchObject({
        ...{ id: body.id, name: 'สมมติ ใจดี', status: 'pending', reason: null, decidedAt: null },
        ...{ affiliation: 'โรงเรียนตัวอย่าง', programme, skills: ['driving'], vehicles: [] },
        areas: [
          { code: '120501', approved: false },
          { code: '1206', approved: false },
        ],
        ...{ registeredAt: now().toISOString(), openClaims: 0, closedCases: 0 },
      })
      expect(answer.body.openClaimsCap).toBeGreaterThan(0)
      expect((await newcomer.call('GET /volunteers/me')).body).toEqual(answer.body)
      expect((await newcomer.call('GET /help-requests', { query: {} })).code).toBe('not-approved')
      expect((await newcomer.call('GET /volunteers', { query: {} })).code).toBe('not-allowed')
    }),
  )

  test(
    'sent twice it is one registration; a second one is refused, and so is another’s id',
    inWorld(async ({ as, newcomer }) => {
      const person = await as('newcomer')
      const body = registration()
      const answers = [
        await person.call('POST /volunteers', { body }),
        await person.call('POST /volunteers', { body }),
      ]
      expect(answers.map(({ status }) => status)).toEqual([201, 200])
      expect(answers[1]?.body).toEqual(answers[0]?.body)
      expect((await person.call('POST /volunteers', { body: registration() })).code).toBe(
        'already-registered',
      )
      expect((await (await newcomer()).call('POST /volunteers', { body })).code).toBe('id-taken')
    }),
  )

  test(
    'what the profile and the map do not know is refused by name; so is who is not signed in',
    inWorld(async ({ as, stranger }) => {
      const newcomer = await as('newcomer')
      const body = registration({
        ...{ kinds: ['village-head', 'wizard'], skills: ['flying'], vehicles: ['broom'] },
        areas: ['1206', '9999'],
      })
      const wrong = await newcomer.call('POST /volunteers', { body })
      expect(wrong.code).toBe('invalid-input')
      expect(wrong.errors.map(({ path }) => path)).toEqual([
        '/kinds/1',
        '/skills/0',
        '/vehicles/0',
        '/areas/1',
      ])
      const area = await newcomer.call('POST /volunteers', { body: registration({ areas: ['9999'] }) })
      expect(area).toMatchObject({ code: 'area-unknown', errors: [{ path: '/areas/0' }] })
      expect((await stranger().call('POST /volunteers', { body: registration() })).code).toBe('not-signed-in')
      expect((await newcomer.call('GET /volunteers/me')).code).toBe('volunteer-not-found')
    }),
  )

  test(
    'a change keeps what was approved; a new area waits, and a coordinator there finds it',
    inWorld(async ({ as, coordinatorOf }) => {
      const [volunteer, bangYai] = [await as('volunteer'), await coordinatorOf('1203')]
      const changed = await volunteer.call('PATCH /volunteers/me', {
        body: { availability: 'วันเสาร์', areas: ['1206', '1203'] },
      })
      expect(must(changed).body).toMatchObject({ availability: 'วันเสาร์', status: 'approved' })
      expect(changed.body.areas).toEqual([
        { code: '1203', approved: false },
        { code: '1206', approved: true },
      ])
      const waiting = { query: { status: 'pending' as const } }
      const found = must(await bangYai.call('GET /volunteers', waiting)).body.items
      expect(found.map(({ id }) => id)).toEqual([volunteer.volunteerId])
      expect((await (await as('districtCoordinator')).call('GET /volunteers', waiting)).body.items).toEqual(
        [],
      )
      must(await bangYai.call('POST /volunteers/:id/approve', { ...byId(volunteer.volunteerId), body: {} }))
      expect((await bangYai.call('GET /volunteers', waiting)).body.items).toEqual([])
      const { areas } = must(await volunteer.call('GET /volunteers/me')).body
      expect(areas.every(({ approved: is }) => is)).toBe(true)
    }),
  )
})

describe('deciding', () => {
  test(
    'each coordinator approves the areas they answer for, and the volunteer sees the cases of those',
    inWorld(async ({ as, stranger, newcomer, sms, ...world }) => {
      const [person, district] = [await newcomer(), await as('districtCoordinator')]
      const body = registration({ areas: ['1206', '1001'] })
      must(await person.call('POST /volunteers', { body }))
      const answer = must(await district.call('POST /volunteers/:id/approve', { ...byId(body.id), body: {} }))
      expect(answer.body).toMatchObject({ status: 'approved', decidedAt: world.now().toISOString() })
      expect(answer.body.areas).toEqual([
        { code: '1001', approved: false },
        { code: '1206', approved: true },
      ])
      must(await stranger().call('POST /help-requests', { body: helpRequest() }))
      const cases = must(await person.call('GET /help-requests', { query: {} })).body.items
      expect(cases).toHaveLength(1)
      expect((await person.call('GET /me')).body.account?.volunteer?.status).toBe('approved')
    }),
  )

  test(
    'a coordinator of 1206 neither sees nor decides about volunteers of 1205',
    inWorld(async ({ as, newcomer }) => {
      const [person, district] = [await newcomer(), await as('districtCoordinator')]
      const body = registration({ areas: ['1205'] })
      must(await person.call('POST /volunteers', { body }))
      for (const query of [{}, { area: '12' }, { status: 'pending' as const }])
        expect(must(await district.call('GET /volunteers', { query })).body.items).toEqual([])
      for (const area of ['1205', '10'])
        expect((await district.call('GET /volunteers', { query: { area } })).code).toBe('outside-scope')
      const params = { id: body.id }
      const answers = [
        await district.call('POST /volunteers/:id/approve', { params, body: {} }),
        await district.call('POST /volunteers/:id/refuse', because(body.id, 'ไม่รู้จัก')),
        await district.call('POST /volunteers/:id/suspend', because(body.id, 'ไม่รู้จัก')),
      ]
      expect(answers.map(({ code }) => code)).toEqual(Array(3).fill('outside-scope'))
      expect(
        must(await (await as('coordinator')).call('GET /volunteers', { query: {} })).body.items,
      ).toHaveLength(1)
    }),
  )

  test(
    'who is refused reads why, and may ask again',
    inWorld(async ({ as, newcomer }) => {
      const [person, district] = [await newcomer(), await as('districtCoordinator')]
      const body = registration()
      must(await person.call('POST /volunteers', { body }))
      const blank = await district.call('POST /volunteers/:id/refuse', because(body.id, ' \u200e '))
      expect(blank.body).toMatchObject({
        code: 'invalid-input',
        errors: [{ path: '/reason', code: 'too-short' }],
      })
      must(await district.call('POST /volunteers/:id/refuse', because(body.id, 'ขอหลักฐานสังกัด')))
      const read = must(await person.call('GET /volunteers/me')).body
      expect(read).toMatchObject({ status: 'refused', reason: 'ขอหลักฐานสังกัด' })
      const again = await district.call('POST /volunteers/:id/refuse', because(body.id, 'อีกครั้ง'))
      expect(again.code).toBe('wrong-status')
      must(
        await person.call('PATCH /volunteers/me', { body: { areas: ['1206'], affiliation: 'อบต.ตัวอย่าง' } }),
      )
      expect((await person.call('GET /volunteers/me')).body.status).toBe('pending')
      must(await district.call('POST /volunteers/:id/approve', { ...byId(body.id), body: {} }))
      expect((await person.call('GET /volunteers/me')).body).toMatchObject({
        status: 'approved',
        reason: null,
      })
    }),
  )

  test(
    'suspending returns open cases to waiting at once and closes the door; only who answers there lifts it',
    inWorld(async ({ as, stranger, coordinatorOf, ...world }) => {
      const [volunteer, district] = [await as('volunteer'), await as('districtCoordinator')]
      const { number, followKey } = must(
        await stranger().call('POST /help-requests', { body: helpRequest() }),
      ).body
      must(await volunteer.call('POST /help-requests/:number/claim', { params: { number }, body: {} }))
      const { volunteerId: id } = volunteer
      const listed = must(await district.call('GET /volunteers', { query: {} })).body.items
      expect(listed[0]).toMatchObject({ id, openClaims: 1 })
      const answer = await district.call('POST /volunteers/:id/suspend', because(id, 'ถูกร้องเรียน'))
      expect(must(answer).body).toMatchObject({ status: 'suspended', reason: 'ถูกร้องเรียน', openClaims: 0 })
      const followed = must(await stranger().call('GET /follow/:followKey', { params: { followKey } })).body
      expect(followed).toMatchObject({ status: 'waiting', holder: null })
      expect((await volunteer.call('GET /help-requests', { query: {} })).code).toBe('not-signed-in')
      await signInWith(volunteer, volunteer.phone, world)
      expect((await volunteer.call('GET /help-requests', { query: {} })).code).toBe('not-approved')
      const change = await volunteer.call('PATCH /volunteers/me', { body: { areas: ['1001'] } })
      expect(change.code).toBe('not-allowed')
      const elsewhere = await coordinatorOf('10')
      const lift = { ...byId(id), body: {} }
      expect((await elsewhere.call('POST /volunteers/:id/approve', lift)).code).toBe('outside-scope')
      must(await district.call('POST /volunteers/:id/approve', lift))
      must(await volunteer.call('GET /help-requests', { query: {} }))
    }),
  )

  test(
    'a long list comes in pages, in the order of registering, without losing or repeating anyone',
    inWorld(async ({ as, newcomer }) => {
      const ids = []
      for (let i = 0; i < 5; i++) {
        const body = registration()
        must(await (await newcomer()).call('POST /volunteers', { body }))
        ids.push(body.id)
      }
      const district = await as('districtCoordinator')
      const seen: string[] = []
      let after: string | null = null
      do {
        const query = { limit: 2, ...(after && { after }) }
        const page: { items: { id: string }[]; next: string | null } = must(
          await district.call('GET /volunteers', { query }),
        ).body
        seen.push(...page.items.map(({ id }) => id))
        after = page.next
      } while (after)
      expect(seen).toEqual(ids)
      const wrong = await district.call('GET /volunteers', { query: { after: "'; drop" } })
      expect(wrong).toMatchObject({ code: 'invalid-input', errors: [{ path: '/after' }] })
    }),
  )
})

describe('what is decided, area by area', () => {
  const of = (
    status: Decided['status'],
    areas: Record<string, 'waiting' | 'approved' | 'refused'>,
  ): Decided => ({
    status,
    areas: new Map(Object.entries(areas)),
  })
  test.each([
    ['approve', approved, of('pending', { '1206': 'waiting' }), of('approved', { '1206': 'approved' })],
    ['approve', approved, of('pending', { '1001': 'waiting' }), 'outside-scope'],
    ['approve', approved, of('refused', { '1206': 'refused' }), of('approved', { '1206': 'approved' })],
    ['approve', approved, of('suspended', { '1206': 'approved' }), of('approved', { '1206': 'approved' })],
    ['approve', approved, of('suspended', { '1001': 'approved', '1206': 'waiting' }), 'outside-scope'],
    ['refuse', refused, of('pending', { '1206': 'waiting' }), of('refused', { '1206': 'refused' })],
    [
      'refuse',
      refused,
      of('pending', { '1206': 'waiting', '1001': 'waiting' }),
      of('pending', { '1206': 'refused', '1001': 'waiting' }),
    ],
    [
      'refuse',
      refused,
      of('approved', { '1206': 'waiting', '1001': 'approved' }),
      of('approved', { '1206': 'refused', '1001': 'approved' }),
    ],
    ['refuse', refused, of('approved', { '1206': 'approved' }), 'wrong-status'],
    ['refuse', refused, of('suspended', { '1206': 'waiting' }), 'wrong-status'],
    ['suspend', suspended, of('approved', { '1206': 'approved' }), of('suspended', { '1206': 'approved' })],
    ['suspend', suspended, of('pending', { '1206': 'waiting' }), 'wrong-status'],
    ['suspend', suspended, of('approved', { '1001': 'approved' }), 'outside-scope'],
  ])('a coordinator of 12 may %s: %#', (_, rule, before, after) => {
    expect(rule(before, ['12'])).toEqual(after)
  })

  test('areas asked for again keep their approval; refused ones wait again; others go', () => {
    const before = of('approved', { '1206': 'approved', '1205': 'refused', '1201': 'waiting' })
    expect(withAreas(before, ['1205', '1206', '1001'])).toEqual(
      of('approved', { '1205': 'waiting', '1206': 'approved', '1001': 'waiting' }),
    )
    expect(withAreas(before, ['1001']).status).toBe('pending')
  })
})
