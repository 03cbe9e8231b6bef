import { keyWords, mayReach, type Outline, wordsLikeness } from '../../../profiles/person-name.ts'
import type { RegisterTerms } from '../../../profiles/profile.ts'

/** What of a resident tells whether another is the same person. */
export type Person = {
  id: string
  household_id: string
  area_code: string
  name: string
  birth_year: number | null
  identity_kind: string | null
  /** of the identity number, where there is one */
  identity_hash: Buffer | null
}
export type Outlined = Person & { outline: Outline }

/** Added to how alike the names are: who lives together is more likely one, who lives villages apart less. */
const SAME_HOUSEHOLD = 0.06
const OTHER_SUBDISTRICT = -0.05
/** Where a birth year is not known, the names must tell more. */
const YEAR_UNKNOWN = -0.04

/** How likely two residents of a district are one person, 0 to 1; null when they are not. */
export function twinLikeness(a: Outlined, b: Outlined, terms: RegisterTerms['twin']): number | null {
  if (a.id === b.id || areTwoByNumber(a, b)) return null
  const apart = yearsApart(a, b)
  if (apart !== null && apart > terms.years) return null
  const beside = nearness(a, b) + (apart === null ? YEAR_UNKNOWN : 0)
  if (!mayReach(terms.likeness - beside, a.outline, b.outline)) return null
  const likeness = Math.min(1, wordsLikeness(keyWords(a.name), keyWords(b.name)) + beside)
  return likeness >= terms.likeness ? likeness : null
}

/** Two numbers of one kind are two people; numbers of two kinds may be one person's. */
const areTwoByNumber = (a: Person, b: Person): boolean =>
  a.identity_kind === b.identity_kind &&
  a.identity_hash !== null &&
  b.identity_hash !== null &&
  !a.identity_hash.equals(b.identity_hash)

const yearsApart = (a: Person, b: Person): number | null =>
  a.birth_year === null || b.birth_year === null ? null : Math.abs(a.birth_year - b.birth_year)

function nearness(a: Person, b: Person): number {
  if (a.household_id === b.household_id) return SAME_HOUSEHOLD
  return a.area_code.slice(0, 6) === b.area_code.slice(0, 6) ? 0 : OTHER_SUBDISTRICT
}
