import { arabicDigits } from './answers.ts'

export type IdentityKind = 'thai' | 'non-thai' | 'passport' | 'pink-card' | 'none'
/** A person's identity: `number` in one writing (digits only; a passport in capitals), null where it is not told or there is none. */
export type Identity = { kind: IdentityKind; number: string | null }
export type IdentityCode =
  | 'not-digits'
  | 'wrong-length'
  | 'wrong-first-digit'
  | 'wrong-check-digit'
  | 'wrong-format'
  | 'not-wanted'

/**
 * First digits that occur. A Thai number tells by its first digit how the person came into the civil register, 1 to 8;
 * 0 is given to those without Thai nationality, beside 6, 7 and 8 (กรมการปกครอง, เลขประจำตัวประชาชน 13 หลัก).
 */
const FIRST_DIGITS = { thai: '12345678', 'non-thai': '0678', 'pink-card': '012345678' } as const

/**
 * Reads a number as people write it: Thai digits, spaces and dashes are accepted. Empty is a number that is not told.
 * Answers why it is none of its kind instead of throwing.
 */
export function readIdentity(
  kind: IdentityKind,
  written: string | null,
): { identity: Identity } | { code: IdentityCode } {
  const number = arabicDigits(written ?? '')
    .normalize('NFKC')
    .replace(/[\s\-‐-―.]/g, '')
    .toUpperCase()
  if (kind === 'none') return number === '' ? { identity: { kind, number: null } } : { code: 'not-wanted' }
  if (number === '') return { identity: { kind, number: null } }
  const code = kind === 'passport' ? passportCode(number) : digitsCode(number, FIRST_DIGITS[kind])
  return code ? { code } : { identity: { kind, number } }
}

const passportCode = (number: string): IdentityCode | null =>
  /^[A-Z0-9]{5,12}$/.test(number) ? null : 'wrong-format'

function digitsCode(number: string, first: string): IdentityCode | null {
  if (!/^[0-9]+$/.test(number)) return 'not-digits'
  if (number.length !== 13) return 'wrong-length'
  if (!first.includes(number.charAt(0))) return 'wrong-first-digit'
  return checkDigit(number) === Number(number.at(-1)) ? null : 'wrong-check-digit'
}

/** The 13th digit that the first twelve ask for: weights 13 down to 2, modulo 11. */
export function checkDigit(digits: string): number {
  const sum = [...digits.slice(0, 12)].reduce((so, digit, index) => so + Number(digit) * (13 - index), 0)
  return (11 - (sum % 11)) % 10
}

/** What is shown of a number: 1-2345-xxxxx-x1-2 of 13 digits, the first and last two of a passport. */
export function maskIdentity({ kind, number }: Identity): string | null {
  if (number === null) return null
  if (kind === 'passport') return `${number.slice(0, 2)}${'x'.repeat(number.length - 4)}${number.slice(-2)}`
  const [one, group, last] = [number.slice(0, 1), number.slice(1, 5), number.slice(11)]
  return `${one}-${group}-xxxxx-x${last.charAt(0)}-${last.charAt(1)}`
}

/** By which a number is found again: two kinds of 13 digits count in one series, passports in another. */
export const identityKey = ({ kind, number }: Identity): string | null =>
  number === null ? null : `${kind === 'passport' ? 'passport' : 'number'}:${number}`

/**
 * Text in which somebody wrote a number that has its own, sealed field: thirteen digits that check are masked, and what
 * can hardly be other than a passport.
 */
export const withoutIdentities = (text: string): string =>
  withoutPassports(
    maskedWhere(text, (number) => checkDigit(number) === Number(number.at(-1))),
    maskedPassport,
  )

/** Text without any thirteen digits, right or wrong: where a number was meant that may have been mistyped. */
export const withoutThirteenDigits = (text: string): string => maskedWhere(text, () => true)

const maskedWhere = (text: string, isOne: (number: string) => boolean): string =>
  text.replace(THIRTEEN_DIGITS, (written) => {
    const number = arabicDigits(written).replace(/[^0-9]/g, '')
    return (isOne(number) && maskIdentity({ kind: 'thai', number })) || written
  })

const THIRTEEN_DIGITS = /(?<![0-9๐-๙])(?:[0-9๐-๙][\s\-‐-―.]?){12}[0-9๐-๙](?![0-9๐-๙])/g

/** Text in which what can hardly be other than a passport is `written` otherwise; the number of a lot is none. */
export const withoutPassports = (text: string, written: (number: string) => string): string =>
  FIVE_DIGITS.test(text) ? text.replace(CALLED_PASSPORT, written).replace(PASSPORT, written) : text

const maskedPassport = (number: string): string => maskIdentity({ kind: 'passport', number }) ?? number

/** As many as any passport has; most texts have none, and are looked through once. */
const FIVE_DIGITS = /[0-9๐-๙]{5}/
/**
 * Two capitals and 6–8 digits, or one and 7–8, apart from letters, digits, addresses. Not the numbers hospitals give
 * (HN, AN, VN, XN), nor northings and eastings; names on LINE are in small letters, lots of doses longer or shorter.
 */
const PASSPORT =
  /(?<![A-Za-z0-9๐-๙@_/]|[A-Za-z0-9]-|(?:[Ll][Oo][Tt]|ล[็๊]อต|[Bb]atch)[\s.:#]{0,3})(?![AHVX]N|[EN][0-9๐-๙]{7}(?![0-9๐-๙]))(?:[A-Z]{2}[0-9๐-๙]{6,8}|[A-Z][0-9๐-๙]{7,8})(?![A-Za-z0-9๐-๙@_/]|[-.][A-Za-z0-9])/g
/** After the word for it in any writing, also digits alone, unless they are a phone. */
const CALLED_PASSPORT =
  /(?=[A-Za-z]{0,3}[0-9๐-๙]{5})(?<=(?:passport|พาสปอร์ต|พาสปอต|หนังสือเดินทาง)(?:\s|no\b|number|เลขที่|เลข|หมายเลข|[.:#])*)(?![0๐][0-9๐-๙]{8,9}(?![0-9๐-๙]))(?<![A-Za-z0-9๐-๙])[A-Za-z]{0,3}[0-9๐-๙]{5,9}[A-Za-z]?(?![A-Za-z0-9๐-๙])/gi
