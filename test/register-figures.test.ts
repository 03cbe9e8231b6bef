import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { childrenOf } from '../data/areas.ts'
import { whereMeasure } from '../server/register/figures/measure-view.ts'
import { inScope, wholeRegister } from '../server/register/scope-store.ts'
import { edit, household, push, resident, visit } from './register-world.ts'
import { inWorld, must, openWorld, type World } from './world.ts'

type Written = {
  area: string
  wish?: string
  firstWish?: string
  doses?: number
  visits?: number
  reasons?: string[]
}

/** Writes residents straight into the tables, as many as told, and marks where they are. */
async function write({ parts, now }: Pick<World, 'parts' | 'now'>, many: number, written: Written) {
  const { area, wish = null, firstWish = null, doses = 0, visits = 0, reasons = [] } = written
  const place = { province_code: area.slice(0, 2), subdistrict_code: area.slice(0, 6) }
  const row = () => ({
    ...{ ...place, area_code: area, id: uuidv7(), household_id: uuidv7(), made_by: uuidv7(), seq: 1 },
    ...{ wish, first_wish: firstWish, dose_count: doses, visits, reasons },
    ...{ made_at: now(), changed_at: now() },
  })
  await inScope(parts.db, wholeRegister, async (db) => {
    await db
      .insertInto('register_resident')
      .values(Array.from({ length: many }, row))
      .execute()
    const dirty = db.insertInto('register_dirty').values({ ...place, since: now() })
    await dirty.onConflict((one) => one.doNothing()).execute()
  })
}

describe('figures of the own areas', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
    await write(world, 3, { area: '12060101', wish: 'wants', doses: 1 })
    await write(world, 2, { area: '12060102', wish: 'does-not-want', visits: 1, reasons: ['side-effects'] })
    await write(world, 1, { area: '12060102', wish: 'wants', firstWish: 'undecided', visits: 2, doses: 2 })
    await write(world, 1, { area: '120602', reasons: ['no-transport', 'work'] })
    await write(world, 6, { area: '120101', wish: 'wants' })
    await world.settle()
  })
  afterAll(() => world.close())

  const figuresOf = async (area: string) => {
    const answer = await (await world.as('volunteer')).call('GET /register/figures', { query: { area } })
    expect(answer.status).toBe(200)
    return answer.body
  }

  test('are exact, per village, of a subdistrict as it is this moment', async () => {
    const { own, total, parts } = await figuresOf('120601')
    expect(own).toBe(true)
    expect(total).toMatchObject({
      found: 6,
      'wish:wants': 4,
      'wish:does-not-want': 2,
      'wish:undecided': 0,
      visited: 3,
    })
    expect(total).toMatchObject({ changed: 1, 'doses:none': 2, 'doses:some': 3, 'doses:enough': 1 })
    expect(total).toMatchObject({
      'reason:side-effects': 2,
      'reasons:does-not-want': 2,
      'reasons:cannot-get-there': 0,
    })
    expect(parts.map(({ area, counts }) => [area, counts.found])).toEqual([
      ['12060101', 3],
      ['12060102', 3],
    ])
  })

  test('of a village have no parts', async () => {
    const { total, parts } = await figuresOf('12060102')
    expect(total.found).toBe(3)
    expect(parts).toEqual([])
  })

  test('of a district are those counted last, one who gives two reasons once in their group', async () => {
    const { total, parts } = await figuresOf('1206')
    expect(total).toMatchObject({ found: 7, 'wish:not-asked': 1, 'reasons:cannot-get-there': 1 })
    expect(parts.length).toBe(12)
    expect(parts.find(({ area }) => area === '120602')?.counts.found).toBe(1)
    expect(parts.find(({ area }) => area === '120603')?.counts.found).toBe(0)
  })

  test('outside are told, small ones are not; what is left of a sum after the own ones neither', async () => {
    const { own, total, parts } = await figuresOf('12')
    expect(own).toBe(false)
    expect(total).toMatchObject({ found: 13, 'wish:wants': 10 })
    const counted = (area: string) => parts.find((part) => part.area === area)
    expect(counted('1206')).toMatchObject({ own: true, counts: { found: 7, 'wish:not-asked': 1 } })
    expect(counted('1201')).toMatchObject({ own: false, counts: { found: 6 } })
    await write(world, 2, { area: '120201', wish: 'undecided' })
    await world.settle()
    const after = await figuresOf('12')
    const [six, two] = ['1201', '1202'].map((code) => after.parts.find(({ area }) => area === code)?.counts)
    expect([six?.found, two?.found, two?.['wish:undecided']]).toEqual([null, null, null])
    expect(after.total.found).toBe(15)
    expect(after.total['wish:undecided']).toBeNull()
    expect(await figuresOf('1202')).toMatchObject({ total: { found: null, 'wish:undecided': null } })
  })

  test('of no known area are refused', async () => {
    const answer = await (await world.as('volunteer')).call('GET /register/figures', {
      query: { area: '9999' },
    })
    expect(answer.code).toBe('area-unknown')
  })
})

