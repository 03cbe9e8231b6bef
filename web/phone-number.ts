import { arabicDigits } from '../profiles/answers.ts'

export type PhoneFault = 'none' | { digits: number } | 'unknown'

/** Only the digits of what was typed, in the form dialled inside Thailand: Thai digits, spaces, dashes and +66 accepted. */
export function dialled(typed: string): string {
  const digits = arabicDigits(typed).replace(/[^\d+]/g, '')
  return digits.replace(/^(\+66|0066)0?/, '0')
}

/** What is wrong with a phone number, so that it can be said before sending. The server has the last word. */
export function phoneFault(typed: string): PhoneFault {
  const digits = dialled(typed)
  if (/^0[689]/.test(digits)) return digits.length === 10 ? 'none' : { digits: digits.length }
  return /^0[2-7]\d{7}$/.test(digits) ? 'none' : 'unknown'
}

/** "080-000-0001", or what was typed when it has another shape. */
export function phoneWords(typed: string): string {
  const digits = dialled(typed)
  if (digits.length === 10) return `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}`
  return digits.length === 9 ? `${digits.slice(0, 2)}-${digits.slice(2, 5)}-${digits.slice(5)}` : typed
}
