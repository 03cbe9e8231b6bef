import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { firstAccountLink } from '../server/access/first-account.ts'
import { grantEnd } from '../server/access/rules.ts'
import { type Caller, inWorld, must, type Person, type World } from './world.ts'

// product.md, rule 9: nobody gives themselves rights; no grant outlives or exceeds its granter.

type Given = { areas?: string[]; endsAt?: string; role?: 'national' | 'coordinator' }
const appoint = (
  granter: Caller,
  person: { phone: string },
  { areas = ['12'], role = 'coordinator', ...end }: Given = {},
) =>
  granter.call('POST /grants', {
    body: { id: newId(), phone: person.phone, name: 'สมมติ ผู้ดูแล', role, areas, ...end },
  })
const end = (who: Caller, id: string) => who.call('POST /grants/:id/end', { params: { id }, body: {} })
const keep = (who: Caller, id: string, body: object = {}) =>
  who.call('POST /grants/:id/keep', { params: { id }, body })
const works = async (person: Caller) => (await person.call('GET /grants', { query: {} })).code ?? 'works'
const toDecide = async (who: Caller) =>
  must(await who.call('GET /grants', { query: { waits: true } })).body.items.map(({ id }) => id)
const inHours = (world: World, hours: number) =>
  new Date(world.now().getTime() + hours * 3_600_000).toISOString()

/** The country gives A 12 for two hours, A gives B 1206, B gives C 120601. */
async function chain(world: World, given: Given = {}) {
  const national = await world.as('national')
  const [a, b, c] = [await world.newcomer(), await world.newcomer(), await world.newcomer()]
  const ofA = must(await appoint(national, a, given)).body
  const ofB = must(await appoint(a, b, { areas: ['1206'] })).body
  const ofC = must(await appoint(b, c, { areas: ['120601'] })).body
  return {
    national,
    people: [a, b, c] as [Person, Person, Person],
    grants: [ofA, ofB, ofC].map(({ id }) => id) as [string, string, string],
    ofB,
    ofC,
  }
}
const all = (people: readonly Caller[]) => Promise.all(people.map(works))

describe('nobody appoints themselves', () => {
  test(
    'by the own phone, however it is written, in any role, narrower or not',
    inWorld(async (world) => {
      const digits = (phone: string) => phone.slice(1)
      for (const person of [await world.as('coordinator'), await world.as('national')])
        for (const phone of [
          person.phone,
          `+66${digits(person.phone)}`,
          `0066 ${digits(person.phone)}`,
          `+66 (0) ${digits(person.phone)}`.replace(' (0) ', ''),
          person.phone.replace(/^(...)(...)/, '$1-$2-'),
          [...person.phone].map((digit) => '๐๑๒๓๔๕๖๗๘๙'[Number(digit)]).join(''),
        ])
          for (const areas of [['12'], ['120601']])
            expect((await appoint(person, { phone }, { areas })).code, phone).toBe('not-oneself')
    }),
  )

  test(
    'as keeper of a facility: it would outlive the own grant',
    inWorld(async (world) => {
      const coordinator = await world.as('coordinator')
      const { phone } = coordinator
      const body = { id: newId(), agency: 'อบต.ตัวอย่าง', phone, name: 'สมมติ ผู้ดูแล' }
      expect((await coordinator.call('POST /keepers', { body })).code).toBe('not-oneself')
    }),
  )
})

