import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ResidentSet } from '../contract/register.ts'
import { childrenOf } from '../data/areas.ts'
import { edit, household, identityNumber, push, resident } from './register-world.ts'
import { inWorld, must, openWorld, type Person, type World } from './world.ts'

/** Tells of two people, each in a house of its own. */
async function tellTwo(teller: Person, sets: readonly ResidentSet[], areas: readonly string[]) {
  const homes = areas.map((area) => household({ area }))
  const people = sets.map((set, at) => resident(homes[at]?.record ?? '', set))
  const receipts = await push(teller, [...homes, ...people])
  expect(receipts.filter(({ result }) => result !== 'done')).toEqual([])
  const [one = '', other = ''] = people.map(({ record }) => record)
  return { one, other }
}

const twinsSeenBy = async (person: Person, area = '') =>
  must(await person.call('GET /register/twins', { query: { area } })).body.items

const same = { name: 'สมมติ ใจดี', birthYear: 1960 }
const passport = (number: string) => ({ kind: 'passport', number }) as const
const thai = () => ({ kind: 'thai', number: identityNumber() }) as const

describe('who is likely there twice', () => {
  let world: World
  // each case in a district of its own
  const districts = childrenOf('30').map(({ code }) => code)
  const district = () => districts.pop() ?? ''
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world.close())

  /** `places`: the ends of the codes of two villages or subdistricts. */
  const twinsOf = async (sets: readonly ResidentSet[], places: readonly string[]) => {
    const [national, code] = [await world.as('national'), district()]
    const areas = places.map((place) => `${code}${place}`)
    const told = await tellTwo(national, sets, areas)
    await world.settle()
    return { ...told, twins: await twinsSeenBy(national, code) }
  }

  type Case = [string, ResidentSet, ResidentSet, [string, string]]
  const here: [string, string] = ['0101', '0101']
  const near: [string, string] = ['0101', '02']
  test.each<Case>([
    ['one name written otherwise', { ...same, name: 'นายสมมติ ใจดี' }, { ...same, name: 'สมมุติ ใจดี' }, here],
    ['a year apart', same, { ...same, birthYear: 1961 }, here],
    ['swapped, in another subdistrict', same, { ...same, name: 'ใจดี สมมติ' }, near],
    ['a year not known', same, { name: same.name }, here],
    [
      'numbers of two kinds',
      { ...same, identity: thai() },
      { ...same, identity: passport('AA1234567') },
      here,
    ],
    ['one number only', { ...same, identity: thai() }, same, here],
  ])('is suggested: %s', async (_, left, right, places) => {
    const { one, other, twins } = await twinsOf([left, right], places)
    expect(twins).toHaveLength(1)
    expect(twins[0]?.residents.map((listed) => listed.resident.id).sort()).toEqual([one, other].sort())
    expect(twins[0]?.likeness).toBeGreaterThanOrEqual(0.82)
  })

  const numbers = ['AA1234568', 'AA1234569'].map((number) => ({ ...same, identity: passport(number) }))
  test.each<Case>([
    ['two years apart', same, { ...same, birthYear: 1962 }, here],
    ['another name', same, { ...same, name: 'สมหญิง ใจดี' }, here],
    ['two numbers of one kind', numbers[0] ?? {}, numbers[1] ?? {}, here],
    ['somebody who has died', same, { ...same, gone: { how: 'died', to: null } }, here],
    ['no name', { birthYear: 1960 }, { birthYear: 1960, name: null }, here],
  ])('is not: %s', async (_, left, right, places) => {
    expect((await twinsOf([left, right], places)).twins).toEqual([])
  })

  test('is not: another district', async () => {
    const national = await world.as('national')
    const two = [district(), district()]
    await tellTwo(
      national,
      [same, same],
      two.map((code) => `${code}01`),
    )
    await world.settle()
    for (const code of two) expect(await twinsSeenBy(national, code)).toEqual([])
  })
})

/** Two of the same name and year, told by the volunteer. */
async function twoAlike({ as, settle }: World) {
  const volunteer = await as('volunteer')
  const told = await tellTwo(volunteer, [same, same], ['12060101', '12060101'])
  await settle()
  return { volunteer, ...told }
}

test(
  'a pair is gone once it is told that they are two, by year or number',
  inWorld(async (world) => {
    const { volunteer, one, other } = await twoAlike(world)
    const tell = async (record: string, set: ResidentSet) => {
      await push(volunteer, [edit('resident', record, set, { base: 1_000_000 })])
      await world.settle()
      return (await twinsSeenBy(volunteer)).length
    }
    expect(await twinsSeenBy(volunteer)).toHaveLength(1)
    expect(await tell(one, { birthYear: 1970 })).toBe(0)
    expect(await tell(one, { birthYear: 1960, identity: thai() })).toBe(1)
    expect(await tell(other, { identity: thai() })).toBe(0)
  }),
)

test(
  'a coordinator says they are two; they are not shown again, whatever else is told',
  inWorld(async (world) => {
    const { volunteer, one, other } = await twoAlike(world)
    const settle = { params: { id: one }, body: { other } }
    const settledBy = (person: Person) => person.call('POST /register/twins/:id/different', settle)
    expect((await settledBy(volunteer)).code).toBe('not-allowed')
    expect((await settledBy(await world.coordinatorOf('10'))).code).toBe('resident-not-found')
    must(await settledBy(await world.as('districtCoordinator')))
    expect(await twinsSeenBy(volunteer)).toEqual([])
    await push(volunteer, [edit('resident', other, { name: 'สมมติ ใจดีมาก' }, { base: 1_000_000 })])
    await world.settle()
    expect(await twinsSeenBy(volunteer)).toEqual([])
  }),
)

test(
  'pages and areas: the most alike first, each pair once',
  inWorld(async (world) => {
    const volunteer = await world.as('volunteer')
    await tellTwo(volunteer, [same, { ...same, name: 'สมมต ใจดี' }], ['12060101', '12060101'])
    await tellTwo(volunteer, [{ name: 'ทดสอบ มีสุข' }, { name: 'ทดสอบ มีสุข' }], ['120603', '120603'])
    await world.settle()
    const first = must(await volunteer.call('GET /register/twins', { query: { limit: 1 } })).body
    const query = { limit: 1, after: first.next ?? '' }
    const second = must(await volunteer.call('GET /register/twins', { query })).body
    expect([first.items.length, second.items.length, second.next]).toEqual([1, 1, null])
    expect(first.items[0]?.likeness).toBeGreaterThanOrEqual(second.items[0]?.likeness ?? 1)
    expect(await twinsSeenBy(volunteer, '120603')).toHaveLength(1)
    expect((await volunteer.call('GET /register/twins', { query: { area: '10' } })).code).toBe(
      'outside-scope',
    )
  }),
)
