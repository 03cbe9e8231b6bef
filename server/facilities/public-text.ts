import { arabicDigits } from '../../profiles/answers.ts'
import { parsePhone } from '../access/questions.ts'
import { scrub } from '../platform/scrub.ts'

/** A number to call a facility at: E.164, or a short one such as 1669 or 191; null when it is neither. */
export function parseFacilityPhone(text: string): string | null {
  const short = arabicDigits(text).trim()
  return /^1\d{2,3}$/.test(short) ? short : parsePhone(text)
}

/** A text of a facility as everybody may read it: its own phones stay, other long numbers are somebody's. */
export const publicText = (text: string, phones: readonly string[]): string =>
  scrub(text, (phone) => phones.includes(phone))