describe('when a grant may end', () => {
  const now = new Date('2026-12-01T00:00:00Z')
  const day = (text: string) => new Date(`${text}T00:00:00Z`)
  const held = (
    areas: string[],
    endsAt: string | null,
    role: 'national' | 'coordinator' = 'coordinator',
  ) => ({
    ...{ role, areas, endsAt: endsAt && day(endsAt).toISOString() },
  })
  const jan = held(['12'], '2027-01-01')
  const feb = held(['10'], '2027-02-01')
  test.each([
    ['left out: the granter’s', [jan], ['1206'], null, day('2027-01-01')],
    ['left out, the granter has none', [held(['12'], null)], ['1206'], null, null],
    ['left out: of two that hold it, the later', [jan, held(['1206'], null)], ['1206'], null, null],
    ['left out: of two areas, the earlier', [jan, feb], ['1206', '1001'], null, day('2027-01-01')],
    ['before the granter’s', [jan], ['12'], day('2026-12-05'), day('2026-12-05')],
    ['the granter’s to the second', [jan], ['12'], day('2027-01-01'), day('2027-01-01')],
    ['after the granter’s', [jan], ['12'], day('2027-01-02'), 'out-of-range'],
    ['after one of two granters’', [jan, feb], ['12', '10'], day('2027-01-15'), 'out-of-range'],
    ['now', [held([''], null, 'national')], ['12'], now, 'out-of-range'],
    ['past', [held([''], null, 'national')], ['12'], day('2020-01-01'), 'out-of-range'],
    ['พ.ศ. taken for ค.ศ.', [held([''], null, 'national')], ['12'], day('2569-12-31'), 'out-of-range'],
    ['years ahead', [held([''], null, 'national')], ['12'], day('2029-01-01'), 'out-of-range'],
    ['next year', [held([''], null, 'national')], ['12'], day('2027-12-01'), day('2027-12-01')],
  ])('%s', (_, grants, areas, asked, right) => {
    expect(grantEnd(grants, { role: 'coordinator', areas }, { asked, now })).toEqual(right)
  })

  test(
    'over HTTP: the granter’s end is taken over, what lies beyond is named',
    inWorld(async (world) => {
      const [national, person] = [await world.as('national'), await world.newcomer()]
      const endsAt = inHours(world, 2)
      must(await appoint(national, person, { endsAt }))
      const friend = await world.newcomer()
      expect(must(await appoint(person, friend, { areas: ['1206'] })).body.endsAt).toBe(endsAt)
      for (const beyond of [inHours(world, 3), '2569-12-31T00:00:00Z', '2020-01-01T00:00:00Z'])
        expect(await appoint(person, friend, { endsAt: beyond })).toMatchObject({
          ...{ code: 'invalid-input', errors: [{ path: '/endsAt', code: 'out-of-range' }] },
        })
      expect((await appoint(national, friend, { endsAt: '2569-12-31T23:59:59+07:00' })).code).toBe(
        'invalid-input',
      )
      world.turn(2 * 3_600_000)
      expect(await all([person, friend])).toEqual(['not-allowed', 'not-allowed'])
    }),
  )
})

