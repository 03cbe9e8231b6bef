import { describe, expect, test } from 'vitest'
import { nothingBecause } from '../server/facilities/find/nearest.ts'
import { facilityAt, metresBetween, type Seen, type Shown } from '../web/facilities/kept-facilities.ts'
import { listKept, nearestKept } from '../web/facilities/kept-lists.ts'

const seenAt = '2026-11-23T09:00:00.000Z'
const at = (hours: number) => new Date(Date.parse(seenAt) + hours * 3_600_000)
const time = (hours: number) => at(hours).toISOString()
const home = { lon: 100.5, lat: 13.9 }
const here = (hours: number) => ({ place: home, now: at(hours) })

/** Open for a day from two hours ago, beds told as long, 100 m away; changed as said. */
function seen(changed: Partial<Shown> = {}, metresNorth = 100): Seen {
  const confirmed = {
    confirmedAt: time(-2),
    confirmedBy: 'keeper',
    freshness: 'fresh',
    staleAt: time(22),
  } as const
  const facility: Shown = {
    id: '0199a000-0000-7000-8000-000000000001',
    kind: 'field-hospital',
    name: { th: 'สมมติ', en: null },
    areaCode: '120601',
    lon: home.lon,
    lat: home.lat + metresNorth / 111_195,
    phones: ['+6620000001'],
    extensions: [],
    status: 'open',
    state: 'open',
    stateStaleAt: time(22),
    doubted: false,
    ...confirmed,
    room: { total: 60, free: 14, held: 0, hoursLeft: null, ...confirmed },
    hours: null,
    admits: ['green'],
    cost: null,
    address: null,
    ...changed,
  }
  return { facility, seenAt }
}
const hours = (openNow: boolean | null, ...week: [number, number][]) => ({
  text: '…',
  openNow,
  changesAt: null,
  week: week.map(([from, to]): [string, string] => [time(from), time(to)]),
})
const statusAfter = (one: Seen, later: number) => facilityAt(one, at(later)).status

describe('what was seen earlier is told as it is now', () => {
  test('it ages, then nobody knows whether it is open, nor what is free', () => {
    expect(facilityAt(seen(), at(1))).toMatchObject({
      status: 'open',
      freshness: 'fresh',
      room: { free: 14 },
    })
    expect(facilityAt(seen(), at(11)).freshness).toBe('ageing')
    expect(facilityAt(seen(), at(23))).toMatchObject({
      status: 'unknown',
      freshness: 'stale',
      room: { free: null, freshness: 'stale' },
    })
  })

  test('the hours that were told open and close it', () => {
    const shop = seen({ status: 'closed', room: null, hours: hours(false, [3, 6], [12, 15]) })
    expect([0, 4, 7, 13].map((later) => statusAfter(shop, later))).toEqual([
      'closed',
      'open',
      'closed',
      'open',
    ])
    expect(facilityAt(shop, at(4)).hours).toMatchObject({ openNow: true, changesAt: time(6) })
    expect(facilityAt(shop, at(7)).hours).toMatchObject({ openNow: false, changesAt: time(12) })
  })

  test('what never closes has no end, however few days are known', () => {
    const always = facilityAt(seen({ hours: hours(true, [-2, 190]) }), at(2))
    expect(always.hours).toMatchObject({ openNow: true, changesAt: null })
  })

  test('closed by its keeper stays closed whatever the hours say', () => {
    const shut = seen({ status: 'closed', state: 'closed', hours: hours(true, [-1, 6]) })
    expect(statusAfter(shut, 1)).toBe('closed')
  })

  test('hours that nobody understands do not close it; hours that ran out make it unknown', () => {
    expect(statusAfter(seen({ hours: hours(null) }), 1)).toBe('open')
    const lasting = { staleAt: time(900), stateStaleAt: time(900), room: null }
    expect(statusAfter(seen({ ...lasting, hours: hours(true, [-1, 6]) }), 200)).toBe('unknown')
  })

  test('a state that holds longer than what else is told still counts', () => {
    const hospital = seen({ stateStaleAt: time(200) })
    expect(facilityAt(hospital, at(30))).toMatchObject({
      status: 'open',
      freshness: 'stale',
      room: { free: null },
    })
    expect(listKept([hospital], { room: true }, here(30))).toEqual([])
  })
})

