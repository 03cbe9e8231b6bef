import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beatDue, type Moved, type Place, takenAlong, turned } from '../server/map/beat.ts'
import { type MapFacets, mapDifference } from '../server/map/change.ts'
import { announced, byWaiting, isEmpty, publicCounts, publicNeeds, wholeOf } from '../server/map/rules.ts'
import { CHANGES, isDueToTell, STEP, type Told, toldOf } from '../server/map/told.ts'

const NEEDS = ['illness', 'oxygen']
const everyFilter = [undefined, 'waiting', 'helping'].flatMap((status) =>
  [undefined, ...NEEDS].map((need) => ({ need, status: status as 'waiting' | 'helping' | undefined })),
)
const place = (changes: Partial<Place> = {}): Place => ({
  ...{ waiting: 0, helping: 0, enough: true, knownChanges: 0, unsure: false },
  ...changes,
})
const somePlace = fc
  .record({ waiting: fc.nat(8), helping: fc.nat(8), enough: fc.boolean() })
  .map((counts) => place({ ...counts, enough: counts.enough && counts.waiting + counts.helping >= 3 }))
const someTold: fc.Arbitrary<Told> = fc.record({
  red: fc.constantFrom(0, 50, 100),
  oldest: fc.constantFrom(null, new Date('2026-11-23T01:00:00Z')),
  needs: fc.constantFrom({}, { oxygen: 50 }, { oxygen: 100, illness: 50 }),
})

test('where too few are known a place says few, the same under every filter, and tells no need', () => {
  fc.assert(
    fc.property(somePlace, someTold, (one, told) => {
      const published = { place: { ...one, enough: false }, told }
      for (const filter of everyFilter) expect(publicCounts(published, filter)).toEqual({ few: true })
      expect(publicNeeds(published)).toEqual([])
    }),
  )
})

test('no filter ever lets a one or a two out, nor a number of a need that is no step', () => {
  fc.assert(
    fc.property(somePlace, someTold, (one, told) => {
      for (const filter of everyFilter) {
        const shown = publicCounts({ place: one, told }, filter)
        const totals = 'waiting' in shown ? [shown.waiting, shown.helping] : []
        expect(totals.filter((count) => count === 1 || count === 2)).toEqual([])
        if ('atLeast' in shown) expect(shown.atLeast % STEP).toBe(0)
        if ('atLeast' in shown || 'few' in shown) expect(Object.keys(shown)).toHaveLength(1)
      }
    }),
  )
})

test('a need together with a status is told of nobody', () => {
  fc.assert(
    fc.property(somePlace, someTold, (one, told) => {
      for (const status of ['waiting', 'helping'] as const)
        expect(publicCounts({ place: one, told }, { need: 'oxygen', status })).toEqual({ few: true })
    }),
  )
})

test('numbers are right where they are told, and what is not told is not zero', () => {
  const busy = place({ waiting: 5, helping: 2 })
  expect(publicCounts({ place: busy })).toEqual({ waiting: 5, helping: 'few', red: null, oldest: null })
  expect(publicCounts({ place: busy }, { status: 'waiting' })).toMatchObject({ waiting: 5, helping: 0 })
  expect(isEmpty(publicCounts({ place: place({ helping: 4 }) }, { status: 'waiting' }))).toBe(true)
  const told = { red: 50, oldest: new Date('2026-11-23T01:00:00Z'), needs: { oxygen: 100 } }
  expect(publicCounts({ place: busy, told })).toMatchObject({ red: 50, oldest: '2026-11-23T01:00:00.000Z' })
  expect(publicCounts({ place: busy, told }, { need: 'oxygen' })).toEqual({ atLeast: 100 })
  expect(publicCounts({ place: busy, told }, { need: 'illness' })).toEqual({ few: true })
  expect(isEmpty(publicCounts({ place: undefined }))).toBe(true)
})

test('the country is its provinces, and says few when each of them does', () => {
  const known = place({ waiting: 5 })
  const quiet = place({ waiting: 1, helping: 1, enough: false })
  expect(wholeOf([known, quiet])).toMatchObject({ waiting: 6, helping: 1, enough: true })
  expect(wholeOf([quiet, quiet])?.enough).toBe(false)
  expect(wholeOf([])).toBeUndefined()
})

