// When one explanation of what was written is good enough to be the answer.
import type { Occurrence } from './find.ts'
import { believable } from './near.ts'
import { type Explanation, worth } from './weigh.ts'

/** An explanation must be better than any other by more than this: one letter, or half of a clue. */
const clearlyBetter = worth.offByOne

/** The best of the explanations (given best first) if nothing speaks against it and nothing comes near it. */
export function sureOf([best, ...others]: readonly Explanation[], letters: string): Explanation | undefined {
  if (!best || best.faults.length > 0 || !provinceVouched(best)) return undefined
  if (![...best.respelt.values()].every(believable)) return undefined
  const twice = sameNameTwice(best, letters)
  const comesNear = (other: Explanation) =>
    twice
      ? other.score > best.score - clearlyBetter - worth.level
      : other.score > best.score - clearlyBetter && !readsMore(best, other)
  return others.some((other) => comesNear(other) && apart(best, other)) ? undefined : best
}

/** A misspelt province is believed only if a name of its own below it, or its postcode, is written right. */
function provinceVouched({ place, respelt, exact, posted }: Explanation): boolean {
  if (!respelt.has(0) || posted) return true
  return exact.some((depth) => depth > 0 && !place.chain[depth]?.names.includes('เมือง'))
}

/** Neither lies in the other. */
function apart({ place: one }: Explanation, { place: other }: Explanation): boolean {
  return !other.chain.includes(one) && !one.chain.includes(other)
}

/**
 * Whether the district is only the subdistrict's name written again, which may as well be a village's or a temple's
 * ('บ้าน หนองบัว ต.หนองบัว'). Both without a sign but with a province are taken for what they look like.
 */
function sameNameTwice({ used: [province, district, subdistrict] }: Explanation, letters: string): boolean {
  if (!district || !subdistrict || (district.hint && subdistrict.hint)) return false
  if (spelling(district, letters) !== spelling(subdistrict, letters)) return false
  return !province || Boolean(district.hint ?? subdistrict.hint)
}

const spelling = ({ start, end }: Occurrence, letters: string) => letters.slice(start, end)

/** How many letters an explanation accounts for. */
export function lettersRead({ used }: Explanation): number {
  return used.reduce((sum, name) => sum + (name ? name.end - name.start : 0), 0)
}

/** Whether one accounts for all the letters the other does and more: บางแคเหนือ, not บางแค and an idle เหนือ. */
function readsMore(one: Explanation, other: Explanation): boolean {
  const covers = (name: Occurrence) =>
    one.used.some((own) => own && own.start <= name.start && name.end <= own.end)
  return lettersRead(one) > lettersRead(other) && other.used.every((name) => !name || covers(name))
}
