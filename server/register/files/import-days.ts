import { arabicDigits, christianYear } from '../../../profiles/answers.ts'

const months: readonly (readonly string[])[] = [
  ['มกราคม', 'มค', 'january', 'jan'],
  ['กุมภาพันธ์', 'กพ', 'february', 'feb'],
  ['มีนาคม', 'มีค', 'march', 'mar'],
  ['เมษายน', 'เมย', 'april', 'apr'],
  ['พฤษภาคม', 'พค', 'may'],
  ['มิถุนายน', 'มิย', 'june', 'jun'],
  ['กรกฎาคม', 'กค', 'july', 'jul'],
  ['สิงหาคม', 'สค', 'august', 'aug'],
  ['กันยายน', 'กย', 'september', 'sep', 'sept'],
  ['ตุลาคม', 'ตค', 'october', 'oct'],
  ['พฤศจิกายน', 'พย', 'november', 'nov'],
  ['ธันวาคม', 'ธค', 'december', 'dec'],
]
const monthNamed = (word: string) => {
  const plain = word.replaceAll('.', '').toLowerCase()
  return months.findIndex((names) => names.includes(plain)) + 1
}

/** A year of two digits is of พ.ศ. 25xx where that has come, as people write it. */
const LAST_TWO_DIGITS = 99
const THIS_CENTURY = 2500

function yearOf(written: string): number {
  const year = Number(written)
  return christianYear(year <= LAST_TWO_DIGITS ? THIS_CENTURY + year : year)
}

const two = (number: number) => String(number).padStart(2, '0')

function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return real && year > 1800 && year < 2200 ? `${year}-${two(month)}-${two(day)}` : null
}

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/
const NUMBERS = /^(\d{1,2})[/.\-\s]+(\d{1,2})[/.\-\s]+(\d{4}|\d{2})(?:\s.*)?$/
const WORDS = /^(\d{1,2})[\s\-/]*([\p{L}\p{M}.]+?)[\s\-/]*(?:พ\.?\s?ศ\.?\s*)?(\d{4}|\d{2})$/u

const plainOf = (text: string) =>
  arabicDigits(text.normalize('NFC'))
    .replace(/^วันที่\s*/, '')
    .trim()

/**
 * A day as people write it, 'YYYY-MM-DD' in ค.ศ.: 2564-09-01, ๑/๙/๒๕๖๔, 1 ก.ย. 64, 1 September 2021; the day goes before
 * the month. Null when it is none.
 */
export function readDay(text: string): string | null {
  const plain = plainOf(text)
  const [, isoYear, isoMonth, isoDay] = ISO.exec(plain) ?? []
  if (isoYear !== undefined) return dayOf(christianYear(Number(isoYear)), Number(isoMonth), Number(isoDay))
  const [, day, month, year] = NUMBERS.exec(plain) ?? []
  if (year !== undefined) return dayOf(yearOf(year), Number(month), Number(day))
  const [, ofMonth, word = '', ofYear] = WORDS.exec(plain) ?? []
  return ofYear === undefined ? null : dayOf(yearOf(ofYear), monthNamed(word), Number(ofMonth))
}

const ISO_MONTH = /^(\d{4})-(\d{1,2})$/
const NUMBERS_MONTH = /^(\d{1,2})[/.\-\s]+(\d{4}|\d{2})$/
const WORDS_MONTH = /^(?:เดือน\s*)?([\p{L}\p{M}.]+?)[\s\-/]*(?:พ\.?\s?ศ\.?\s*)?(\d{4}|\d{2})$/u

/** A month, 'YYYY-MM' in ค.ศ.: 2022-02, ก.พ. 65, 02/2565, or a day in it. Null when it is none. */
export function readMonth(text: string): string | null {
  const plain = plainOf(text)
  const [, isoYear, isoMonth] = ISO_MONTH.exec(plain) ?? []
  if (isoYear !== undefined) return monthOf(christianYear(Number(isoYear)), Number(isoMonth))
  const [, month, year] = NUMBERS_MONTH.exec(plain) ?? []
  if (year !== undefined) return monthOf(yearOf(year), Number(month))
  const [, word = '', ofYear] = WORDS_MONTH.exec(plain) ?? []
  if (ofYear !== undefined) return monthOf(yearOf(ofYear), monthNamed(word))
  return readDay(text)?.slice(0, 7) ?? null
}

const monthOf = (year: number, month: number) => dayOf(year, month, 1)?.slice(0, 7) ?? null

const YEAR = /^(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|ปี)?\s*(\d{4})$/
/** Nobody alive was born before. */
const FIRST_YEAR = 1890

/** The year of birth out of a year or a whole day, ค.ศ.; two digits of a year say too little here. Null when it is none. */
export function readBirthYear(text: string): number | null {
  const plain = plainOf(text)
  const [, written] = YEAR.exec(plain) ?? []
  const day = /\d{4}/.test(plain) ? readDay(plain) : null
  const year = written === undefined ? Number(day?.slice(0, 4) ?? 0) : christianYear(Number(written))
  return year >= FIRST_YEAR && year < 2200 ? year : null
}

const AGE = /^(?:อายุ)?\s*(\d{1,3})\s*(ปี|ขวบ|years?|y)?(?:\s*\d{1,2}\s*(?:เดือน|months?))?$/i
const MONTHS_OLD = /^(?:อายุ)?\s*(\d{1,2})\s*(?:เดือน|months?|วัน|days?)$/i

/** An age in whole years; null when it is none. */
export function readAge(text: string): number | null {
  const plain = plainOf(text)
  if (MONTHS_OLD.test(plain)) return 0
  const years = Number(AGE.exec(plain)?.[1] ?? Number.NaN)
  return years <= 130 ? years : null
}
