import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { firstAccountLink } from '../server/access/first-account.ts'
import { commonArea, grantRefusal } from '../server/access/rules.ts'
import { inWorld, must, signInWith, type World } from './world.ts'

type Role = 'national' | 'coordinator'
const grant = (world: Pick<World, 'nextPhone'>, areas: string[], role: Role = 'coordinator') => ({
  body: { id: uuidv7(), phone: world.nextPhone(), name: 'สมมติ ผู้ดูแล', role, areas },
})

describe('who may appoint whom', () => {
  const national = [{ role: 'national' as const, areas: [''] }]
  const province = [{ role: 'coordinator' as const, areas: ['12'] }]
  const two = [...province, { role: 'coordinator' as const, areas: ['1001'] }]
  test.each([
    [national, 'national', [''], null],
    [national, 'coordinator', ['12', '10'], null],
    [province, 'coordinator', ['12'], null],
    [province, 'coordinator', ['1206', '120501'], null],
    [province, 'coordinator', ['13'], 'outside-scope'],
    [province, 'coordinator', ['1206', '13'], 'outside-scope'],
    [province, 'coordinator', [''], 'outside-scope'],
    [province, 'national', [''], 'not-allowed'],
    [two, 'coordinator', ['1206', '100101'], null],
    [two, 'coordinator', ['10'], 'outside-scope'],
    [[], 'coordinator', ['12'], 'outside-scope'],
  ])('%j gives %s over %j: %s', (held, role, areas, refusal) => {
    expect(grantRefusal(held, { role, areas })).toBe(refusal)
  })
})

test.each([
  [['1206'], '1206'],
  [['1206', '1205'], '12'],
  [['120601', '120602', '120603'], '1206'],
  [['12', '10'], ''],
  [['1206', '12'], '12'],
  [['1206', ''], ''],
  [[], ''],
])('%j lie in %j', (areas, common) => {
  expect(commonArea(areas)).toBe(common)
})

