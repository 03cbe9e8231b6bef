import { withDigitWords } from './digit-words.ts'
import { type Group, type Run, runsIn } from './groups.ts'
import { ordinaryIn } from './ordinary.ts'
import { type IsForeign, phoneAt } from './phones.ts'
import { plainText } from './plain-text.ts'

/** A phone as somebody wrote it. */
export type ReadPhone = {
  /** E.164, or a short number such as 1669 */
  number: string
  /** behind an exchange: "12", "1-4" */
  extension: string | null
}
export type PhonesRead = {
  phones: ReadPhone[]
  /** digits that look like a phone and are none, as written in plain digits */
  wrong: string[]
  /** something else is written beside the phones: a name, the end of a range, a fax */
  more: boolean
}

/** What is sent to a fax is not called; "โทร/โทรสาร" is both. */
const FAX =
  /(?<!(?:โทร|โทรศัพท์|tel|phone)\.?\s?[/,&]\s?|และ|และ\s)(?:โทรสาร|แฟกซ์|แฟ็กซ์|แฟ็ก|fax)(?!\s?\/)[^\d\n]{0,12}(?=\d)/iu
const PHONE_AGAIN = /โทรศัพท์|โทร(?!สาร)|มือถือ|tel|phone|mobile|\n/iu
const EXTENSION =
  /^[\s(.,]{0,3}(?:(?:เบอร์)?ต่อ(?:ภายใน)?|กด|ext(?:ension)?|extn|#|x|;ext=)[\s.:=#]{0,3}(\d{1,6}(?:(?:\s?[-–,/]\s?|\s?ถึง\s?)(?!0)\d{1,5}(?!\d|\s?-\s?\d)){0,5})/iu
/** Dialled after a pause: "+6625800704,12". */
const PAUSE = /^,(\d{1,6})(?![\d-])$/
/** The last digits of further lines: "02-951-1170-76". */
const RANGE = /^(?:\s?[-–~/]\s?|\s?ถึง\s?)\d{1,4}(?![\d-])/u
const SHORT = /^1\d{2,3}$/
const MOST_EXTENSION = 20
/** Fewer digits are a room, an hour or a count of lines. */
const FEWEST_DIGITS = 5

/** Everything that is a phone in what somebody wrote where phones belong, in any digits and any grouping. Pure. */
export function readPhones(text: string, isForeign: IsForeign): PhonesRead {
  const plain = withoutFax(withDigitWords(plainText(text.slice(0, 500))).plain)
  const phones: ReadPhone[] = []
  const wrong: string[] = []
  let done = 0
  let left = ''
  for (const run of runsIn(plain, ordinaryIn(plain))) {
    for (let at = 0; at < run.length; at++) {
      const group = run[at]
      if (!group || group.from < done) continue
      const found = phoneAt(run, at, isForeign) ?? shortAt(group, at, plain)
      if (!found) {
        at = takeOther(run, at, { phones, wrong })
        continue
      }
      left += plain.slice(done, group.from)
      const end = run[found.last]?.to ?? group.to
      const { extension, to } = after(plain, end)
      done = to
      if (!phones.some((one) => one.number === found.e164 && one.extension === extension))
        phones.push({ number: found.e164, extension })
      at = found.last
    }
  }
  left += plain.slice(done)
  return { phones, wrong, more: phones.length > 0 && /\d|\p{L}{2}/u.test(withoutWords(left)) }
}

/** What only says that phones follow. */
const withoutWords = (text: string): string =>
  text.replace(/เบอร์|โทรศัพท์|โทรสาร|โทร|แฟกซ์|fax|มือถือ|หรือ|และ|tel|phone|mobile|or|and/giu, '')

function withoutFax(plain: string): string {
  const fax = FAX.exec(plain)
  if (!fax) return plain
  const rest = plain.slice(fax.index + fax[0].length)
  const again = PHONE_AGAIN.exec(rest)
  return plain.slice(0, fax.index) + (again ? withoutFax(rest.slice(again.index)) : '')
}

function shortAt({ digits, from, to }: Group, at: number, plain: string) {
  const alone =
    !/[\d-]\s?$/.test(plain.slice(Math.max(0, from - 2), from)) && !/^\s?[-–]?\d/.test(plain.slice(to))
  return alone && SHORT.test(digits) ? { last: at, e164: digits } : null
}

function after(plain: string, end: number): { extension: string | null; to: number } {
  const rest = plain.slice(end, end + 60)
  const range = RANGE.exec(rest)?.[0].length ?? 0
  const [whole = '', told] = EXTENSION.exec(rest.slice(range)) ?? PAUSE.exec(rest) ?? []
  if (told === undefined) return { extension: null, to: end }
  const extension = told.replace(/\s|ถึง/gu, (part) => (part === 'ถึง' ? '-' : '')).slice(0, MOST_EXTENSION)
  return { extension, to: end + range + whole.length }
}

/** Groups that hang together without being a phone as written; a spreadsheet takes the first zero away. Answers where the last is. */
function takeOther(run: Run, first: number, { phones, wrong }: Pick<PhonesRead, 'phones' | 'wrong'>): number {
  let last = first
  let digits = run[first]?.digits ?? ''
  while (last + 1 < run.length && /^[\s.()–-]{1,3}$/.test(run[last + 1]?.gap ?? ''))
    digits += run[++last]?.digits
  if (/^[689]\d{8}$/.test(digits)) phones.push({ number: `+66${digits}`, extension: null })
  else if (digits.length >= FEWEST_DIGITS) wrong.push(digits)
  return last
}