test(
  'each number opens exactly its rows',
  inWorld(async (world) => {
    const volunteer = await world.as('volunteer')
    const home = household()
    const wishes = ['wants', 'undecided', 'does-not-want', 'vaccinated', null] as const
    const dose = { brand: null, on: null, place: null }
    const people = wishes.map((wish, at) =>
      resident(home.record, {
        wish,
        reasons: at % 2 === 0 ? ['side-effects', 'work'] : [],
        tags: at > 2 ? ['elderly'] : [],
        doses: Object.fromEntries(Array.from({ length: at }, (_, index) => [String(index + 1), dose])),
        ...(at === 3 && { gone: { how: 'died' as const, to: null } }),
      }),
    )
    const [wants, undecided] = people
    const talk = visit(undecided?.record ?? '', { wishBefore: 'undecided', wishAfter: 'wants' })
    await push(volunteer, [home, ...people, talk, visit(wants?.record ?? '')])
    await push(volunteer, [edit('resident', undecided?.record ?? '', { wish: 'wants' }, { base: 1_000_000 })])
    await world.settle()
    const { total, measures } = must(
      await volunteer.call('GET /register/figures', { query: { area: '120601' } }),
    ).body
    expect(total).toMatchObject({ found: 4, 'wish:wants': 2, changed: 1, visited: 2, 'doses:enough': 2 })
    for (const measure of measures) {
      const rows = must(await volunteer.call('GET /register/residents', { query: { area: '1206', measure } }))
      expect([measure, rows.body.items.length]).toEqual([measure, total[measure]])
    }
    expect(whereMeasure('shoes', { profile: world.parts.profile, year: 2026 })).toBeUndefined()
    const counted = must(await volunteer.call('GET /register/figures', { query: { area: '1206' } })).body
    expect(counted.total).toEqual(total)
  }),
)

test(
  'from the country down to a subdistrict of others, no small count is shown, and no withheld total told by its parts',
  inWorld(async (world) => {
    // few and many, side by side, the same each time
    const subdistricts = ['3001', '3002'].flatMap((code) => childrenOf(code).slice(0, 4))
    for (const [at, { code }] of subdistricts.entries())
      for (const village of ['01', '02', '03']) {
        const wish = ['wants', 'undecided'][(at + Number(village)) % 2] ?? 'wants'
        await write(world, ((at * 7 + Number(village) * 5) % 11) + 1, { area: `${code}${village}`, wish })
      }
    await world.settle()
    const volunteer = await world.as('volunteer')
    for (const area of ['', '30', '3001', '3002', ...subdistricts.map(({ code }) => code)]) {
      const { total, parts, measures } = must(
        await volunteer.call('GET /register/figures', { query: { area } }),
      ).body
      for (const measure of measures) {
        const counts = parts.map((part) => part.counts[measure] ?? null)
        const small = [total[measure] ?? null, ...counts].filter((n) => n !== null && n > 0 && n < 5)
        expect([area, measure, small]).toEqual([area, measure, []])
        const withheld = [total[measure] ?? null, ...counts].filter((n) => n === null)
        expect([area, measure, withheld.length]).not.toEqual([area, measure, 1])
      }
    }
  }),
)

test(
  'what changed minds is told to coordinators: by reason, by number of the visit, wish before and after',
  inWorld(async (world) => {
    const [volunteer, coordinator] = [await world.as('volunteer'), await world.as('districtCoordinator')]
    const home = household()
    const one = resident(home.record, { wish: 'undecided' })
    const talks = [
      visit(one.record, {
        at: '2026-11-20T02:00:00.000Z',
        wishBefore: 'undecided',
        wishAfter: 'does-not-want',
        reasons: ['side-effects'],
      }),
      visit(one.record, {
        at: '2026-11-21T02:00:00.000Z',
        wishBefore: 'does-not-want',
        wishAfter: 'wants',
        reasons: ['side-effects', 'work'],
      }),
      visit(one.record, { at: '2026-11-22T02:00:00.000Z', wishBefore: 'wants', wishAfter: 'wants' }),
    ]
    await push(volunteer, [home, one, ...talks])
    const { body } = must(await coordinator.call('GET /register/changed-minds'))
    expect(body.byReason).toEqual([
      { reason: 'side-effects', talks: 2, changed: 1 },
      { reason: 'work', talks: 1, changed: 1 },
    ])
    expect(body.byVisit).toEqual([
      { number: 1, talks: 1, changed: 0 },
      { number: 2, talks: 1, changed: 1 },
    ])
    expect(body.moves).toHaveLength(3)
    expect((await volunteer.call('GET /register/changed-minds')).code).toBe('not-allowed')
    const foreign = await world.coordinatorOf('10')
    expect(must(await foreign.call('GET /register/changed-minds')).body.moves).toEqual([])
  }),
)

test(
  'figures are right in the end, however much is written while they are counted',
  inWorld(async (world) => {
    const volunteer = await world.as('volunteer')
    const homes = ['12060101', '120602', '120603'].map((area) => household({ area }))
    await push(volunteer, homes)
    const writing = Array.from({ length: 30 }, (_, at) =>
      push(volunteer, [resident(homes[at % 3]?.record ?? '', { wish: 'wants' })]),
    )
    const counting = Array.from({ length: 5 }, () => world.settle())
    await Promise.all([...writing, ...counting])
    await world.settle()
    const { total } = must(await volunteer.call('GET /register/figures', { query: { area: '1206' } })).body
    expect(total).toMatchObject({ found: 30, 'wish:wants': 30 })
  }),
)
