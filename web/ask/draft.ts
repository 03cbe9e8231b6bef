import { v7 as newId } from 'uuid'
import type { RawAnswers } from '../../profiles/answers.ts'
import type { Area } from '../areas.ts'
import { recall, remember, unremember } from '../phone-memory.ts'

export const relations = ['family', 'neighbour', 'volunteer', 'official', 'other'] as const
export type Relation = (typeof relations)[number]

/** A place being told: degrees WGS 84 and metres, or only the area. `area` may be corrected against the point. */
export type DraftPlace = {
  lon: number | null
  lat: number | null
  accuracyMetres: number | null
  exactness: 'gps' | 'pin' | 'area'
  area: Area | null
  village: string
  landmark: string
}

/** A request being written, kept on this phone until the server has it. */
export type Draft = {
  /** made once: a resend of the same request never makes a twin */
  id: string
  needs: string[]
  answers: Record<string, RawAnswers>
  place: DraftPlace
  forSomeoneElse: boolean
  relation: Relation | ''
  count: number
  tags: string[]
  birthYear: string
  triage: RawAnswers
  phone: string
  name: string
  personPhone: string
  personName: string
  note: string
  phoneProof: string | null
}

const kept = 'ask-draft'

export const emptyPlace = (): DraftPlace => ({
  lon: null,
  lat: null,
  accuracyMetres: null,
  exactness: 'area',
  area: null,
  village: '',
  landmark: '',
})

const empty = (): Draft => ({
  id: newId(),
  needs: [],
  answers: {},
  place: emptyPlace(),
  forSomeoneElse: false,
  relation: '',
  count: 1,
  tags: [],
  birthYear: '',
  triage: {},
  phone: '',
  name: '',
  personPhone: '',
  personName: '',
  note: '',
  phoneProof: null,
})

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' && value !== null && 'id' in value && 'needs' in value && 'place' in value

/** What was being written on this phone, or an empty request. */
export function openDraft(): Draft {
  try {
    const value: unknown = JSON.parse(recall(kept) ?? 'null')
    return isDraft(value) ? { ...empty(), ...value } : empty()
  } catch {
    return empty()
  }
}

export function keepDraft(draft: Draft): void {
  remember(kept, JSON.stringify(draft))
}

export function forgetDraft(): void {
  unremember(kept)
}

/** Opens a request again that was written down but not acknowledged. It may have arrived unseen, so it is a new one. */
export function reopen(form: unknown): void {
  if (isDraft(form)) keepDraft({ ...form, id: newId(), phoneProof: null })
}
