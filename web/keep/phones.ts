import { phonesInWords } from '../facilities/phone-words.ts'
import { keep } from '../messages/keep.ts'
import { phonesFault, readTyped } from '../phone-number.ts'

/** What is wrong with the phones of a facility, by their place in the list; the first must be there. */
export function phoneFaults(phones: readonly string[]): Record<number, string> {
  const faults = phones.map((phone, at) => [at, faultOf(phone, at)] as const)
  return Object.fromEntries(faults.filter(([, fault]) => fault !== ''))
}

function faultOf(phone: string, at: number): string {
  const words = keep.words
  if (phone.trim() === '') return at === 0 ? words.phoneMissing : ''
  const { phones, wrong } = readTyped(phone)
  // a short number, such as that of an emergency line
  if (phones.length > 0 && wrong.length === 0) return ''
  const fault = phonesFault(phone)
  if (fault === 'none') return ''
  return fault === 'unknown' ? words.phoneWrong : words.phoneDigits(fault.digits)
}

/** What will be stored, where something else was written beside it; '' where nothing is left out. */
export function readAs(typed: string): string {
  const { phones, wrong, more } = readTyped(typed)
  if (!more || wrong.length > 0) return ''
  const extensions = phones.flatMap(({ number, extension }) =>
    extension === null ? [] : [{ phone: number, extension }],
  )
  return phonesInWords({ phones: phones.map(({ number }) => number), extensions }).join(', ')
}

/** The phones that were filled in. */
export const filledPhones = (phones: readonly string[]): string[] =>
  phones.map((phone) => phone.trim()).filter((phone) => phone !== '')
