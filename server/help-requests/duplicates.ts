import type { Terms } from '../../profiles/profile.ts'
import type { HelpRequest } from './case.ts'

/** What of an open request is compared with a new one. */
export type Candidate = Pick<
  HelpRequest,
  | 'id'
  | 'lead_id'
  | 'province_code'
  | 'needs'
  | 'position'
  | 'subdistrict_code'
  | 'relation'
  | 'person_name'
  | 'reporter_phone_hash'
  | 'received_at'
>

type Asked = {
  needs: readonly string[]
  position: { x: number; y: number } | null
  subdistrictCode: string
  relation: string
  personName: string | null
  phoneHash: Buffer
}

/**
 * Whether a new request repeats an open one. `same` (same phone, a need in common, same place, same person) is linked
 * at once; `maybe` (a need in common, very near, from another phone; or the same phone elsewhere) a coordinator looks
 * at. One phone may ask for many households: another person or another house is another case.
 */
export function repeats(asked: Asked, candidate: Candidate, terms: Terms): 'same' | 'maybe' | 'no' {
  if (!candidate.needs.some((need) => asked.needs.includes(need))) return 'no'
  const samePhone = candidate.reporter_phone_hash?.equals(asked.phoneHash) ?? false
  const metres = apart(asked.position, candidate.position)
  const sameArea = candidate.subdistrict_code === asked.subdistrictCode
  const samePlace = metres === null ? sameArea : metres <= terms.duplicate.metres
  if (samePhone) return samePlace && samePerson(asked, candidate) ? 'same' : 'no'
  return metres !== null && samePlace ? 'maybe' : 'no'
}

function samePerson(asked: Asked, candidate: Candidate): boolean {
  if (asked.relation === 'self' && candidate.relation === 'self') return true
  return (
    asked.relation !== 'self' && candidate.relation !== 'self' && asked.personName === candidate.person_name
  )
}

const METRES_PER_DEGREE = 111_320

/** Metres between two near points (degrees WGS 84); null when one is unknown. Flat is exact enough below 10 km. */
export function apart(a: { x: number; y: number } | null, b: { x: number; y: number } | null): number | null {
  if (a === null || b === null) return null
  const east = (a.x - b.x) * Math.cos((a.y * Math.PI) / 180)
  return Math.hypot(east, a.y - b.y) * METRES_PER_DEGREE
}
