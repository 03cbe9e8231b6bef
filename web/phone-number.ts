import { plainText } from '../profiles/numbers/plain-text.ts'
import { type PhonesRead, readPhones } from '../profiles/numbers/read-phones.ts'

export type PhoneFault = 'none' | { digits: number } | 'unknown'
/** The extension behind a phone; facilities kept on this device by an older page have none. */
type Extensions = readonly { phone: string; extension: string }[] | undefined

/** Whether a number abroad exists only the server knows; here it must have the length of one. */
const isForeign = (e164: string): boolean => /^\+[1-9]\d{7,14}$/.test(e164)

/** Everything that is a phone in what was typed. */
export const readTyped = (typed: string): PhonesRead => readPhones(typed, isForeign)

/** As dialled inside Thailand; a number abroad with its country. */
const local = (number: string): string => number.replace(/^\+66/, '0')

/** The first phone that was typed, as dialled; else only the digits of it. */
export function dialled(typed: string): string {
  const [phone] = readTyped(typed).phones
  return phone ? local(phone.number) : plainText(typed).plain.replace(/[^\d+]/g, '')
}

/** What is wrong with phone numbers, so that it can be said before sending. The server has the last word. */
export function phonesFault(typed: string): PhoneFault {
  const { phones, wrong } = readTyped(typed)
  const own = phones.filter(({ number }) => number.startsWith('+'))
  if (own.length > 0 && wrong.length === 0) return 'none'
  const [digits = ''] = wrong
  return /^0[689]/.test(digits) ? { digits: digits.length } : 'unknown'
}

/** The same where one phone belongs, which is called or sent a code directly. */
export function phoneFault(typed: string): PhoneFault {
  const { phones } = readTyped(typed)
  if (phones.length > 1 || phones.some(({ extension }) => extension !== null)) return 'unknown'
  return phonesFault(typed)
}

/** "080-000-0001", or what was typed when it has another shape. */
export function phoneWords(typed: string): string {
  const digits = dialled(typed)
  if (digits.startsWith('+')) return digits
  if (digits.length === 10) return `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}`
  return digits.length === 9 ? `${digits.slice(0, 2)}-${digits.slice(2, 5)}-${digits.slice(5)}` : typed
}

/** What opens the phone's keypad: behind a pause the first extension. */
export function telOf(phone: string, extensions: Extensions): string {
  const extension = /\d+/.exec(extensionOf(phone, extensions))?.[0]
  return extension === undefined ? `tel:${phone}` : `tel:${phone},${extension}`
}

/** The extension of a phone; '' without. */
export const extensionOf = (phone: string, extensions: Extensions): string =>
  extensions?.find((one) => one.phone === phone)?.extension ?? ''
