import {
  allDay,
  groupsOf,
  pastMidnight,
  runsOf,
  type Span,
  spansInOrder,
  type WeekHours,
  weekOfHours,
} from '../../contract/week-hours.ts'
import type { words as th } from '../messages/th/hours.ts'

type HoursWords = typeof th

/** What most places write; "own" is the table of days. */
export const presets = {
  always: '24/7',
  office: 'Mo-Fr 08:30-16:30; PH off',
  daily: 'Mo-Su 08:00-20:00',
} as const

export type Preset = keyof typeof presets | 'own'

export const presetNames: readonly Preset[] = ['always', 'office', 'daily', 'own']

/** Undefined as long as no hours are told. */
export function presetOf(hours: string): Preset | undefined {
  return hours === ''
    ? undefined
    : (presetNames.find((name) => name !== 'own' && presets[name] === hours) ?? 'own')
}

/** The week that the table can show: up to two spans a day. Undefined for hours that say more. */
export function tableOf(hours: string): WeekHours | undefined {
  const week = weekOfHours(hours)
  const most = week && Math.max(...[...week.days, spansOnHolidays(week)].map((spans) => spans.length))
  return most !== undefined && most <= 2 ? week : undefined
}

export type OnHolidays = 'closed' | 'usual' | 'own'

export function onHolidays({ holidays }: WeekHours): OnHolidays {
  if (holidays === 'as-usual') return 'usual'
  return holidays.length > 0 ? 'own' : 'closed'
}

/** Spans that holidays have of their own. */
export const spansOnHolidays = ({ holidays }: WeekHours): readonly Span[] =>
  holidays === 'as-usual' ? [] : holidays

const usualSpans: readonly Span[] = [{ from: '08:30', to: '16:30' }]
const morning: readonly Span[] = [{ from: '08:30', to: '12:00' }]

export const withHolidays = (week: WeekHours, choice: OnHolidays): WeekHours => ({
  ...week,
  holidays: choice === 'usual' ? 'as-usual' : choice === 'own' ? morning : [],
})

export const withDay = (week: WeekHours, day: number, spans: readonly Span[]): WeekHours => ({
  ...week,
  days: week.days.map((others, at) => (at === day ? spans : others)),
})

/** Spans of a day that opens: those of the nearest open day before it, else of the first, else office hours. */
export function spansToOpen({ days }: WeekHours, day: number): readonly Span[] {
  const isOpen = (spans: readonly Span[]) => spans.length > 0
  return days.slice(0, day).findLast(isOpen) ?? days.find(isOpen) ?? usualSpans
}

/** Every open day as the first open one. */
export function withSameTimes(week: WeekHours): WeekHours {
  const first = week.days.find((spans) => spans.length > 0) ?? []
  return { ...week, days: week.days.map((spans) => (spans.length > 0 ? first : spans)) }
}

export const firstOpenDay = ({ days }: WeekHours): number => days.findIndex((spans) => spans.length > 0)

/** A second span: a midday break where there is room for one, else an evening; undefined where neither fits. */
export function secondSpan(span: Span): readonly Span[] | undefined {
  if (pastMidnight(span)) return undefined
  if (span.from < '12:00' && span.to > '13:00')
    return [
      { from: span.from, to: '12:00' },
      { from: '13:00', to: span.to },
    ]
  return span.to <= '18:00' ? [span, { from: '18:00', to: '20:00' }] : undefined
}

/** The time that was typed, as "8.30", "830" or "๘:๓๐"; undefined if it is none. Not a clock of the phone: those say AM and PM. */
export function clockOf(typed: string): string | undefined {
  const latin = typed.trim().replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
  const [, hour = '', minute = '00'] = /^(\d{1,2})(?:[.:]?(\d{2}))?$/.exec(latin) ?? []
  const real = Number(hour) < 24 ? Number(minute) < 60 : Number(hour) === 24 && minute === '00'
  return hour !== '' && real ? `${hour.padStart(2, '0')}:${minute}` : undefined
}

/** Days whose times cannot be: 0 to 6, and 7 for holidays. */
export const wrongDays = (week: WeekHours): number[] =>
  [...week.days, spansOnHolidays(week)].flatMap((spans, day) => (spansInOrder(spans) ? [] : [day]))

function timesInWords(spans: readonly Span[], words: HoursWords): string {
  const [first] = spans
  if (first && first.from === allDay.from && first.to === allDay.to) return words.allDay
  return words.times(spans.map(({ from, to }) => `${from}–${to}`).join(', '))
}

function daysInWords(days: readonly number[], words: HoursWords): string {
  if (days.length === 7) return words.everyDay
  const name = (day: number) => words.shortDays[day] ?? ''
  return runsOf(days)
    .map(([first, last]) => (first === last ? name(first) : `${name(first)}–${name(last)}`))
    .join(' ')
}

/** "จ.–ศ. 08:30–16:30 น. หยุดวันหยุดราชการ"; hours that no table can tell stay as they are written. */
export function hoursInWords(hours: string, words: HoursWords): string {
  if (hours === presets.always) return words.always
  const week = weekOfHours(hours)
  if (!week) return hours
  const groups = groupsOf(week).map(
    ({ days, spans }) => `${daysInWords(days, words)} ${timesInWords(spans, words)}`,
  )
  const open = groups.join(' · ')
  const choice = onHolidays(week)
  if (choice === 'usual' || (choice === 'closed' && open === '')) return open || words.never
  const special =
    choice === 'closed'
      ? words.closedOnHolidays
      : words.onHolidays(timesInWords(spansOnHolidays(week), words))
  return open === '' ? special : words.andHolidays(open, special)
}
