import type { Run } from './groups.ts'

/** A phone number in a run: its groups from `first` to `last`, and the number in E.164. */
export type PhoneFound = { first: number; last: number; e164: string }
/** Is a number of another country (E.164) one? */
export type IsForeign = (e164: string) => boolean

/** Dialled inside Thailand: 06, 08 and 09 are mobiles of ten digits, the others land lines of nine. */
const THAI = /^(?:0|(?:00)?660?)([689]\d{8}|[2-57]\d{7})$/
/** "00" and as many digits as E.164 has at most. */
const MOST_DIGITS = 17
const E164 = /^\+[1-9]\d{7,14}$/

/** The phone number that begins with a group, however its groups are kept apart. */
export function phoneAt(run: Run, first: number, isForeign: IsForeign): PhoneFound | null {
  let digits = ''
  for (let last = first; last < run.length && digits.length < MOST_DIGITS; last++) {
    digits += run[last]?.digits
    const thai = THAI.exec(digits)?.[1]
    if (thai) return { first, last, e164: `+66${thai}` }
  }
  return foreignAt(run, first, isForeign)
}

/** The longest that is one: a plus or "00", then the code of a country. */
function foreignAt(run: Run, first: number, isForeign: IsForeign): PhoneFound | null {
  let digits = /\+[\s(]{0,2}$/.test(run[first]?.gap ?? '') ? '+' : ''
  if (digits === '' && !/^00?(?:[1-9]|$)/.test(run[first]?.digits ?? '')) return null
  let found: PhoneFound | null = null
  for (let last = first; last < run.length; last++) {
    const group = run[last]
    // a plus begins another number
    if (!group || (last > first && group.gap.includes('+'))) break
    digits += group.digits
    if (digits.length > MOST_DIGITS) break
    const e164 = digits.replace(/^00/, '+')
    if (E164.test(e164) && isForeign(e164)) found = { first, last, e164 }
  }
  return found
}
