import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allDay, hoursOfWeek, type Span, type WeekHours, weekOfHours } from '../contract/week-hours.ts'
import { holidaysOfThailand } from '../data/holidays-th.ts'
import { hoursNow, hoursWeek, readHours } from '../server/facilities/hours/opening-hours.ts'

const at = (local: string) => new Date(`${local}:00+07:00`)
const local = (moment: Date) => new Date(moment.getTime() + 7 * 3_600_000).toISOString().slice(0, 16)
const span = (from: string, to: string): Span => ({ from, to })

describe('hours as people write them', () => {
  test.each([
    ['ทุกวัน 24 ชั่วโมง', '24/7'],
    ['24 ชม.', '24/7'],
    ['เปิดตลอด ๒๔ ชั่วโมง', '24/7'],
    ['24 ชั่วโมง ทุกวัน', '24/7'],
    ['จันทร์-ศุกร์ 08.30-16.30 น.', 'Mo-Fr 08:30-16:30'],
    ['วันจันทร์ – วันศุกร์ เวลา ๐๘.๓๐ – ๑๖.๓๐ น.', 'Mo-Fr 08:30-16:30'],
    ['จันทร์ถึงศุกร์ 8.30 น. ถึง 16.30 น.', 'Mo-Fr 08:30-16:30'],
    ['จ.-ศ. 8:30-16:30', 'Mo-Fr 08:30-16:30'],
    ['จ-ศ 8.30-16.30', 'Mo-Fr 08:30-16:30'],
    ['08.30-16.30 น. (จันทร์-ศุกร์)', 'Mo-Fr 08:30-16:30'],
    ['ทุกวัน 08.00-20.00', 'Mo-Su 08:00-20:00'],
    ['เปิดทุกวัน 8-20 น.', 'Mo-Su 08:00-20:00'],
    ['Daily 08:00-20:00', 'Mo-Su 08:00-20:00'],
    ['ทุกวัน 08.00-20.00 น. เว้นวันหยุดราชการ', 'Mo-Su 08:00-20:00; PH off'],
    ['จันทร์-ศุกร์ เว้นวันหยุดนักขัตฤกษ์ 08.30-16.30 น.', 'Mo-Fr 08:30-16:30; PH off'],
    ['จ.-ศ. 08.30-16.30 น. (หยุดเสาร์-อาทิตย์ และวันหยุดนักขัตฤกษ์)', 'Mo-Fr 08:30-16:30; PH off'],
    ['วันและเวลาราชการ', 'Mo-Fr 08:30-16:30; PH off'],
    ['ทุกวัน ไม่เว้นวันหยุดราชการ 08.00-16.00', 'Mo-Su 08:00-16:00'],
    ['ทุกวัน 24 ชม. เว้นวันหยุดราชการ', 'Mo-Su 00:00-24:00; PH off'],
    ['ทุกวัน 8.00-17.00 น. ปิดวันอาทิตย์', 'Mo-Sa 08:00-17:00'],
    ['ปิดวันอาทิตย์ 8.00-17.00 น.', undefined],
    ['ทุกวัน ยกเว้นวันอาทิตย์ 08.00-16.00', 'Mo-Sa 08:00-16:00'],
    ['08:00-12:00, 13:00-16:00', 'Mo-Su 08:00-12:00,13:00-16:00'],
    ['จันทร์ พุธ และศุกร์ 9.00-12.00, 13.00-15.00', 'Mo,We,Fr 09:00-12:00,13:00-15:00'],
    ['จ.-ศ. 8.30-16.30 น. ส. 9.00-12.00 น.', 'Mo-Fr 08:30-16:30; Sa 09:00-12:00'],
    ['จ-ศ 8.30-16.30\nเสาร์ หยุด\nอาทิตย์ 9.00-12.00', 'Mo-Fr 08:30-16:30; Su 09:00-12:00'],
    ['ทุกวัน 08.00-20.00 อาทิตย์ 09.00-12.00', 'Mo-Sa 08:00-20:00; Su 09:00-12:00'],
    ['เสาร์ อาทิตย์ และวันหยุดราชการ 08.00-12.00', 'Sa,Su 08:00-12:00; PH 08:00-12:00'],
    ['ทุกวันอังคาร 13.00-16.00 น.', 'Tu 13:00-16:00'],
    ['พฤ. 20.00-02.00', 'Th 20:00-02:00'],
    ['ทุกวัน 16.30-08.30 น.', 'Mo-Su 16:30-08:30'],
    ['Mo-Fr 8.30-16.30;PH off', 'Mo-Fr 08:30-16:30; PH off'],
    ['Mo-Fr 08:30-16:30; PH,Su off', 'Mo-Fr 08:30-16:30; PH off'],
    ['Mo-Th 20:00-02:00; Fr 20:00-04:00', 'Mo-Th 20:00-02:00, Fr 20:00-04:00'],
    ['24/7; PH off', 'Mo-Su 00:00-24:00; PH off'],
    ['Mo-Fr 08:00-12:00 "โทรนัดก่อน"', 'Mo-Fr 08:00-12:00 "โทรนัดก่อน"'],
    ['Mo-Sa 08:00-12:00; Dec 24-Jan 03 off', 'Mo-Sa 08:00-12:00; Dec 24-Jan 03 off'],
    ['off', 'off'],
  ])('%s', (text, hours) => {
    const read = readHours(text)
    expect(read.ok ? read.hours : undefined).toBe(hours)
    if (hours) expect(readHours(hours)).toEqual({ ok: true, hours })
  })

  test.each([
    ['', 'empty', undefined],
    [' \n', 'empty', undefined],
    ['x'.repeat(256), 'too-long', undefined],
    ['โทรสอบถาม', 'unclear', 0],
    ['  ทุกวัน 08.00-20.00 โทรสอบถาม', 'unclear', 21],
    ['ทุกวัน', 'unclear', 0],
    ['ปิดวันอาทิตย์', 'unclear', 0],
    ['จ-ศ 8.30', 'unclear', 4],
    ['จ-ศ 8.30-25.00', 'unclear', 9],
    ['จ-ศ 8.00-4.00', 'unclear', 4],
    ['จ-ศ 8.00-12.00 และ 11.00-16.00', 'unclear', 4],
    ['จ-ศ 8.30-16.30 เสาร์ หยุด อาทิตย์ 9.00-12.00', 'unclear', 15],
    ['จ-ศ 8.30-16.30 ศุกร์ 9.00-12.00', 'unclear', 15],
    ['นอกเวลาราชการ', 'unclear', 0],
    ['8 โมงเช้า-4 โมงเย็น', 'unclear', 0],
    ['จ-ศ 8.30-16.30 เว้นวันหยุด', 'unclear', 19],
    ['hello', 'unclear', 2],
    ['Mo-Fr', 'unclear', undefined],
    ['Mo-Fr 10:00-10:00', 'unclear', 6],
    ['sunrise-sunset', 'not-supported', 0],
    ['Mo-Fr 08:00-12:00; SH off', 'not-supported', 19],
    ['Mo-Fr 08:00-12:00; PH +1 day off', 'not-supported', undefined],
  ])('%j is not read', (text, why, place) => {
    expect(readHours(text)).toEqual({ ok: false, why, ...(place === undefined ? {} : { at: place }) })
  })

  test('any text gets an answer, and what is read reads the same again', () => {
    const piece = fc.constantFrom(
      ...[
        'จ.',
        'ศ',
        'เสาร์',
        '-',
        ' ',
        ',',
        '8.30',
        '16.30',
        'น.',
        'ปิด',
        'เว้น',
        'ทุกวัน',
        'วันหยุดราชการ',
        '24 ชม.',
        '๙',
      ],
      ...['Mo', 'PH', 'off', ';', '"', '||', '08:00-12:00', 'open', '+', 'Dec 25', '\n', '24/7'],
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (text) => {
          const read = readHours(text)
          if (read.ok) expect(readHours(read.hours)).toEqual(read)
          hoursNow(text, at('2026-12-01T09:00'), ['2026-12-05'])
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('open now', () => {
  const holidays = ['2026-12-07', '2026-12-10', '2026-12-31', '2027-01-01']
  const office = 'Mo-Fr 08:30-16:30; PH off'
  test.each([
    ['before opening', office, '2026-12-01T08:29', false, '2026-12-01T08:30'],
    ['at the minute of opening', office, '2026-12-01T08:30', true, '2026-12-01T16:30'],
    ['at the minute of closing', office, '2026-12-01T16:30', false, '2026-12-02T08:30'],
    ['over a weekend and a holiday', office, '2026-12-04T17:00', false, '2026-12-08T08:30'],
    ['on a holiday', office, '2026-12-10T10:00', false, '2026-12-11T08:30'],
    ['over the end of a year', office, '2026-12-30T17:00', false, '2027-01-04T08:30'],
    ['over the end of a month', 'Mo-Su 20:00-02:00', '2026-11-30T23:59', true, '2026-12-01T02:00'],
    ['after midnight', 'Fr 20:00-02:00', '2026-12-05T01:59', true, '2026-12-05T02:00'],
    ['when the night is over', 'Fr 20:00-02:00', '2026-12-05T02:00', false, '2026-12-11T20:00'],
    ['in the first minutes of a Friday', 'Fr 20:00-02:00', '2026-12-04T00:00', false, '2026-12-04T20:00'],
    ['in a night that ends in the next year', 'Th 22:00-06:00', '2026-12-31T23:00', true, '2027-01-01T06:00'],
    [
      'one night after another',
      'Mo-Th 20:00-02:00, Fr 20:00-04:00',
      '2026-12-04T01:00',
      true,
      '2026-12-04T02:00',
    ],
    [
      'in the night into a holiday',
      'Mo-Su 20:00-02:00; PH off',
      '2026-12-06T23:00',
      true,
      '2026-12-07T02:00',
    ],
    [
      'before a holiday, always open',
      'Mo-Su 00:00-24:00; PH off',
      '2026-12-05T12:00',
      true,
      '2026-12-07T00:00',
    ],
    ['on two holidays in a row', 'Mo-Su 00:00-24:00; PH off', '2026-12-31T12:00', false, '2027-01-02T00:00'],
    [
      'on a holiday with times of its own',
      'Mo-Fr 08:30-16:30; PH 09:00-12:00',
      '2026-12-07T12:00',
      false,
      '2026-12-08T08:30',
    ],
    ['on a holiday named with weekdays', 'Sa,PH 08:00-12:00', '2026-12-07T09:00', true, '2026-12-07T12:00'],
    ['on a weekday named with holidays', 'Sa,PH 08:00-12:00', '2026-12-05T09:00', true, '2026-12-05T12:00'],
    [
      'in the night of a Sunday before a holiday',
      'Mo-We 08:00-12:00; Su,PH 20:00-02:00',
      '2026-12-07T01:00',
      true,
      '2026-12-07T02:00',
    ],
    [
      'on a day closed with holidays',
      'Mo-Sa 08:00-12:00; PH,Tu off',
      '2026-12-07T09:00',
      false,
      '2026-12-09T08:00',
    ],
    [
      'on a holiday that must be a weekday',
      'Mo-Su 08:00-12:00; PH Mo-Fr off',
      '2026-12-07T09:00',
      false,
      '2026-12-08T08:00',
    ],
    [
      'on a day of special closing',
      `${office}; 2026 Dec 02 off`,
      '2026-12-02T09:00',
      false,
      '2026-12-03T08:30',
    ],
    [
      'before a special closing of weeks',
      `${office}; 2026 Dec 24-2027 Jan 20 off`,
      '2026-12-23T17:00',
      false,
      '2027-01-21T08:30',
    ],
    ['in a closed season', 'Apr-Sep Mo-Su 08:00-12:00', '2026-12-01T09:00', false, '2027-04-01T08:00'],
    ['always', '24/7', '2026-12-01T00:00', true, null],
    ['never', 'off', '2026-12-01T00:00', false, null],
    ['by appointment', 'Mo-Fr 08:00-12:00 "โทรนัดก่อน"', '2026-12-01T09:00', null, '2026-12-01T12:00'],
    ['outside appointments', 'Mo-Fr 08:00-12:00 "โทรนัดก่อน"', '2026-12-01T12:00', false, '2026-12-02T08:00'],
    ['with an open end', 'Mo-Fr 08:00-12:00+', '2026-12-01T13:00', null, '2026-12-02T00:00'],
    ['not told', '', '2026-12-01T09:00', null, null],
    ['told in words nobody understands', 'hello', '2026-12-01T09:00', null, null],
    ['told by what we cannot know', 'SH off', '2026-12-01T09:00', null, null],
  ])('%s: %s at %s', (_, hours, now, open, changes) => {
    const told = hoursNow(hours, at(now), holidays)
    expect([told.open, told.changesAt && local(told.changesAt)]).toEqual([open, changes])
  })

  test('without a list of holidays they are days like any other', () => {
    expect(hoursNow(office, at('2026-12-07T10:00'), []).open).toBe(true)
    expect(hoursNow('PH 08:00-12:00', at('2026-12-07T10:00'), []).open).toBe(false)
  })

  test('a holiday added by a coordinator counts at once', () => {
    expect(hoursNow(office, at('2026-12-08T10:00'), holidays).open).toBe(true)
    expect(hoursNow(office, at('2026-12-08T10:00'), [...holidays, '2026-12-08']).open).toBe(false)
  })
})

describe('the week', () => {
  const week = (hours: string, now: string, holidays: string[] = []) =>
    hoursWeek(hours, at(now), holidays).map(([from, to]) => `${local(from)} ${local(to)}`)

  test('always open is one span of eight days', () => {
    expect(week('24/7', '2026-12-28T15:00')).toEqual(['2026-12-28T00:00 2027-01-05T00:00'])
  })

  test('nights, holidays and the year’s end', () => {
    expect(week('Fr,Sa 20:00-02:00; PH off', '2026-12-28T15:00', ['2027-01-02'])).toEqual([
      '2027-01-01T20:00 2027-01-02T02:00',
    ])
    expect(week('Mo-Fr 00:00-24:00', '2026-12-28T15:00')).toEqual([
      '2026-12-28T00:00 2027-01-02T00:00',
      '2027-01-04T00:00 2027-01-05T00:00',
    ])
  })

  test('nobody knows: no span', () => {
    expect(week('', '2026-12-28T15:00')).toEqual([])
    expect(week('Mo-Fr 08:00-12:00 "โทรนัดก่อน"', '2026-12-28T15:00')).toEqual([])
    // understood, and cannot be worked out without a place
    expect(week('sunrise-sunset', '2026-12-28T15:00')).toEqual([])
  })
})

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const someDay = fc.oneof(
  fc.constantFrom<Span[]>([], [allDay]),
  fc
    .uniqueArray(fc.integer({ min: 0, max: 1439 }), { minLength: 2, maxLength: 4 })
    .map((minutes) => minutes.toSorted((one, other) => one - other).map(clock))
    .map(([a = '', b = '', c, d]) => (c && d ? [span(a, b), span(c, d)] : [span(a, b)])),
  fc
    .tuple(fc.integer({ min: 720, max: 1439 }), fc.integer({ min: 0, max: 719 }))
    .map(([from, to]) => [span(clock(from), clock(to))]),
)
const someWeek = fc
  .record({
    days: fc.array(someDay, { minLength: 7, maxLength: 7 }),
    holidays: fc.oneof(fc.constant('as-usual' as const), someDay),
  })
  .filter(({ days, holidays }) => days.some((spans) => spans.length > 0) || holidays.length > 0)

const holidays = ['2026-12-07', '2026-12-10', '2026-12-31', '2027-01-01']

test('a week that is written reads the same, here and by the library', () => {
  fc.assert(
    fc.property(someWeek, (week) => {
      const hours = hoursOfWeek(week)
      expect(weekOfHours(hours)).toEqual(week)
      expect(readHours(hours)).toEqual({ ok: true, hours })
    }),
    { numRuns: 200 },
  )
})

/** Whether a week is open, by its table alone: a night belongs to the day on which it begins. */
function openByTable({ days, holidays: special }: WeekHours, now: Date): boolean {
  const moment = new Date(now.getTime() + 7 * 3_600_000)
  const spansOn = (day: Date) =>
    special !== 'as-usual' && holidays.includes(day.toISOString().slice(0, 10))
      ? special
      : (days[(day.getUTCDay() + 6) % 7] ?? [])
  const time = moment.toISOString().slice(11, 16)
  const yesterday = new Date(moment.getTime() - 86_400_000)
  return (
    spansOn(moment).some(({ from, to }) => from <= time && (to < from || time < to)) ||
    spansOn(yesterday).some(({ from, to }) => to < from && time < to)
  )
}

const someMoment = fc.integer({ min: 0, max: 8 * 1440 - 1 })

test('open now is what the table says, and what the week says, at any minute', () => {
  fc.assert(
    fc.property(someWeek, fc.constantFrom('2026-12-03', '2026-12-28'), someMoment, (week, day, minute) => {
      const hours = hoursOfWeek(week)
      const now = new Date(at(`${day}T00:00`).getTime() + minute * 60_000)
      const told = hoursNow(hours, now, holidays)
      expect(told.open).toBe(openByTable(week, now))
      const inWeek = hoursWeek(hours, at(`${day}T12:00`), holidays).find(
        ([from, to]) => from <= now && now < to,
      )
      expect(inWeek !== undefined).toBe(told.open)
      if (told.changesAt) expect(hoursNow(hours, told.changesAt, holidays).open).toBe(!told.open)
    }),
    { numRuns: 300 },
  )
})

test('the library says the same of every week but of nights around holidays', () => {
  fc.assert(
    fc.property(someWeek, fc.constantFrom('2026-12-03', '2026-12-28'), (week, day) => {
      const nights = [...week.days.flat(), ...(week.holidays === 'as-usual' ? [] : week.holidays)]
      fc.pre(week.holidays === 'as-usual' || nights.every(({ from, to }) => from < to))
      const hours = hoursOfWeek(week)
      // A rule of the past makes the week too much for the table.
      const evaluated = hoursWeek(
        `${hours === '24/7' ? 'Mo-Su 00:00-24:00' : hours}; 1970 Jan 01 off`,
        at(`${day}T12:00`),
        holidays,
      )
      expect(evaluated).toEqual(hoursWeek(hours, at(`${day}T12:00`), holidays))
    }),
    { numRuns: 200 },
  )
})

test('the zone of the machine does not matter, nor its summer time', () => {
  const program = `
    import { hoursNow, hoursWeek } from './server/facilities/hours/opening-hours.ts'
    const told = ['2026-03-07T19:15Z', '2026-03-28T17:00Z', '2026-10-24T18:45Z', '2026-12-31T16:59Z'].map((now) =>
      ['Mo-Fr 08:30-16:30; PH off', 'Mo-Su 20:00-02:00; PH off; Su[-1] 01:00-03:30'].map((hours) =>
        [hoursNow(hours, new Date(now), ['2027-01-01']), hoursWeek(hours, new Date(now), ['2027-01-01'])]))
    console.log(JSON.stringify(told))`
  const toldIn = (TZ: string) =>
    execFileSync(process.execPath, ['--input-type=module-typescript', '-e', program], {
      env: { ...process.env, TZ },
      encoding: 'utf8',
    })
  const atHome = toldIn('Asia/Bangkok')
  expect(atHome).toContain('2027-01-01T17:00:00.000Z')
  for (const zone of ['UTC', 'America/New_York', 'Europe/Berlin', 'Pacific/Kiritimati'])
    expect(toldIn(zone)).toBe(atHome)
})

test('twenty thousand facilities are asked in a moment', () => {
  const texts = Array.from(
    { length: 200 },
    (_, more) => `Mo-Fr 08:${clock(more % 60).slice(3)}-1${more % 9}:30; PH off`,
  )
  const dates = holidaysOfThailand.map(({ date }) => date)
  const now = at('2026-12-01T09:00')
  const begun = performance.now()
  for (let more = 0; more < 20_000; more += 1) hoursNow(texts[more % 200] ?? '', now, dates)
  expect(performance.now() - begun).toBeLessThan(2_000)
})

test('the list of holidays is in order, without twins, and every day is a day', () => {
  const dates = holidaysOfThailand.map(({ date }) => date)
  expect(dates).toEqual([...new Set(dates)].toSorted())
  for (const date of dates) expect(new Date(date).toISOString().slice(0, 10)).toBe(date)
})