describe('the list', () => {
  const far = seen({ id: 'far', phones: [] }, 3000)
  const full = seen({ id: 'full', room: null, status: 'full', state: 'full' }, 50)
  const old = seen(
    { id: 'old', status: 'unknown', freshness: 'stale', staleAt: time(-1), stateStaleAt: time(-1) },
    10,
  )
  const ids = (all: Shown[]) => all.map(({ id }) => id)

  test('who can take someone first, then by distance, the old behind the fresh of 5 km', () => {
    expect(ids(listKept([old, full, far], {}, here(0)))).toEqual(['far', 'full', 'old'])
    const veryFar = seen({ id: 'very-far', room: null, status: 'full', state: 'full' }, 6000)
    expect(ids(listKept([veryFar, old], {}, here(0)))).toEqual(['old', 'very-far'])
  })

  test('only what is wanted', () => {
    expect(ids(listKept([old, full, far], { open: true }, here(0)))).toEqual(['far'])
    expect(ids(listKept([old, full, far], { fresh: true }, here(0)))).toEqual(['far', 'full'])
    expect(ids(listKept([far], { fits: ['green', 'stretcher'] }, here(0)))).toEqual([])
    expect(ids(listKept([far], { area: '13' }, here(0)))).toEqual([])
    expect(listKept([far], { kind: 'field-hospital' }, here(0))[0]?.distanceMetres).toBeCloseTo(3000, -1)
  })

  test('metres as the crow flies', () => {
    expect(metresBetween({ lon: 100.5, lat: 13.75 }, { lon: 98.99, lat: 18.79 })).toBeCloseTo(582_900, -4)
  })
})

describe('the nearest that can take someone now', () => {
  const ask = { kind: 'field-hospital', fits: ['green'] }

  test('by distance, only those that can', () => {
    const found = nearestKept(
      [seen({ id: 'b' }, 900), seen({ id: 'a' }), seen({ id: 'c', status: 'full', state: 'full' })],
      ask,
      here(0),
    )
    expect(found.items.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(found.nothingBecause).toBeNull()
  })

  test('why there is none, each under the first reason, and the one to call', () => {
    const all = [
      seen({ id: 'full', status: 'full', state: 'full' }),
      seen({ id: 'shut', status: 'closed', state: 'closed' }),
      seen({ id: 'unfit', admits: [] }),
      seen({ id: 'old', staleAt: time(-1), stateStaleAt: time(-1) }, 500),
      seen({ id: 'other', kind: 'crematorium' }),
    ]
    const { items, nothingBecause: why } = nearestKept(all, ask, here(0))
    expect(items).toEqual([])
    expect(why).toMatchObject({ closed: 1, full: 1, stale: 1, unfit: 1 })
    expect(why?.ask?.id).toBe('unfit')
    const { facility } = seen()
    const untold = seen({ room: facility.room && { ...facility.room, total: null, free: null } })
    expect(nearestKept([untold], ask, here(0))).toMatchObject({ items: [], nothingBecause: { stale: 1 } })
    expect(listKept([untold], { room: true }, here(0))).toEqual([])
    // the server would say the same of them
    const now = all.filter(({ facility }) => facility.kind === ask.kind).map((one) => facilityAt(one, at(0)))
    expect(nothingBecause(now, ask.fits)).toMatchObject({ ...why, ask: { id: 'unfit' } })
    expect(nearestKept([], ask, here(0)).nothingBecause).toEqual({
      closed: 0,
      full: 0,
      stale: 0,
      unfit: 0,
      ask: null,
    })
  })
})
