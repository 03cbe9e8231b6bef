import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inScope, wholeRegister } from '../server/register/scope-store.ts'
import { openWorld, type World } from './world.ts'

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