test('what is told of people is a multiple of twenty-five that so many are indeed, whatever the lot says', () => {
  const drawn = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  fc.assert(
    fc.property(fc.nat(400), fc.nat(400), drawn, (oxygen, red, lot) => {
      const now = new Date('2026-11-23T05:30:00Z')
      const known = { needs: new Map([['oxygen', oxygen]]), red, waitingSince: null }
      const told = toldOf(known, { now, lot: () => lot })
      for (const [count, real] of [[told.needs.oxygen ?? 0, oxygen] as const, [told.red, red] as const]) {
        expect(count % STEP).toBe(0)
        expect(count).toBeLessThanOrEqual(real)
        expect(count).toBeGreaterThan(real - 2 * STEP)
      }
    }),
  )
})

test('the wait of twenty-five is told in whole hours, and not before the hour is full', () => {
  const now = new Date('2026-11-23T05:30:00Z')
  const since = (time: string) =>
    toldOf({ needs: new Map(), red: 0, waitingSince: new Date(time) }, { now, lot: () => 0 }).oldest
  expect(since('2026-11-23T01:02:03Z')?.toISOString()).toBe('2026-11-23T02:00:00.000Z')
  expect(since('2026-11-23T05:02:03Z')).toBeNull()
})

test('people are told of for provinces and districts, after many changes there; never for what is smaller', () => {
  const changed = (knownChanges: number) => ({ knownChanges })
  expect(['12', '1206'].map((code) => isDueToTell(code, changed(CHANGES)))).toEqual([true, true])
  expect(['12', '1206'].map((code) => isDueToTell(code, changed(CHANGES - 1)))).toEqual([false, false])
  for (const code of ['120601', '8864a49b15fffff']) expect(isDueToTell(code, changed(1000))).toBe(false)
})

test.each([
  [null, '09:07', 'long'],
  ['09:07', '09:09', null],
  ['09:07', '09:10', 'short'],
  ['09:10', '09:15', 'long'],
  ['09:02', '11:01', 'long'],
  ['11:02', '09:01', 'long'],
])('after the beat of %s the one of %s is %s, also when the clock was turned', (last, now, beat) => {
  const at = (time: string) => new Date(`2026-11-23T${time}:00Z`)
  expect(beatDue(last === null ? null : at(last), at(now))).toBe(beat)
})

const cell = '8864a49b15fffff'
const moved = (changes: Partial<Moved> = {}): Moved => ({
  ...{ subdistrict: '120601', cell, waiting: 1, helping: 0, known: 0 },
  ...changes,
})
const codes = ['12', '1206', '120601', cell]
const places = (of: Partial<Record<string, Place>> = {}) =>
  new Map(codes.map((code) => [code, of[code] ?? place({ waiting: 5 })]))

test('the short beat takes along what lies in places that tell their numbers, all of them', () => {
  expect(takenAlong('short', [moved()], places())).toHaveLength(1)
  for (const code of codes) {
    const few = places({ [code]: place({ waiting: 1, enough: false }) })
    expect(takenAlong('short', [moved()], few)).toEqual([])
    expect(takenAlong('long', [moved()], few)).toHaveLength(1)
  }
  expect(takenAlong('short', [moved({ cell: '8864a49b11fffff' })], places())).toEqual([])
})

test('a place falls under three on any beat, comes and goes only on the long one, and counts its known changes', () => {
  const fallen = places({ [cell]: place({ waiting: 3 }) })
  const crowds = new Set(codes)
  const fewer = [moved({ waiting: -1, known: 1 })]
  const short = turned('short', { places: fallen, taken: fewer, crowds })
  expect(short.get(cell)).toEqual(place({ waiting: 2, enough: false, knownChanges: 1, unsure: true }))
  expect(short.get('12')).toEqual(place({ waiting: 4, knownChanges: 1, unsure: true }))
  const emptied = turned('short', { places: fallen, taken: [moved({ waiting: -3 })], crowds })
  expect(emptied.get(cell)).toMatchObject({ waiting: 0, enough: false })
  const long = turned('long', {
    places: new Map([[cell, emptied.get(cell) ?? place()]]),
    taken: [],
    crowds,
  })
  expect(long.get(cell)).toBeNull()
})

