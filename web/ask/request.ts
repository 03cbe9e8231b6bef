import type { HelpRequestInput } from '../../contract/help-requests.ts'
import { arabicDigits, readAnswers } from '../../profiles/answers.ts'
import type { Profile } from '../../profiles/profile.ts'
import { type TriageVerdict, triage } from '../../profiles/triage.ts'
import { phonesFault } from '../phone-number.ts'
import type { Draft } from './draft.ts'

const told = (draft: Draft) => draft.needs.map((kind) => ({ kind, answers: draft.answers[kind] ?? {} }))

/** A year as typed, Thai digits too; undefined when it is none. */
function yearOf(typed: string): number | undefined {
  const year = Number(arabicDigits(typed).trim())
  return Number.isInteger(year) && year >= 1850 && year <= 2700 ? year : undefined
}

/** How urgent the request is as it stands, judged on the phone by the same rules as on the server. */
export function verdictOf(draft: Draft, profile: Profile, now: Date): TriageVerdict {
  return triage(profile, {
    needs: told(draft),
    tags: draft.tags,
    birthYear: yearOf(draft.birthYear),
    triage: draft.triage,
    year: now.getFullYear(),
  })
}

/** Answers left behind by a need that was taken back, or typed wrongly, do not travel. */
export function requestOf(draft: Draft, profile: Profile, now: Date): HelpRequestInput {
  const { needs, triage: signs } = readAnswers(profile, told(draft), draft.triage)
  const proven = draft.phoneProof ? { phoneProof: draft.phoneProof } : {}
  return {
    id: draft.id,
    needs,
    reporter: {
      phone: draft.phone,
      ...filled('name', draft.name),
      relation: draft.forSomeoneElse ? draft.relation || 'other' : 'self',
    },
    person: personOf(draft),
    people: { count: draft.count, tags: draft.tags },
    place: placeOf(draft),
    triage: signs,
    ...filled('note', draft.note),
    ...proven,
    askedAt: now.toISOString(),
  }
}

function personOf(draft: Draft): NonNullable<HelpRequestInput['person']> {
  const year = yearOf(draft.birthYear)
  const born = year === undefined ? {} : { birthYear: year }
  if (!draft.forSomeoneElse) return born
  return { ...filled('name', draft.personName), ...filled('phone', draft.personPhone), ...born }
}

function placeOf({ place }: Draft): HelpRequestInput['place'] {
  const point =
    place.lon !== null && place.lat !== null
      ? {
          lon: place.lon,
          lat: place.lat,
          ...(place.accuracyMetres === null ? {} : { accuracyMetres: Math.round(place.accuracyMetres) }),
        }
      : {}
  return {
    ...point,
    exactness: place.lon === null ? 'area' : place.exactness,
    ...(place.area ? { areaCode: place.area.code } : {}),
    ...filled('village', place.village),
    ...filled('landmark', place.landmark),
  }
}

/** Only what was filled in travels: an empty field is a field left out. */
function filled<N extends string>(name: N, typed: string): Partial<Record<N, string>> {
  const part: Partial<Record<N, string>> = {}
  const words = typed.trim()
  if (words) Object.assign(part, { [name]: words })
  return part
}

export type Fault =
  | { at: 'need' | 'place' | 'phone' | 'personPhone'; kind: 'missing' }
  | { at: 'phone' | 'personPhone'; kind: 'digits'; digits: number }
  | { at: 'phone' | 'personPhone'; kind: 'unknown' }
  | { at: 'place'; kind: 'outside' }
  | { at: 'count' | 'birthYear'; kind: 'range' }

/** What must be put right before sending: a need, a place, a phone number that can be called; and numbers that are none. */
export function faultsOf(draft: Draft, peopleMax: number): Fault[] {
  const faults: Fault[] = []
  if (draft.needs.length === 0) faults.push({ at: 'need', kind: 'missing' })
  if (draft.place.lon === null && !draft.place.area) faults.push({ at: 'place', kind: 'missing' })
  if (!draft.phone.trim()) faults.push({ at: 'phone', kind: 'missing' })
  else faults.push(...phoneFaults('phone', draft.phone))
  if (draft.forSomeoneElse && draft.personPhone.trim())
    faults.push(...phoneFaults('personPhone', draft.personPhone))
  if (!(Number.isInteger(draft.count) && draft.count >= 1 && draft.count <= peopleMax))
    faults.push({ at: 'count', kind: 'range' })
  if (draft.birthYear.trim() !== '' && yearOf(draft.birthYear) === undefined)
    faults.push({ at: 'birthYear', kind: 'range' })
  return faults
}

function phoneFaults(at: 'phone' | 'personPhone', typed: string): Fault[] {
  const fault = phonesFault(typed)
  if (fault === 'none') return []
  return [fault === 'unknown' ? { at, kind: 'unknown' } : { at, kind: 'digits', digits: fault.digits }]
}

export type Step = 'need' | 'place' | 'who' | 'details' | 'signs' | 'danger' | 'send'

/** The screens this request goes through. Details and signs are asked only where a need has them. */
export function stepsOf(draft: Draft, profile: Profile, verdict: TriageVerdict): Step[] {
  const needs = profile.needs.filter(({ kind }) => draft.needs.includes(kind))
  const steps: Step[] = ['need', 'place', 'who']
  if (needs.some(({ questions }) => questions.length > 0)) steps.push('details')
  if (needs.some(({ asksTriage }) => asksTriage)) steps.push('signs')
  if (verdict.callNow) steps.push('danger')
  steps.push('send')
  return steps
}
