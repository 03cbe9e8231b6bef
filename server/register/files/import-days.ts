import { arabicDigits, christianYear } from '../../../profiles/answers.ts'
import type { DayOrder } from '../../imports/questions.ts'
import type { Span } from '../day-rules.ts'
import { monthNamed } from './month-words.ts'

/**
 * What a text says of a day (or month, or year): the one that can be, or why it must be asked and what it may mean. `unsure`:
 * several can be; `unlikely`: it is a day, but none that can be; `order`: the month may come first.
 */
export type DayRead =
  | { ok: true; day: string }
  | { ok: false; why: 'unclear' | 'unlikely' | 'unsure' | 'order'; meant: string[] }

/** The days among which it must be, and how the column writes them. */
export type Expected = Span & { order?: DayOrder | undefined }

/** Numbers as written; the years it may be, in ค.ศ. */
type Written = { year: string; month: number; day: number }

const two = (number: number | string) => String(number).padStart(2, '0')
const WEEKDAY =
  /^(?:(?:จ|อ|พ|พฤ|ศ|ส|อา)\.\s+(?=\d)|(?:วัน)?(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัสฯ?|ศุกร์|เสาร์|อาทิตย์|[a-z]{3,9}day|mon|tue|wed|thu|fri|sat|sun)(?:ที่)?[\s,.]*)/iu
const TIME = /[T\s,]+\d{1,2}[:.]\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:น\.?|am|pm|Z)?$/i

const plainOf = (text: string) =>
  arabicDigits(text.normalize('NFC'))
    .trim()
    .replace(/^วันที่\s*/, '')
    .replace(WEEKDAY, '')
    .replace(TIME, '')
    .trim()

const LAST_TWO_DIGITS = 99
const BUDDHIST = 543

/** Two digits are of this or the last century, ค.ศ. or พ.ศ. */
function yearsOf(written: string): number[] {
  const year = Number(written)
  if (written.length > 2 || year > LAST_TWO_DIGITS) return [christianYear(year)]
  return [2000 + year, 2500 + year - BUDDHIST, 1900 + year, 2400 + year - BUDDHIST]
}

function dayIn(year: number, month: number, day: number): string[] {
  const date = new Date(Date.UTC(year, month - 1, day))
  const real = month > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return real && year > 1800 && year < 2300 ? [`${year}-${two(month)}-${two(day)}`] : []
}

const YEAR = String.raw`(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?)?\s*(\d{4}|\d{2})`
const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/
const NUMBERS = new RegExp(String.raw`^(\d{1,2})[/.\-\s]+(\d{1,2})[/.\-\s]+${YEAR}$`)
const WORDS = new RegExp(
  String.raw`^(\d{1,2})(?:st|nd|rd|th)?[\s\-/.]*([\p{L}\p{M}.]+?)[\s\-/,.]*${YEAR}$`,
  'u',
)
const MONTH_FIRST = new RegExp(
  String.raw`^([\p{L}\p{M}.]+?)[\s\-/.]*(\d{1,2})(?:st|nd|rd|th)?[\s,\-/.]+${YEAR}$`,
  'u',
)
const COMPACT = /^(\d{2})(\d{2})(\d{2})(\d{2})$/
const SERIAL = /^\d{5}(?:\.\d+)?$/
const DAY_MS = 86_400_000

/** What a text may say, by its form alone. Two of the forms may be read in two orders. */
function writtenIn(plain: string, order: DayOrder | undefined): { sure: Written[]; asked: Written[] } {
  const none = { sure: [], asked: [] }
  const iso = ISO.exec(plain)
  if (iso) return { ...none, sure: [{ year: iso[1] ?? '', month: Number(iso[2]), day: Number(iso[3]) }] }
  const [, first, second, ofNumbers] = NUMBERS.exec(plain) ?? []
  if (ofNumbers !== undefined) return ordered([Number(first), Number(second), ofNumbers], order)
  const [, day, month, ofWords] = WORDS.exec(plain) ?? []
  if (ofWords !== undefined) return { ...none, sure: [named(month, day, ofWords)] }
  const [, word, ofMonth, year] = MONTH_FIRST.exec(plain) ?? []
  if (year !== undefined) return { ...none, sure: [named(word, ofMonth, year)] }
  const [, a, b, c, d] = COMPACT.exec(plain) ?? []
  if (d === undefined) return none
  const dayFirst = { year: `${c}${d}`, month: Number(b), day: Number(a) }
  return { ...none, sure: [dayFirst, { year: `${a}${b}`, month: Number(c), day: Number(d) }] }
}

const named = (month = '', day = '', year: string): Written => ({
  ...{ year, month: monthNamed(month), day: Number(day) },
})

function ordered([a, b, year]: [number, number, string], order: DayOrder | undefined) {
  const [dayFirst, monthFirst] = [
    { year, month: b, day: a },
    { year, month: a, day: b },
  ]
  if (a > 12 || a === b) return { sure: [dayFirst], asked: [] }
  if (b > 12 || order === 'month-first') return { sure: [monthFirst], asked: [] }
  return order === 'ask' ? { sure: [], asked: [dayFirst, monthFirst] } : { sure: [dayFirst], asked: [] }
}

