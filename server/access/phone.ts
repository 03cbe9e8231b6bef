import parsePhoneNumber from 'libphonenumber-js/min'
import { plainText } from '../../profiles/numbers/plain-text.ts'
import { type PhonesRead, readPhones as readWritten } from '../../profiles/numbers/read-phones.ts'
import { isForeignPhone } from '../platform/scrub.ts'

/** All phones of a text, E.164 or short such as 1669, with their extensions; and digits that look like one and are none. */
export function readPhones(text: string): PhonesRead {
  const read = readWritten(text, isForeignPhone)
  if (read.phones.length > 0) return read
  // ways of dialling abroad, toll-free numbers: the library knows those of Thai carriers
  const parsed = parsePhoneNumber(plainText(text.trim()).plain, { defaultCountry: 'TH', extract: false })
  if (!parsed?.isValid() || parsed.ext) return read
  return { phones: [{ number: parsed.number, extension: null }], wrong: [], more: false }
}

/**
 * The one phone number of a text in E.164, or null. Any way of writing is taken; numbers of other countries need their
 * code. Null for hotlines such as 1669, which are nobody's own, for several, and for one behind an exchange.
 */
export function parsePhone(text: string): string | null {
  const { phones, wrong } = readPhones(text)
  const [phone] = phones
  const only = phones.length === 1 && wrong.length === 0 && phone?.extension === null
  return only && phone.number.startsWith('+') ? phone.number : null
}

/** What others than the owner see of a number: '+66800000001' is 08x-xxx-0001, abroad only the last four remain. */
export function maskPhone(e164: string): string {
  const last = e164.slice(-4)
  return e164.startsWith('+66') ? `0${e164.slice(3, 4)}x-xxx-${last}` : `+xx-xxx-${last}`
}
