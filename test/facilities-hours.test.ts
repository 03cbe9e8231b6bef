import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { facilityOf, verifiedFacility } from './facilities-world.ts'
import { asOwner } from './setup/facilities.ts'
import { must, openWorld, type World } from './world.ts'

let world: World
// a world for each story: who has signed in does not stay so for weeks
beforeEach(async () => {
  world = await openWorld()
}, 30_000)
afterEach(() => world.close())

/** Turns the clock to a moment of Thailand and does what time brings. */
async function at(local: string): Promise<void> {
  world.turn(Date.parse(`${local}:00+07:00`) - world.now().getTime())
  await world.settle()
}

// a week each, so that nothing goes stale: the begin is Monday 23 November 2026
const crematorium = async (hours: string, areaCode = '120601') =>
  (await verifiedFacility(world, { ...facilityOf('crematorium', { areaCode }), hours })).id

async function told(id: string) {
  const { body } = await world.stranger().call('GET /facilities/:id', { params: { id } })
  const open = await world.stranger().call('GET /facilities', { query: { open: true, limit: 200 } })
  return { ...body, listedOpen: open.body.items.some((one) => one.id === id) }
}
const standing = async (id: string) => {
  const { status, hours, listedOpen } = await told(id)
  return [hours?.openNow, status, listedOpen]
}
const OPEN = [true, 'open', true]
const CLOSED = [false, 'closed', false]

describe('open now', () => {
  test('turns with the clock, and the sheet says when', async () => {
    const id = await crematorium('Mo-Fr 08:30-16:30')
    expect((await told(id)).hours).toMatchObject({
      openNow: true,
      changesAt: '2026-11-23T09:30:00.000Z',
      week: expect.arrayContaining([['2026-11-24T01:30:00.000Z', '2026-11-24T09:30:00.000Z']]),
    })
    await at('2026-11-23T16:29')
    expect(await standing(id)).toEqual(OPEN)
    await at('2026-11-23T16:30')
    expect(await standing(id)).toEqual(CLOSED)
    expect((await told(id)).hours?.changesAt).toBe('2026-11-24T01:30:00.000Z')
  })

  test('holds over midnight until the morning', async () => {
    const id = await crematorium('จันทร์-เสาร์ 20.00-02.00 น.')
    expect(await standing(id)).toEqual(CLOSED)
    await at('2026-11-23T23:59')
    expect(await standing(id)).toEqual(OPEN)
    await at('2026-11-24T00:00')
    expect(await standing(id)).toEqual(OPEN)
    await at('2026-11-24T01:59')
    expect(await standing(id)).toEqual(OPEN)
    await at('2026-11-24T02:00')
    expect(await standing(id)).toEqual(CLOSED)
  })

  test('after midnight the eight days begin with the new day', async () => {
    await at('2026-11-24T09:00')
    const id = await crematorium('Mo-Su 10:00-11:00')
    const days = async () => (await told(id)).hours?.week.map(([from]) => from.slice(0, 10))
    expect([(await days())?.at(0), (await days())?.length]).toEqual(['2026-11-24', 8])
    await at('2026-11-25T00:00')
    expect([(await days())?.at(0), (await days())?.length]).toEqual(['2026-11-25', 8])
    await at('2026-11-25T12:00')
    expect((await days())?.at(0)).toBe('2026-11-26')
  })

  test('of hours that nobody told, and of those that do not say, is unknown, and the state stands', async () => {
    const none = (await verifiedFacility(world, facilityOf('crematorium'))).id
    expect((await told(none)).hours).toBeNull()
    expect((await told(none)).status).toBe('open')
    const unsure = await crematorium('Mo-Su 08:00-18:00 unknown "โทรถามก่อน"')
    expect(await standing(unsure)).toEqual([null, 'open', true])
  })

  test('says nothing of a place whose keeper said nothing for too long', async () => {
    const id = await crematorium('24/7')
    expect(await standing(id)).toEqual(OPEN)
    await world.later({ days: 7 })
    expect(await standing(id)).toEqual([true, 'unknown', false])
  })
})