describe('the first account', () => {
  test(
    'the link of the first start works once, for one week, until somebody answers for the country',
    inWorld(async ({ newcomer, parts: { db }, now, later }) => {
      const [first, second] = [await newcomer(), await newcomer()]
      const take = (person: typeof first, link: string | null) =>
        person.call('POST /first-account', { body: { token: link?.split('#')[1] ?? '', name: 'สมมติ หนึ่ง' } })
      const replaced = await firstAccountLink(db, now(), 'https://care.example.org')
      expect(replaced).toMatch(/^https:\/\/care\.example\.org\/setup#[\w-]{43}$/)
      const old = await firstAccountLink(db, now(), '')
      expect((await take(first, replaced)).code).toBe('setup-link-ended')
      await later({ days: 7 })
      expect((await take(first, old)).code).toBe('setup-link-ended')
      const link = await firstAccountLink(db, now(), '')
      expect((await take(first, '#wrong')).code).toBe('setup-link-ended')
      expect(must(await take(first, link)).body).toMatchObject({ role: 'national', areas: [''], taken: true })
      expect((await take(second, link)).code).toBe('setup-link-ended')
      expect(await firstAccountLink(db, now(), '')).toBeNull()
      expect((await second.call('GET /grants', { query: {} })).code).toBe('not-allowed')
    }),
  )

  test(
    'when nobody answers for the country any more, a restart makes a new link',
    inWorld(async ({ as, parts: { db }, now }) => {
      const national = await as('national')
      const { items } = must(await national.call('GET /grants', { query: {} })).body
      const id = items[0]?.id ?? ''
      must(await national.call('POST /grants/:id/end', { params: { id }, body: {} }))
      expect(await firstAccountLink(db, now(), '')).not.toBeNull()
    }),
  )
})

describe('appointing', () => {
  test(
    'a province is appointed by the nation, a district by the province, each by phone, and works after signing in',
    inWorld(async ({ as, stranger, ...world }) => {
      const asked = grant(world, ['12'])
      const made = must(await (await as('national')).call('POST /grants', asked))
      expect(made.status).toBe(201)
      expect(made.body).toMatchObject({ taken: false, areas: ['12'] })
      expect(made.body.phoneMasked).toBe(`08x-xxx-${asked.body.phone.slice(-4)}`)
      const province = stranger()
      await signInWith(province, asked.body.phone, world)
      expect((await province.call('GET /me')).body.account?.grants).toEqual([
        { role: 'coordinator', areas: ['12'] },
      ])
      const district = grant(world, ['1206', '1205'])
      expect((await province.call('POST /grants', district)).status).toBe(201)
      const seen = must(await province.call('GET /grants', { query: { area: '12' } })).body.items
      expect(seen.map(({ areas, taken }) => ({ areas, taken }))).toEqual([
        { areas: ['1206', '1205'], taken: false },
        { areas: ['12'], taken: true },
      ])
    }),
  )

  test(
    'nobody reaches beyond the own scope',
    inWorld(async ({ as, ...world }) => {
      const province = await as('coordinator')
      const refusals = [
        [grant(world, ['13']), 'outside-scope'],
        [grant(world, ['1206', '1001']), 'outside-scope'],
        [grant(world, ['']), 'outside-scope'],
        [grant(world, [''], 'national'), 'not-allowed'],
      ] as const
      for (const [asked, code] of refusals)
        expect((await province.call('POST /grants', asked)).code).toBe(code)
      for (const who of ['newcomer', 'volunteer'] as const)
        expect((await (await as(who)).call('POST /grants', grant(world, ['1206']))).code).toBe('not-allowed')
    }),
  )

  test(
    'wrong areas, phones and times are named',
    inWorld(async ({ as, ...world }) => {
      const national = await as('national')
      const unknown = await national.call('POST /grants', grant(world, ['12', '9999']))
      expect(unknown).toMatchObject({ code: 'area-unknown', errors: [{ path: '/areas/1' }] })
      const part = await national.call('POST /grants', grant(world, ['12'], 'national'))
      expect(part).toMatchObject({ code: 'area-unknown', errors: [{ path: '/areas/0' }] })
      const hotline = grant(world, ['12'])
      hotline.body.phone = '1669'
      expect(await national.call('POST /grants', hotline)).toMatchObject({ code: 'phone-invalid' })
      const past = { ...grant(world, ['12']).body, endsAt: '2020-01-01T00:00:00Z' }
      const answer = await national.call('POST /grants', { body: past })
      expect(answer).toMatchObject({ code: 'invalid-input', errors: [{ path: '/endsAt' }] })
    }),
  )

  test(
    'sent twice it is one grant; another’s id is not given away',
    inWorld(async ({ as, ...world }) => {
      const asked = grant(world, ['1206'])
      const province = await as('coordinator')
      const answers = [await province.call('POST /grants', asked), await province.call('POST /grants', asked)]
      expect(answers.map(({ status }) => status)).toEqual([201, 200])
      expect(answers[1]?.body).toEqual(answers[0]?.body)
      expect((await (await as('national')).call('POST /grants', asked)).code).toBe('id-taken')
    }),
  )
})

describe('ending', () => {
  test(
    'a grant ended, or past its end, opens nothing from the next call on',
    inWorld(async ({ as, later, now, ...world }) => {
      const province = await as('coordinator')
      const person = await world.newcomer()
      const { body } = grant(world, ['1206'])
      const endsAt = new Date(now().getTime() + 3_600_000).toISOString()
      must(await province.call('POST /grants', { body: { ...body, phone: person.phone, endsAt } }))
      must(await person.call('GET /grants', { query: {} }))
      await later({ hours: 1 })
      expect((await person.call('GET /grants', { query: {} })).code).toBe('not-allowed')
      const longer = { ...body, id: uuidv7(), phone: person.phone }
      must(await province.call('POST /grants', { body: longer }))
      must(await person.call('GET /grants', { query: {} }))
      const ended = await province.call('POST /grants/:id/end', {
        params: { id: longer.id },
        body: { reason: 'ย้ายงาน' },
      })
      expect(must(ended).body.endedAt).toBe(now().toISOString())
      expect((await person.call('GET /grants', { query: {} })).code).toBe('not-allowed')
    }),
  )

  test(
    'a district cannot end the province’s grant, nor see it',
    inWorld(async ({ as }) => {
      const [national, district] = [await as('national'), await as('districtCoordinator')]
      await as('coordinator')
      const all = must(await national.call('GET /grants', { query: {} })).body.items
      const province = all.find(({ areas }) => areas[0] === '12')?.id ?? ''
      const params = { id: province }
      expect((await district.call('POST /grants/:id/end', { params, body: {} })).code).toBe('outside-scope')
      const seen = must(await district.call('GET /grants', { query: {} })).body.items
      expect(seen.map(({ areas }) => areas)).toEqual([['1206']])
      expect((await district.call('GET /grants', { query: { area: '1205' } })).code).toBe('outside-scope')
      const above = must(await district.call('GET /grants', { query: { area: '12' } })).body.items
      expect(above).toEqual(seen)
    }),
  )
})