const daysOf = (written: readonly Written[]): string[] =>
  written.flatMap(({ year, month, day }) => yearsOf(year).flatMap((one) => dayIn(one, month, day)))

/** As many as a spreadsheet counts days from the end of 1899. */
const serialDay = (plain: string): string[] =>
  SERIAL.test(plain)
    ? [new Date(Date.UTC(1899, 11, 30) + Math.floor(Number(plain)) * DAY_MS).toISOString().slice(0, 10)]
    : []

const unique = (days: readonly string[]) => [...new Set(days)]

/** A day as people write it, 'YYYY-MM-DD' in ค.ศ.: 2564-09-01, ๑/๙/๒๕๖๔, 1 ก.ย. 64, Sep 1, 2021, 44440. */
export function readDay(text: string, { from, to, order }: Expected): DayRead {
  const plain = plainOf(text)
  const { sure, asked } = writtenIn(plain, order)
  const can = (days: readonly string[]) => unique(days.filter((day) => day >= from && day <= to))
  const days = [...daysOf(sure), ...serialDay(plain)]
  const [day, ...others] = can(days)
  if (day !== undefined) return others.length === 0 ? { ok: true, day } : unsure([day, ...others])
  if (asked.length > 0) return { ok: false, why: 'order', meant: can(daysOf(asked)) }
  if (days.length === 0) return { ok: false, why: 'unclear', meant: [] }
  return { ok: false, why: 'unlikely', meant: can(daysOf(sure.flatMap(mistyped))).slice(0, MOST_MEANT) }
}

const MOST_MEANT = 3
const unsure = (meant: string[]): DayRead => ({ ok: false, why: 'unsure', meant: meant.slice(0, MOST_MEANT) })

/** Years that differ in one digit, or in the century: who means 2564 writes 2464. */
function mistyped({ year, ...rest }: Written): Written[] {
  const digits = [...(year.length === 2 ? String(yearsOf(year)[1]) : year)]
  const years = digits.flatMap((_, at) =>
    Array.from({ length: 10 }, (_, digit) => digits.toSpliced(at, 1, String(digit)).join('')),
  )
  return [`20${year.slice(-2)}`, `25${year.slice(-2)}`, ...years].map((one) => ({ year: one, ...rest }))
}

const MONTH_NUMBERS = new RegExp(String.raw`^(\d{1,2})[/.\-\s]+${YEAR}$`)
const ISO_MONTH = /^(\d{4})[-/](\d{1,2})$/
const MONTH_WORDS = new RegExp(String.raw`^(?:เดือน\s*)?([\p{L}\p{M}.]+?)[\s\-/.]*${YEAR}$`, 'u')

/** A month, 'YYYY-MM' in ค.ศ.: 2022-02, ก.พ. 65, 02/2565, or a day in it. */
export function readMonth(text: string, expected: Expected): DayRead {
  const plain = plainOf(text)
  const iso = ISO_MONTH.exec(plain)
  const [, month, year] = MONTH_NUMBERS.exec(plain) ?? []
  const [, word, ofWord] = MONTH_WORDS.exec(plain) ?? []
  const named = ofWord === undefined ? undefined : `${monthNamed(word ?? '')}/${ofWord}`
  const first = iso ? `${iso[1]}-${iso[2]}-1` : year ? `1/${month}/${year}` : named && `1/${named}`
  // the first of a month stands for it, so it can be that of the month the span begins in
  const span = { ...expected, order: undefined, from: `${expected.from.slice(0, 7)}-01` }
  const read = readDay(first ?? text, first ? span : expected)
  if (read.ok) return { ok: true, day: read.day.slice(0, 7) }
  return { ...read, meant: unique(read.meant.map((day) => day.slice(0, 7))) }
}

const WHOLE_YEAR = /^(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|ปี(?:\s*พ\.?\s?ศ\.?)?)?\s*(\d{4}|\d{2})(?:\.0+)?$/

/** The year of birth out of a year or a whole day, 'YYYY' in ค.ศ.; two digits of a year are asked. */
export function readBirthYear(text: string, expected: Expected): DayRead {
  const [, year] = WHOLE_YEAR.exec(plainOf(text)) ?? []
  // which comes first says nothing of the year
  const span = { ...expected, order: undefined }
  const read = readDay(year === undefined ? text : `1/1/${year}`, span)
  if (read.ok) return { ok: true, day: read.day.slice(0, 4) }
  return { ...read, meant: unique(read.meant.map((day) => day.slice(0, 4))) }
}

const AGE = /^(?:อายุ)?\s*(\d{1,3})(?:\.0+)?\s*(ปี|ขวบ|years?|y)?(?:\s*\d{1,2}\s*(?:เดือน|months?))?$/i
const MONTHS_OLD = /^(?:อายุ)?\s*(\d{1,2})\s*(?:เดือน|months?|วัน|days?)$/i

/** An age in whole years; null when it is none. */
export function readAge(text: string): number | null {
  const plain = plainOf(text)
  if (MONTHS_OLD.test(plain)) return 0
  const years = Number(AGE.exec(plain)?.[1] ?? Number.NaN)
  return years <= 130 ? years : null
}
