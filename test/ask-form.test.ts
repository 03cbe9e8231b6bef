import { describe, expect, test } from 'vitest'
import { profile } from '../profiles/covid-19.ts'
import type { Draft } from '../web/ask/draft.ts'
import { faultsOf, requestOf, stepsOf, verdictOf } from '../web/ask/request.ts'
import { glue } from '../web/glue.ts'
import { dialled, phoneFault, phonesFault, phoneWords, telOf } from '../web/phone-number.ts'
import { typedFault, typedNumber } from '../web/typed-number.ts'

const now = new Date('2026-11-23T09:00:00+07:00')

const draft = (changes: Partial<Draft> = {}): Draft => ({
  id: '0199aaaa-0000-7000-8000-000000000001',
  needs: ['illness'],
  answers: {},
  place: {
    lon: null,
    lat: null,
    accuracyMetres: null,
    exactness: 'area',
    area: { code: '120601', th: 'ปากเกร็ด', en: 'Pak Kret', parents: [] },
    village: '',
    landmark: '',
  },
  forSomeoneElse: false,
  relation: '',
  count: 1,
  tags: [],
  birthYear: '',
  triage: {},
  phone: '080-000-0001',
  name: '',
  personPhone: '',
  personName: '',
  note: '',
  phoneProof: null,
  ...changes,
})

describe('a phone number as people type it', () => {
  test.each([
    ['0800000001', '0800000001'],
    ['๐๘๐-๐๐๐-๐๐๐๑', '0800000001'],
    ['+66 80 000 0001', '0800000001'],
    ['0066800000001', '0800000001'],
    ['(02) 000-0001', '020000001'],
  ])('%s is dialled %s', (typed, digits) => expect(dialled(typed)).toBe(digits))

  test.each([
    ['080-000-0001', 'none'],
    ['02-000-0001', 'none'],
    ['080-000-001', { digits: 9 }],
    ['๐๘๐๐๐๐๐๐๐๐๑', { digits: 11 }],
    ['080-000-000, 080-000-0002', { digits: 9 }],
    ['+95 9 123 456 789', 'none'],
    ['+1 415 555 2671', 'none'],
    ['+856 20 5551 2345', 'none'],
    ['(+66) 81-000-0001', 'none'],
    ['0810000001 (คุณนิด)', 'none'],
    ['0810000001 ต่อ 1', 'unknown'],
    ['0810000001, 0820000002', 'unknown'],
    ['1669', 'unknown'],
    ['not a number', 'unknown'],
  ])('%s: %j', (typed, fault) => expect(phoneFault(typed)).toEqual(fault))

  test.each(['0810000001 ต่อ 1', '0810000001, 0820000002', '02-000-0001-4'])(
    '%s may be sent with a request',
    (typed) => expect(phonesFault(typed)).toBe('none'),
  )

  test('is dialled with its extension behind a pause', () => {
    const extensions = [{ phone: '+6625800704', extension: '12-14' }]
    expect(telOf('+6625800704', extensions)).toBe('tel:+6625800704,12')
    expect(telOf('+6625800705', extensions)).toBe('tel:+6625800705')
  })

  test('is read back in groups', () => expect(phoneWords('+66800000001')).toBe('080-000-0001'))
})

describe('a number as people type it', () => {
  const beds = { min: 0, max: 60, ofAll: true }
  test.each([
    ['๙๙', beds, { why: 'overTotal', bound: 60 }],
    ['99', beds, { why: 'overTotal', bound: 60 }],
    ['๑๒', beds, undefined],
    ['1,200', { min: 0, max: 2000 }, undefined],
    ['1,200', { min: 0, max: 1000 }, { why: 'over', bound: 1000 }],
    ['-1', beds, { why: 'under', bound: 0 }],
    ['2.5', beds, { why: 'whole', bound: 0 }],
    ['36.5', { min: 30, max: 45, decimals: true }, undefined],
    ['สอง', beds, { why: 'none', bound: 0 }],
    ['1e3', beds, { why: 'none', bound: 0 }],
    ['', beds, undefined],
  ])('%s within %j: %j', (typed, range, fault) => expect(typedFault(typed, range)).toEqual(fault))

  test('nothing typed is no zero', () => {
    expect([typedNumber(''), typedNumber(' '), typedNumber('0'), typedNumber('๐')]).toEqual([
      null,
      null,
      0,
      0,
    ])
  })
})

describe('the form', () => {
  test('names a number of people or a birth year that is none, and changes neither', () => {
    const faults = (changed: Partial<Draft>) => faultsOf(draft(changed), 50).map(({ at }) => at)
    expect(faults({ count: 51 })).toEqual(['count'])
    expect(faults({ count: Number.NaN })).toEqual(['count'])
    expect(faults({ birthYear: '24' })).toEqual(['birthYear'])
    expect(faults({ birthYear: '๒๔๙๐', count: 50 })).toEqual([])
  })

  test('is refused for a need, a place and a phone, and for nothing else', () => {
    expect(faultsOf(draft(), 50)).toEqual([])
    const bare = draft({ needs: [], phone: ' ', place: { ...draft().place, area: null } })
    expect(faultsOf(bare, 50).map(({ at }) => at)).toEqual(['need', 'place', 'phone'])
  })

  test('a point stands for a place without the name of its subdistrict', () => {
    const pinned = draft({ place: { ...draft().place, area: null, lon: 100.5, lat: 13.9, exactness: 'pin' } })
    expect(faultsOf(pinned, 50)).toEqual([])
    expect(requestOf(pinned, profile, now).place).toEqual({ lon: 100.5, lat: 13.9, exactness: 'pin' })
  })

  test('sends no answer of a need that was taken back, and none that is wrong', () => {
    const changed = draft({
      answers: { illness: { test: 'negative' }, oxygen: { left: 'out' } },
      triage: { spo2: '๙๘', 'days-since-onset': 'many' },
    })
    const sent = requestOf(changed, profile, now)
    expect(sent.needs).toEqual([{ kind: 'illness', answers: { test: 'negative' } }])
    expect(sent.triage).toEqual({ spo2: 98 })
  })

  test('keeps reporter and person in need apart', () => {
    const told = draft({ forSomeoneElse: true, personPhone: '081-000-0001', personName: 'สมมติ ใจดี' })
    expect(requestOf(told, profile, now)).toMatchObject({
      reporter: { phone: '080-000-0001', relation: 'other' },
      person: { name: 'สมมติ ใจดี', phone: '081-000-0001' },
    })
    expect(requestOf({ ...told, forSomeoneElse: false }, profile, now).person).toEqual({})
  })

  test('asks symptoms only where a need has them, and calls for help at red', () => {
    const verdict = verdictOf(draft(), profile, now)
    expect(stepsOf(draft(), profile, verdict)).toEqual(['need', 'place', 'who', 'details', 'signs', 'send'])
    const supplies = draft({ needs: ['supplies'] })
    expect(stepsOf(supplies, profile, verdict)).not.toContain('signs')
    const red = verdictOf(draft({ triage: { symptoms: ['blue-lips'] } }), profile, now)
    expect(red.urgency).toBe('red')
    expect(stepsOf(draft(), profile, red)).toContain('danger')
  })
})

test('numbers and their units, and words the dictionary would split, stay on one line', () => {
  expect(glue('รอมา 42 นาที ที่หมู่ 3')).toBe('รอมา 42\u00a0นาที ที่หมู่\u00a03')
  expect(glue('ผู้ป่วย')).toBe('ผู้\u2060ป่วย')
})
