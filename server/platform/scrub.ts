import parsePhoneNumber from 'libphonenumber-js/min'
import { withoutPassports } from '../../profiles/identity.ts'
import { peopleNumbers } from '../../profiles/numbers/people.ts'

/** Most texts hold no number, and none read aloud. */
const MAY_HOLD_ONE = /[\p{Nd}\p{No}\p{Nl}]|ศูนย์|หนึ่ง|แปด|zero|eight/iu
const GONE = '•••'
/** Circled or raised digits in a row: nobody writes an ordinary number so. */
const DISGUISED = /\p{No}(?:[\s.·–-]{0,3}\p{No}){6,}/gu

/** Is a number of any country, E.164, one that can be given to somebody? */
export const isForeignPhone = (e164: string): boolean => parsePhoneNumber(e164)?.isValid() ?? false

/**
 * Takes phone and identity numbers out of text that others than the case holder may read: in any digits, read aloud, and
 * however they are grouped. Hours, dates, amounts, postcodes, licences and emergency numbers stay; so does a phone
 * (E.164) that `mayStay` knows.
 */
export function scrub(text: string, mayStay: (e164: string) => boolean = () => false): string {
  if (!MAY_HOLD_ONE.test(text)) return text
  let left = ''
  let done = 0
  for (const { from, to, e164 } of peopleNumbers(text, isForeignPhone)) {
    if (e164 !== null && mayStay(e164)) continue
    left += text.slice(done, from) + GONE
    done = to
  }
  return withoutPassports(left + text.slice(done), () => GONE).replace(DISGUISED, GONE)
}

/** `scrub` for a text that may be missing. */
export const scrubbed = (text: string | null): string | null => (text === null ? null : scrub(text))
