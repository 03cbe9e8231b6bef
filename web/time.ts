import { language } from './language.svelte.ts'
import { common } from './messages/common.ts'

/** What times are read in: Thailand has one zone; the calendar is pinned because `th` alone is Buddhist by default. */
const locales = { th: 'th-TH-u-ca-buddhist-nu-latn', en: 'en-GB-u-ca-gregory-nu-latn' }
const timeZone = 'Asia/Bangkok'

type Moment = Date | string

const format = (at: Moment, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locales[language.now], { ...options, timeZone })
    .format(new Date(at))
    .replaceAll(' ', '\u00a0')

/** 13:05 without its unit, for places where the unit stands once. */
export const bareClock = (at: Moment): string =>
  format(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** "13:05 น." */
export const clock = (at: Moment): string => common.words.oClock(bareClock(at))

/** "17 ธ.ค. 2564" */
export const day = (at: Moment): string => format(at, { day: 'numeric', month: 'short', year: 'numeric' })

/** "17 ธ.ค." */
export const shortDay = (at: Moment): string => format(at, { day: 'numeric', month: 'short' })

/** "17 ธ.ค. 2564 เวลา 15:20 น." */
export const dayAndClock = (at: Moment): string => common.words.dayAndClock(day(at), clock(at))

/** The clock alone on the same day, else with the day before it: "17 ธ.ค. 13:05 น." */
export const recent = (at: Moment, now: Moment): string =>
  day(at) === day(now) ? clock(at) : `${shortDay(at)} ${clock(at)}`

/** Whole minutes between two moments, never negative. */
export const minutesBetween = (from: Moment, to: Moment): number =>
  Math.max(0, Math.floor((new Date(to).getTime() - new Date(from).getTime()) / 60_000))

/** "42 นาที", "2 ชม. 10 นาที", "3 วัน 4 ชม.": the two largest units, so that it fits one line. */
export function duration(minutes: number): string {
  const { days, hours, minutes: minuteWord, lessThanMinute } = common.words
  if (minutes < 1) return lessThanMinute
  const parts: [number, (count: number) => string][] = [
    [Math.floor(minutes / 1440), days],
    [Math.floor((minutes % 1440) / 60), hours],
    [Math.floor(minutes % 60), minuteWord],
  ]
  const first = parts.findIndex(([count]) => count > 0)
  const shown = parts.slice(first, first + 2).filter(([count]) => count > 0)
  return shown.map(([count, word]) => word(count)).join(' ')
}