test('three requests make a number only when three known people stand behind them', () => {
  const taken = [moved({ waiting: 5 })]
  const enough = (crowds: string[]) =>
    turned('long', { places: new Map(), taken, crowds: new Set(crowds) }).get(cell)?.enough
  expect([enough([]), enough([cell])]).toEqual([false, true])
})

test('a place that says few is never announced together with the areas around it: then it is everything', () => {
  const five = place({ waiting: 5 })
  const six = place({ waiting: 6 })
  const few = place({ waiting: 1, enough: false })
  const change = (before?: Place, after?: Place) => ({ before, after })
  expect(
    announced(
      new Map([
        ['12', change(five, six)],
        [cell, change(five, six)],
      ]),
    ),
  ).toEqual(['12', cell])
  expect(
    announced(
      new Map([
        ['12', change(five, six)],
        [cell, change(undefined, few)],
      ]),
    ),
  ).toEqual([''])
  expect(
    announced(
      new Map([
        ['12', change(five, six)],
        [cell, change(few, few)],
      ]),
    ),
  ).toEqual(['12'])
  expect(announced(new Map([[cell, change(few, place({ waiting: 2, enough: false }))]]))).toEqual([])
})

test('the list puts most waiting first and does not sort the few by what it hides', () => {
  const few = { few: true } as const
  const busy = { waiting: 9, helping: 0, red: null, oldest: null }
  const mixed = { waiting: 'few', helping: 8, red: null, oldest: null } as const
  expect([few, mixed, busy].sort(byWaiting)).toEqual([busy, mixed, few])
  expect(
    [{ few }, { atLeast: 50 }, { atLeast: 100 }].map((one) => ('few' in one ? few : one)).sort(byWaiting),
  ).toEqual([{ atLeast: 100 }, { atLeast: 50 }, few])
  expect(byWaiting(few, few)).toBe(0)
})

const asked: MapFacets = {
  provinceCode: '12',
  subdistrictCode: '120601',
  h3Cell: cell,
  needs: ['oxygen', 'illness'],
  status: 'waiting',
  urgency: 3,
  leadId: null,
  countsInPublic: true,
  known: true,
}
const nonZero = (before: MapFacets | null, after: MapFacets | null) =>
  mapDifference(before, after).map(({ waiting, helping, known }) => [waiting, helping, known])
const unknown = { ...asked, known: false }

test.each([
  ['asking for help', null, asked, [[1, 0, 1]]],
  ['asking with a phone nobody proved', null, unknown, [[1, 0, 0]]],
  ['a claim', unknown, { ...asked, status: 'claimed' }, [[-1, 1, 1]]],
  ['news alone', { ...asked, status: 'claimed' }, { ...asked, status: 'helping' }, []],
  ['a triage that turns yellow', asked, { ...asked, urgency: 2 }, [[0, 0, 1]]],
  ['a triage of an unknown one', unknown, { ...unknown, urgency: 2 }, []],
  ['proving the phone later', unknown, asked, [[0, 0, 1]]],
  ['closing', { ...asked, status: 'helped' }, { ...asked, status: 'closed' }, [[0, -1, 1]]],
  ['linking to a lead case', asked, { ...asked, leadId: 'x' }, [[-1, 0, 1]]],
  ['standing back for a likely repeat', asked, { ...asked, countsInPublic: false }, [[-1, 0, 1]]],
  ['closing a linked one', { ...asked, leadId: 'x' }, { ...asked, leadId: 'x', status: 'closed' }, []],
  ['the same needs in another order', asked, { ...asked, needs: ['illness', 'oxygen'] }, []],
  ['another need', asked, { ...asked, needs: ['illness'] }, [[0, 0, 1]]],
  [
    'another place',
    asked,
    { ...asked, h3Cell: '8864a49b11fffff' },
    [
      [-1, 0, 1],
      [1, 0, 1],
    ],
  ],
] as const)('%s changes the map by %j', (_, before, after, expected) => {
  expect(nonZero(before, after)).toEqual(expected)
})
