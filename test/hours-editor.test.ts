import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allDay, hoursOfWeek, type Span, type WeekHours } from '../contract/week-hours.ts'
import { readHours } from '../server/facilities/hours/opening-hours.ts'
import {
  clockOf,
  hoursInWords,
  presetNames,
  presetOf,
  presets,
  secondSpan,
  spansToOpen,
  tableOf,
  withDay,
  withHolidays,
  withSameTimes,
  wrongDays,
} from '../web/facilities/hours-editor.ts'
import { words as en } from '../web/messages/en/hours.ts'
import { words as th } from '../web/messages/th/hours.ts'

const span = (from: string, to: string): Span => ({ from, to })
const table = (hours: string): WeekHours => {
  const week = tableOf(hours)
  if (!week) throw new Error(`No table: ${hours}`)
  return week
}

describe('hours in words', () => {
  test.each([
    ['24/7', 'ทุกวัน 24 ชั่วโมง', 'Every day, 24 hours'],
    ['off', 'ปิดทุกวัน', 'Closed every day'],
    ['Mo-Su 08:00-20:00', 'ทุกวัน 08:00–20:00 น.', 'Every day 08:00–20:00'],
    [
      'Mo-Fr 08:30-16:30; PH off',
      'จ.–ศ. 08:30–16:30 น. หยุดวันหยุดราชการ',
      'Mon–Fri 08:30–16:30, closed on public holidays',
    ],
    [
      'Mo,We,Fr 09:00-12:00,13:00-15:00; Sa,Su 20:00-02:00; PH 09:00-12:00',
      'จ. พ. ศ. 09:00–12:00, 13:00–15:00 น. · ส.–อา. 20:00–02:00 น. วันหยุดราชการ 09:00–12:00 น.',
      'Mon Wed Fri 09:00–12:00, 13:00–15:00 · Sat–Sun 20:00–02:00, public holidays 09:00–12:00',
    ],
    [
      'Mo-Su 00:00-24:00; PH off',
      'ทุกวัน 24 ชั่วโมง หยุดวันหยุดราชการ',
      'Every day 24 hours, closed on public holidays',
    ],
    ['PH 08:00-12:00', 'วันหยุดราชการ 08:00–12:00 น.', 'public holidays 08:00–12:00'],
    ['Apr-Sep 08:00-12:00', 'Apr-Sep 08:00-12:00', 'Apr-Sep 08:00-12:00'],
    ['', '', ''],
  ])('%s', (hours, thai, english) => {
    expect(hoursInWords(hours, th).replaceAll('\u00a0', ' ')).toBe(thai)
    expect(hoursInWords(hours, en).replaceAll('\u00a0', ' ')).toBe(english)
  })
})

describe('the table of days', () => {
  test('every preset is found again, reads as itself and has a table', () => {
    for (const name of presetNames.filter((name) => name !== 'own')) {
      expect(presetOf(presets[name])).toBe(name)
      expect(readHours(presets[name])).toEqual({ ok: true, hours: presets[name] })
      expect(hoursOfWeek(table(presets[name]))).toBe(presets[name])
    }
    expect(presetOf('')).toBeUndefined()
    expect(presetOf('Tu 08:00-12:00')).toBe('own')
  })

  test.each([
    'Apr-Sep 08:00-12:00',
    'Mo-Fr 08:00-12:00 "โทรนัดก่อน"',
    'Mo 08:00-09:00,10:00-11:00,12:00-13:00',
    'PH off; Mo-Fr 08:00-12:00',
    'Mo-Fr 08:00-12:00; 2026 Dec 24 off',
    'Mo-Fr 08:00-12:00,11:00-13:00',
    'Mo-Fr 08:00-12:00+',
    'Th[1] 08:00-12:00',
    'nonsense',
    '',
  ])('%s is more than the table can show', (hours) => {
    expect(tableOf(hours)).toBeUndefined()
  })

  test('opening a day takes the times of the day before it', () => {
    const week = table('Mo-Th 08:00-12:00; Fr 09:00-11:00')
    expect(hoursOfWeek(withDay(week, 5, spansToOpen(week, 5)))).toBe('Mo-Th 08:00-12:00; Fr,Sa 09:00-11:00')
    expect(spansToOpen(table('off'), 2)).toEqual([span('08:30', '16:30')])
    expect(hoursOfWeek(withSameTimes(week))).toBe('Mo-Fr 08:00-12:00')
  })

  test('a second time is a midday break, else an evening, else there is none', () => {
    expect(secondSpan(span('08:30', '16:30'))).toEqual([span('08:30', '12:00'), span('13:00', '16:30')])
    expect(secondSpan(span('08:30', '12:00'))).toEqual([span('08:30', '12:00'), span('18:00', '20:00')])
    expect(secondSpan(span('13:00', '21:00'))).toBeUndefined()
    expect(secondSpan(span('20:00', '02:00'))).toBeUndefined()
  })

  test.each([
    ['8.30', '08:30'],
    ['830', '08:30'],
    ['1630', '16:30'],
    [' ๘:๓๐ ', '08:30'],
    ['8', '08:00'],
    ['24:00', '24:00'],
    ['24.30', undefined],
    ['8.75', undefined],
    ['8.3', undefined],
    ['', undefined],
  ])('%j typed is %j', (typed, time) => {
    expect(clockOf(typed)).toBe(time)
  })

  test('times that cannot be are named', () => {
    const week = withHolidays(table('Mo-Fr 08:00-12:00'), 'own')
    expect(wrongDays(week)).toEqual([])
    expect(wrongDays(withDay(week, 2, [span('08:00', '08:00')]))).toEqual([2])
    expect(wrongDays(withDay(week, 2, [span('08:00', '12:00'), span('11:00', '13:00')]))).toEqual([2])
    expect(wrongDays({ ...week, holidays: [span('20:00', '02:00'), span('21:00', '22:00')] })).toEqual([7])
  })

  test('whatever is pressed, the text of the table is read and shows the same table', () => {
    const day = fc.integer({ min: 0, max: 6 })
    const spans = fc.constantFrom<Span[]>([], [allDay], [span('20:00', '02:00')], [span('07:00', '16:30')])
    const press = fc.oneof(
      fc.tuple(day, spans).map(
        ([at, chosen]) =>
          (week: WeekHours) =>
            withDay(week, at, chosen),
      ),
      day.map((at) => (week: WeekHours) => withDay(week, at, spansToOpen(week, at))),
      day.map((at) => (week: WeekHours) => {
        const [first] = week.days[at] ?? []
        return withDay(week, at, (first && secondSpan(first)) ?? [])
      }),
      fc.constantFrom('closed', 'usual', 'own').map((on) => (week: WeekHours) => withHolidays(week, on)),
      fc.constant(withSameTimes),
    )
    fc.assert(
      fc.property(fc.array(press, { maxLength: 8 }), (presses) => {
        const week = presses.reduce((sofar, change) => change(sofar), table(presets.office))
        const hours = hoursOfWeek(week)
        expect(wrongDays(week)).toEqual([])
        expect(readHours(hours)).toEqual({ ok: true, hours })
        const nothing = hours === 'off'
        expect(tableOf(hours)).toEqual(nothing ? { ...week, holidays: 'as-usual' } : week)
      }),
    )
  })
})