describe('public holidays', () => {
  const daysOf = async (year: number) =>
    (await world.stranger().call('GET /holidays', { query: { year } })).body.items
  const holiday = async (date: string) => (await daysOf(2026)).filter((one) => one.date === date)

  test('are known, by date, and close who closes on them', async () => {
    await at('2026-12-04T09:00')
    const all = await daysOf(2026)
    expect(all.length).toBeGreaterThan(15)
    expect(all.map(({ date }) => date)).toEqual(all.map(({ date }) => date).toSorted())
    const id = await crematorium('Mo-Fr 08:30-16:30; PH off')
    expect(await standing(id)).toEqual(OPEN)
    await at('2026-12-10T09:00')
    expect((await told(id)).hours?.openNow).toBe(false)
    expect((await told(id)).hours?.changesAt).toBe('2026-12-11T01:30:00.000Z')
  })

  test('one added by a coordinator closes the province at once, and no other', async () => {
    await at('2026-12-15T09:00')
    const here = await crematorium('Mo-Fr 08:30-16:30; PH off')
    const there = await crematorium('Mo-Fr 08:30-16:30; PH off', '130101')
    const coordinator = await world.as('coordinator')
    const body = { date: '2026-12-15', name: 'งานประจำจังหวัด', area: '12' }
    const added = await coordinator.call('POST /holidays', { body })
    expect([added.status, added.body]).toEqual([201, { ...body, notIn: [] }])
    expect(await standing(here)).toEqual(CLOSED)
    expect(await standing(there)).toEqual(OPEN)
    must(await coordinator.call('POST /holidays/remove', { body: { date: body.date, area: '12' } }))
    expect(await standing(here)).toEqual(OPEN)
    expect(await holiday('2026-12-15')).toEqual([])
  })

  test("one of the country's can be none in a province, and again one", async () => {
    await at('2026-12-31T09:00')
    const coordinator = await world.as('coordinator')
    const here = await crematorium('Mo-Fr 08:30-16:30; PH off')
    const there = await crematorium('Mo-Fr 08:30-16:30; PH off', '130101')
    must(await coordinator.call('POST /holidays/remove', { body: { date: '2026-12-31', area: '12' } }))
    expect(await holiday('2026-12-31')).toMatchObject([{ area: '', notIn: ['12'] }])
    expect([await standing(here), await standing(there)]).toEqual([OPEN, CLOSED])
    const body = { date: '2026-12-31', name: 'วันสิ้นปี', area: '12' }
    must(await coordinator.call('POST /holidays', { body }))
    expect(await standing(here)).toEqual(CLOSED)
  })

  test('one taken from the country stays away, whenever the list is read', async () => {
    const national = await world.as('national')
    const body = { date: '2026-12-07', area: '' }
    expect(await holiday('2026-12-07')).toHaveLength(1)
    for (const _ of [1, 2]) must(await national.call('POST /holidays/remove', { body }))
    expect(await holiday('2026-12-07')).toEqual([])
    must(await national.call('POST /holidays', { body: { ...body, name: 'ชดเชย' } }))
    expect(await holiday('2026-12-07')).toMatchObject([{ name: 'ชดเชย', area: '' }])
  })

  test('are changed by those who answer for the whole of the place', async () => {
    const refused = [
      ['districtCoordinator', '12', 'outside-scope'],
      ['coordinator', '13', 'outside-scope'],
      ['coordinator', '', 'outside-scope'],
      ['coordinator', '1206', 'invalid-input'],
      ['national', '99', 'area-unknown'],
      ['volunteer', '12', 'not-allowed'],
      ['stranger', '', 'not-signed-in'],
    ] as const
    for (const [who, area, code] of refused) {
      const caller = await world.as(who)
      const body = { date: '2026-11-30', area }
      const name = 'ลองดู'
      expect((await caller.call('POST /holidays', { body: { ...body, name } })).code).toBe(code)
      expect((await caller.call('POST /holidays/remove', { body })).code).toBe(code)
    }
    expect(await holiday('2026-11-30')).toEqual([])
  })

  test('a day that is none is refused', async () => {
    const national = await world.as('national')
    for (const date of ['2026-02-30', '30/12/2569', ''])
      expect(await national.call('POST /holidays', { body: { date, name: 'x', area: '' } })).toMatchObject({
        ...{ code: 'invalid-input', errors: [{ path: '/date' }] },
      })
  })
})

test('hours are worked out once for a province, however many facilities have them', async () => {
  const hours = 'Mo-Sa 07:00-09:00'
  for (const _ of [1, 2, 3]) await crematorium(hours)
  const { rows } = await asOwner(world.ownerUrl, (owner) =>
    owner.query('select province_code from facility_hours where hours = $1', [hours]),
  )
  expect(rows).toEqual([{ province_code: '12' }])
})
