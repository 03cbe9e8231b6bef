import parsePhoneNumber from 'libphonenumber-js/min'
import { arabicDigits } from '../../profiles/answers.ts'

/**
 * A phone number in E.164, or null. Any way of writing is taken: Thai digits, spaces, dashes, with or without the
 * country's code; numbers of other countries need theirs. Hotlines such as 1669 are nobody's own phone: null.
 */
export function parsePhone(text: string): string | null {
  // 00 is how many dial abroad; the library knows only the Thai carriers' own prefixes.
  const international = arabicDigits(text).trim().replace(/^00/, '+')
  const parsed = parsePhoneNumber(international, { defaultCountry: 'TH', extract: false })
  return parsed?.isValid() && !parsed.ext ? parsed.number : null
}

/** What others than the owner see of a number: '+66800000001' is 08x-xxx-0001, abroad only the last four remain. */
export function maskPhone(e164: string): string {
  const last = e164.slice(-4)
  return e164.startsWith('+66') ? `0${e164.slice(3, 4)}x-xxx-${last}` : `+xx-xxx-${last}`
}