describe('when a grant ends, what was given on its strength holds nothing', () => {
  test(
    'by hand: the whole chain stands still and is shown above, each to be kept or ended',
    inWorld(async (world) => {
      const { national, people, grants } = await chain(world)
      const [ofA, ofB, ofC] = grants
      expect(await all(people)).toEqual(['works', 'works', 'works'])
      expect(await toDecide(national)).toEqual([])
      must(await end(national, ofA))
      expect(await all(people)).toEqual(['not-allowed', 'not-allowed', 'not-allowed'])
      expect(await toDecide(national)).toEqual([ofC, ofB])
      const province = await world.coordinatorOf('12')
      expect(await toDecide(province)).toEqual([ofC, ofB])
      expect(await toDecide(await world.coordinatorOf('10'))).toEqual([])
      expect((await keep(await world.coordinatorOf('120601'), ofB)).code).toBe('outside-scope')
      const kept = must(await keep(province, ofB)).body
      expect(kept).toMatchObject({ waits: false, endsAt: null, endedAt: null })
      const me = must(await province.call('GET /me')).body.account
      expect(kept.grantedBy).toBe(me?.code)
      // B answers again, and so does C, whom B gave it
      expect(await all(people)).toEqual(['not-allowed', 'works', 'works'])
      expect(await toDecide(national)).toEqual([])
      expect((await keep(province, ofB)).code).toBe('wrong-status')
      must(await end(national, ofB))
      must(await end(national, ofC))
      expect(await toDecide(national)).toEqual([])
      expect((await keep(national, ofC)).code).toBe('wrong-status')
    }),
  )

  test(
    'by time: it ends with its granter’s and is shown above; kept, it ends with who keeps it',
    inWorld(async (world) => {
      const { national, people, grants, ofB, ofC } = await chain(world, { endsAt: inHours(world, 2) })
      const [, second, third] = grants
      expect([ofB.endsAt, ofC.endsAt]).toEqual([inHours(world, 2), inHours(world, 2)])
      world.turn(2 * 3_600_000)
      expect(await all(people)).toEqual(['not-allowed', 'not-allowed', 'not-allowed'])
      expect(await toDecide(national)).toEqual([third, second])
      const province = await world.newcomer()
      must(await appoint(national, province, { endsAt: inHours(world, 5) }))
      expect((await keep(province, second, { endsAt: inHours(world, 6) })).code).toBe('invalid-input')
      expect(must(await keep(province, second)).body.endsAt).toBe(inHours(world, 5))
      expect(await all(people)).toEqual(['not-allowed', 'works', 'not-allowed'])
      world.turn(5 * 3_600_000)
      expect(await all(people)).toEqual(['not-allowed', 'not-allowed', 'not-allowed'])
    }),
  )

  test(
    'a grant over two areas of two granters stands still where one of them ended; nobody keeps their own',
    inWorld(async (world) => {
      const { national, people, grants } = await chain(world)
      const [a, b] = people
      const ofA10 = must(await appoint(national, a, { areas: ['10'] })).body.id
      const both = must(await appoint(a, b, { areas: ['1206', '1001'] })).body.id
      must(await end(national, ofA10))
      expect(await toDecide(national)).toEqual([both])
      const me = must(await b.call('GET /me')).body.account
      expect(me?.grants.map(({ areas }) => areas.join()).sort()).toEqual(['1206', '1206'])
      must(await end(national, grants[0]))
      must(await appoint(national, b, { areas: ['12'] }))
      expect((await keep(b, grants[1])).code).toBe('not-oneself')
    }),
  )

  test(
    'two who appointed each other hold nothing when the one above is gone',
    inWorld(async (world) => {
      const { national, people, grants } = await chain(world)
      const [a, b] = people
      must(await appoint(b, a, { areas: ['120602'] }))
      must(await end(national, grants[0]))
      expect(await all([a, b])).toEqual(['not-allowed', 'not-allowed'])
    }),
  )

  test(
    'the country is not left without anybody: who ends the grant their own rests on takes its place, and so do peers when one resigns',
    inWorld(async (world) => {
      const first = await world.as('national')
      const [second, third, province] = [
        await world.newcomer(),
        await world.newcomer(),
        await world.newcomer(),
      ]
      const country: Given = { role: 'national', areas: [''] }
      const ofSecond = must(await appoint(first, second, country)).body.id
      must(await appoint(second, third, country))
      const ofProvince = must(await appoint(first, province)).body.id
      const ofFirst =
        must(await first.call('GET /grants', { query: {} })).body.items.find(
          ({ grantedBy }) => grantedBy === null,
        )?.id ?? ''
      must(await end(third, ofFirst))
      // who was given the country by the one that ended stands still, until the third decides
      expect(await all([first, second, third, province])).toEqual([
        'not-allowed',
        'not-allowed',
        'works',
        'not-allowed',
      ])
      expect(await toDecide(third)).toEqual([ofProvince, ofSecond])
      must(await keep(third, ofSecond))
      must(await keep(third, ofProvince))
      const ofThird =
        must(await third.call('GET /grants', { query: {} })).body.items.find(
          ({ grantedBy }) => grantedBy === null,
        )?.id ?? ''
      must(await end(third, ofThird))
      expect(await all([second, third, province])).toEqual(['works', 'not-allowed', 'not-allowed'])
      expect(await firstAccountLink(world.parts.db, world.now(), '')).toBeNull()
    }),
  )

  test(
    'keepers too: they keep nothing until somebody who answers there keeps or ends their grant',
    inWorld(async (world) => {
      const { people, national, grants } = await chain(world)
      const keeper = await world.newcomer()
      const body = { id: newId(), agency: 'อบต.ตัวอย่าง', phone: keeper.phone, name: 'สมมติ คนเฝ้า' }
      must(await people[0].call('POST /keepers', { body }))
      const keeps = async () => must(await keeper.call('GET /me')).body.account?.keeps
      expect(await keeps()).toBe(true)
      must(await end(national, grants[0]))
      expect(await keeps()).toBe(false)
      const province = await world.coordinatorOf('12')
      const listed = must(await province.call('GET /keepers', { query: { waits: true } })).body.items
      expect(listed).toMatchObject([{ id: body.id, waits: true }])
      const params = { id: body.id }
      expect((await (await world.coordinatorOf('10')).call('POST /keepers/:id/keep', { params })).code).toBe(
        'outside-scope',
      )
      expect(must(await province.call('POST /keepers/:id/keep', { params })).body).toMatchObject({
        waits: false,
      })
      expect(await keeps()).toBe(true)
      expect((await province.call('POST /keepers/:id/keep', { params })).code).toBe('wrong-status')
    }),
  )
})
