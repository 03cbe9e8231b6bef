import type { Terms } from '../../profiles/profile.ts'
import type { HelpRequest } from './case.ts'
import { nameOf, otherPlace, samePlaceInWords } from './same-house.ts'

/** What of an open request is compared with a new one. */
export type Candidate = Pick<
  HelpRequest,
  | 'id'
  | 'province_code'
  | 'repeat_group_id'
  | 'needs'
  | 'position'
  | 'subdistrict_code'
  | 'village'
  | 'landmark'
  | 'relation'
  | 'person_name'
  | 'person_birth_year'
  | 'reporter_phone_hash'
>
/** A new request, compared by the same fields. */
export type Compared = Omit<Candidate, 'id' | 'repeat_group_id'>

/** Why two requests look alike. */
export type RepeatReason = 'same-phone' | 'same-need' | 'same-place' | 'same-person'
export type Likeness = { kind: 'group' | 'mark'; reasons: RepeatReason[] }

/**
 * How a new request looks like an open one; null when it does not. From the same phone, for the same household, it joins
 * the other's group. From another phone, at the same spot with the same need, it is only marked: neighbours are not one
 * household. Nothing told on both sides may differ, and what was not told is not the same.
 */
export function likeness(asked: Compared, other: Candidate, terms: Terms): Likeness | null {
  if (asked.province_code !== other.province_code) return null
  if (!other.needs.some((need) => asked.needs.includes(need)) || contradicts(asked, other)) return null
  const metres = apart(asked.position, other.position)
  const near = metres === null ? null : metres <= terms.duplicate.metres
  if (near === false) return null
  const place: RepeatReason[] = near || samePlaceInWords(asked, other) ? ['same-place'] : []
  const samePhone =
    asked.reporter_phone_hash !== null && other.reporter_phone_hash?.equals(asked.reporter_phone_hash)
  if (!samePhone) return near ? { kind: 'mark', reasons: ['same-need', ...place] } : null
  if (asked.subdistrict_code !== other.subdistrict_code) return null
  const person = sameHousehold(asked, other, { near: near === true, place: place.length > 0 })
  return person === null ? null : { kind: 'group', reasons: ['same-phone', 'same-need', ...place, ...person] }
}

function contradicts(a: Compared, b: Compared): boolean {
  const [name, other] = [nameOf(a.person_name), nameOf(b.person_name)]
  if (name !== '' && other !== '' && name !== other) return true
  const [born, otherBorn] = [a.person_birth_year, b.person_birth_year]
  if (born !== null && otherBorn !== null && born !== otherBorn) return true
  return otherPlace(a, b)
}

/** Who asks for a few at home, not for a whole village. */
const ofOneHousehold = ['self', 'family']

/** What speaks for one household behind one phone, beside phone and need; null when too little does. */
function sameHousehold(
  a: Compared,
  b: Compared,
  { near, place }: { near: boolean; place: boolean },
): RepeatReason[] | null {
  if ((a.relation === 'self') !== (b.relation === 'self')) return null
  const named = nameOf(a.person_name) !== '' && nameOf(b.person_name) !== ''
  const sameYear = a.person_birth_year !== null && a.person_birth_year === b.person_birth_year
  if (a.relation === 'self' || named || sameYear) return ['same-person']
  const asksForHome = [a, b].every(({ relation }) => ofOneHousehold.includes(relation))
  return place && (asksForHome || !near || samePlaceInWords(a, b)) ? [] : null
}

const METRES_PER_DEGREE = 111_320

/** Metres between two near points (degrees WGS 84); null when one is unknown. Flat is exact enough below 10 km. */
export function apart(a: { x: number; y: number } | null, b: { x: number; y: number } | null): number | null {
  if (a === null || b === null) return null
  const east = (a.x - b.x) * Math.cos((a.y * Math.PI) / 180)
  return Math.hypot(east, a.y - b.y) * METRES_PER_DEGREE
}
