const DAY_MS = 86_400_000
/** Excel counts a 29 February 1900 that never was (day 60), as Lotus did. */
const LOTUS_DAY = 60
const LAST_SERIAL = 2_958_466
const EPOCH_1904_DAYS = 1462
/** Nobody dates by the Gregorian year 2400; who types 2569 into Excel means the Buddhist era, 543 years ahead. */
const FIRST_BUDDHIST_YEAR = 2400
const BUDDHIST_YEARS = 543

export type DateText = { text: string; hint: 'date' | 'date-time' | 'time' }

/**
 * The date or time Excel keeps as a number of days: 2026-11-23, 2026-11-23T09:30, 09:30. Times to the second. Undefined
 * for numbers no date stands for.
 */
export function dateText(
  days: number,
  shows: 'date' | 'time' | 'elapsed',
  from1904: boolean,
): DateText | undefined {
  const serial = from1904 && days >= 1 ? days + EPOCH_1904_DAYS : days
  if (!(serial >= 0 && serial < LAST_SERIAL)) return undefined
  if (shows === 'elapsed') return { text: hoursAndMinutes(Math.round(days * 86_400)), hint: 'time' }
  const seconds = Math.round(serial * 86_400)
  const time = hoursAndMinutes(seconds % 86_400)
  if (serial < 1) return shows === 'time' || serial > 0 ? { text: time, hint: 'time' } : undefined
  const date = isoDate(Math.floor(seconds / 86_400))
  if (!date) return undefined
  if (seconds % 86_400 === 0) return { text: date, hint: 'date' }
  return { text: `${date}T${time}`, hint: 'date-time' }
}

function isoDate(serial: number): string | undefined {
  const days = serial < LOTUS_DAY ? serial + 1 : serial
  const day = new Date(Date.UTC(1899, 11, 30) + days * DAY_MS)
  if (day.getUTCFullYear() < FIRST_BUDDHIST_YEAR) return day.toISOString().slice(0, 10)
  const year = day.getUTCFullYear() - BUDDHIST_YEARS
  const told = new Date(Date.UTC(year, day.getUTCMonth(), day.getUTCDate()))
  return told.getUTCDate() === day.getUTCDate() ? told.toISOString().slice(0, 10) : undefined
}

function hoursAndMinutes(seconds: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const rest = seconds % 60
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}${rest === 0 ? '' : `:${two(rest)}`}`
}

/** A date written out in the file (type "d"), as some programs do. */
export function writtenDate(text: string): DateText | undefined {
  const parts = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::(\d\d))?)?/.exec(text)
  if (!parts) return undefined
  const [, date = '', time, seconds = '00'] = parts
  if (time === undefined || `${time}:${seconds}` === '00:00:00') return { text: date, hint: 'date' }
  return { text: `${date}T${time}${seconds === '00' ? '' : `:${seconds}`}`, hint: 'date-time' }
}
