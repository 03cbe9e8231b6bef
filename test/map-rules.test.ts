import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type MapFacets, mapDifference } from '../server/map/change.ts'
import { fold } from '../server/map/fold.ts'
import {
  byWaiting,
  type Counts,
  isEmpty,
  looksDifferent,
  publicCounts,
  publicNeeds,
} from '../server/map/rules.ts'

const NEEDS = ['illness', 'oxygen']
const statuses = [undefined, 'waiting', 'helping'] as const

const someRequest = fc.record({
  need: fc.constantFrom(...NEEDS),
  waits: fc.boolean(),
  red: fc.boolean(),
})
type Request = { need: string; waits: boolean; red: boolean }

const countsOf = (requests: Request[]): Counts => {
  const count = (waits: boolean, red: boolean) =>
    requests.filter((request) => request.waits === waits && request.red === red).length
  return {
    waiting: count(true, true) + count(true, false),
    helping: count(false, true) + count(false, false),
    waitingRed: count(true, true),
    helpingRed: count(false, true),
    oldest: requests.some(({ waits }) => waits) ? new Date('2026-11-23T01:02:03.456Z') : null,
  }
}
/** A place where each request has one of two needs. */
const placeWith = (least: number, most: number) =>
  fc.array(someRequest, { minLength: least, maxLength: most }).map((requests) => {
    const ofNeed = (need: string) => countsOf(requests.filter((request) => request.need === need))
    return new Map([['', countsOf(requests)], ...NEEDS.map((need) => [need, ofNeed(need)] as const)])
  })
const somePlace = placeWith(0, 12)

const total = (counts: Counts | undefined) => (counts ? counts.waiting + counts.helping : 0)
const everyFilter = statuses.flatMap((status) => [undefined, ...NEEDS].map((need) => ({ need, status })))

test('under three requests a place says few, the same under every filter, and tells no need', () => {
  fc.assert(
    fc.property(placeWith(1, 2), (place) => {
      for (const filter of everyFilter) expect(publicCounts(place, filter)).toEqual({ few: true })
      expect(publicNeeds(place)).toEqual([])
    }),
  )
})

test('no filter ever lets a one or a two out', () => {
  fc.assert(
    fc.property(somePlace, (place) => {
      for (const filter of everyFilter) {
        const shown = publicCounts(place, filter)
        const numbers = 'few' in shown ? [] : [shown.waiting, shown.helping, shown.red]
        expect(numbers.filter((count) => count === 1 || count === 2)).toEqual([])
      }
      for (const { count } of publicNeeds(place)) expect([1, 2]).not.toContain(count)
    }),
  )
})

test('a status tells nothing of the one or two who have a need', () => {
  fc.assert(
    fc.property(somePlace, (place) => {
      fc.pre([1, 2].includes(total(place.get('oxygen'))))
      for (const status of statuses)
        expect(publicCounts(place, { need: 'oxygen', status })).toEqual({ few: true })
    }),
  )
})

test('the longest wait is told to the minute, and only among three or more waiting', () => {
  fc.assert(
    fc.property(somePlace, (place) => {
      for (const filter of everyFilter) {
        const shown = publicCounts(place, filter)
        if ('few' in shown) continue
        const enough = typeof shown.waiting === 'number' && shown.waiting >= 3
        expect(shown.oldest).toBe(enough ? '2026-11-23T01:02:00.000Z' : null)
      }
    }),
  )
})

test('from three on the numbers are right', () => {
  const place = new Map([['', { waiting: 5, helping: 2, waitingRed: 3, helpingRed: 1, oldest: null }]])
  expect(publicCounts(place)).toEqual({ waiting: 5, helping: 'few', red: 4, oldest: null })
  expect(publicCounts(place, { status: 'waiting' })).toEqual({ waiting: 5, helping: 0, red: 3, oldest: null })
  expect(publicCounts(place, { status: 'helping' })).toEqual({ few: true })
  expect(isEmpty(publicCounts(place, { need: 'oxygen' }))).toBe(true)
  expect(isEmpty(publicCounts(new Map()))).toBe(true)
})

test('a second request in a place of one is not news to the public', () => {
  const place = (waiting: number) =>
    new Map([['', { waiting, helping: 0, waitingRed: 0, helpingRed: 0, oldest: null }]])
  expect(looksDifferent(place(0), place(1), '')).toBe(true)
  expect(looksDifferent(place(1), place(2), '')).toBe(false)
  expect(looksDifferent(place(2), place(3), '')).toBe(true)
})

test('the list puts most waiting first and does not sort the few by what it hides', () => {
  const few = { few: true } as const
  const busy = { waiting: 9, helping: 0, red: 0, oldest: null }
  const mixed = { waiting: 'few', helping: 8, red: 0, oldest: null } as const
  expect([few, mixed, busy].sort(byWaiting)).toEqual([busy, mixed, few])
  expect(byWaiting(few, few)).toBe(0)
})

const asked: MapFacets = {
  provinceCode: '12',
  subdistrictCode: '120601',
  h3Cell: '8864a49b15fffff',
  needs: ['oxygen', 'illness'],
  status: 'waiting',
  urgency: 3,
  leadId: null,
  countsInPublic: true,
  waitingSince: new Date('2026-11-23T01:00:00Z'),
}
const nonZero = (before: MapFacets | null, after: MapFacets | null) =>
  mapDifference(before, after).map(({ waiting, helping, waiting_red, helping_red }) => [
    waiting,
    helping,
    waiting_red,
    helping_red,
  ])

test.each([
  ['asking for help', null, asked, [[1, 0, 1, 0]]],
  ['a claim', asked, { ...asked, status: 'claimed' }, [[-1, 1, -1, 1]]],
  ['news alone', { ...asked, status: 'claimed' }, { ...asked, status: 'helping' }, []],
  ['a triage that turns yellow', asked, { ...asked, urgency: 2 }, [[0, 0, -1, 0]]],
  ['closing', { ...asked, status: 'helped' }, { ...asked, status: 'closed' }, [[0, -1, 0, -1]]],
  ['linking to a lead case', asked, { ...asked, leadId: 'x' }, [[-1, 0, -1, 0]]],
  ['closing a linked one', { ...asked, leadId: 'x' }, { ...asked, leadId: 'x', status: 'closed' }, []],
  ['the same needs in another order', asked, { ...asked, needs: ['illness', 'oxygen'] }, []],
  [
    'another need',
    asked,
    { ...asked, needs: ['illness'] },
    [
      [-1, 0, -1, 0],
      [1, 0, 1, 0],
    ],
  ],
  [
    'another place',
    asked,
    { ...asked, h3Cell: '8864a49b11fffff' },
    [
      [-1, 0, -1, 0],
      [1, 0, 1, 0],
    ],
  ],
] as const)('%s changes the counts by %j', (_, before, after, expected) => {
  expect(nonZero(before, after)).toEqual(expected)
})

test('a change is added up for its cell and the three areas around, in all and for each need', () => {
  const { cells, areas } = fold(mapDifference(null, asked))
  expect(cells.map(({ area_code, need, waiting }) => [area_code, need, waiting])).toEqual([
    ['120601', '', 1],
    ['120601', 'illness', 1],
    ['120601', 'oxygen', 1],
  ])
  expect(new Set(areas.map((area) => area.area_code))).toEqual(new Set(['12', '1206', '120601']))
})
