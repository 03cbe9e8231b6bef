import { describe, expect, test } from 'vitest'
import type { Queued } from '../web/survey/notebook/notebook.ts'
import { isUnsent, rowsOf } from '../web/survey/queue-rows.ts'
import { alongTheRoad } from '../web/survey/road-order.ts'
import { readDay } from '../web/survey/typed-date.ts'

describe('a day as people write it', () => {
  test.each([
    ['12 ส.ค. 2564', '2021-08-12'],
    ['๑๒ ส.ค. ๖๔', '2021-08-12'],
    ['12สิงหาคม2564', '2021-08-12'],
    ['12/8/64', '2021-08-12'],
    ['1-1-2022', '2022-01-01'],
    ['3 มีค 65', '2022-03-03'],
    ['12 august 2021', '2021-08-12'],
    ['5 May 2021', '2021-05-05'],
  ])('%s', (typed, day) => expect(readDay(typed)).toBe(day))

  test.each(['', 'จำไม่ได้', '31/2/64', '12/13/64', 'ส.ค. 64', '12 ก 64'])('cannot be read: %s', (typed) =>
    expect(readDay(typed)).toBeNull(),
  )
})

test('a road is walked to the nearest next; houses without a point come last, as they were', () => {
  const stop = (name: string, point: [number, number] | null) => ({ name, point })
  const stops = [
    stop('far', [100.53, 13.9]),
    stop('unknown', null),
    stop('near', [100.501, 13.9]),
    stop('middle', [100.51, 13.9]),
  ]
  const names = alongTheRoad(stops, [100.5, 13.9]).map(({ name }) => name)
  expect(names).toEqual(['near', 'middle', 'far', 'unknown'])
  expect(alongTheRoad(stops, null)[0]?.name).toBe('far')
})

describe('the queue by record', () => {
  const queued = (record: string, state: Queued['state'], code: string | null = null): Queued => ({
    ...{ mutation: `${record}-${state}`, kind: 'resident', record, fields: [], set: {}, deleted: false },
    ...{ mayTakeBack: true, writtenAt: '2026-11-23T02:00:00.000Z', answeredAt: null, state },
    receipt: code
      ? {
          ...{ mutation: '', result: 'refused', receipt: null, seq: null, conflicts: [], code, errors: [] },
          exists: null,
        }
      : null,
  })

  test('what is worst speaks for a record; what asks for somebody stands first, what arrived last', () => {
    const rows = rowsOf([
      queued('a', 'done'),
      queued('b', 'waiting'),
      queued('c', 'done'),
      queued('c', 'waiting'),
      queued('d', 'refused', 'identity-exists'),
      queued('e', 'refused', 'identity-invalid'),
    ])
    expect(rows.map(({ record, state }) => [record, state])).toEqual([
      ['e', 'refused'],
      ['d', 'same-person'],
      ['b', 'waiting'],
      ['c', 'waiting'],
      ['a', 'done'],
    ])
    expect(rows.filter(isUnsent)).toHaveLength(4)
  })
})
