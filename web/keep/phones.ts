import { keep } from '../messages/keep.ts'
import { dialled, phoneFault } from '../phone-number.ts'

/** What is wrong with the phones of a facility, by their place in the list; the first must be there. */
export function phoneFaults(phones: readonly string[]): Record<number, string> {
  const faults = phones.map((phone, at) => [at, faultOf(phone, at)] as const)
  return Object.fromEntries(faults.filter(([, fault]) => fault !== ''))
}

function faultOf(phone: string, at: number): string {
  const words = keep.words
  if (phone.trim() === '') return at === 0 ? words.phoneMissing : ''
  // a short number, such as that of an emergency line
  if (/^1\d{2,3}$/.test(dialled(phone))) return ''
  const fault = phoneFault(phone)
  if (fault === 'none') return ''
  return fault === 'unknown' ? words.phoneWrong : words.phoneDigits(fault.digits)
}

/** The phones that were filled in. */
export const filledPhones = (phones: readonly string[]): string[] =>
  phones.map((phone) => phone.trim()).filter((phone) => phone !== '')
