import type { Profile } from '../../../profiles/profile.ts'
import { yearOf } from '../../platform/days.ts'
import { type Json, sameValue, type Values } from '../write/record.ts'
import { doseCountOf, listOf, pairOf, partOf } from '../write/standing.ts'
import { noteAfter } from './import-note.ts'
import type { ToldResident } from './import-told.ts'

type Means = { profile: Profile; now: Date }

/** Years an age may be beside the birth year that is known: it is as of some day, and often rounded. */
const AGE_BESIDE = 1

/**
 * What a row sets of a resident that stands (or of a new one, without values), field by field as the contract names them:
 * only what it tells and what is other than it is.
 */
export function residentSet(told: ToldResident, before: Values, means: Means): Values {
  const set: Record<string, Json | undefined> = {
    name: told.name,
    identity: identityAfter(told, before),
    birthYear: told.birthYear ?? yearByAge(told, before, means),
    ...{ sex: told.sex, nationality: told.nationality, phone: told.phone, wish: told.wish },
    tags: tagsAfter(told, before, means.profile),
    reasons: reasonsAfter(told, before, means.profile.register),
    ...dosesAfter(told, before),
    note: noteAfter(told, before.note),
    ...{ infectedMonth: told.infectedMonth, nextVisitOn: told.nextVisitOn },
  }
  return changed(set, before)
}

/** What a row sets of the household. */
export function homeSet(
  { landmark, point }: Pick<ToldResident, 'landmark' | 'point'>,
  before: Values,
): Values {
  const set = { landmark, point: point && pointAfter(point, before.point ?? null) }
  return changed(set, before)
}

/** Degrees, about a decimetre: files carry no more. */
const SAME_DEGREES = 1e-6

function pointAfter({ lon, lat }: { lon: number; lat: number }, before: Json): Json {
  const [oldLon, oldLat] = pairOf(before)
  const near = (a: number | null, b: number) => a !== null && Math.abs(a - b) < SAME_DEGREES
  return near(oldLon, lon) && near(oldLat, lat) ? before : [lon, lat]
}

function changed(set: Record<string, Json | undefined>, before: Values): Values {
  let after: Values = {}
  for (const [field, value] of Object.entries(set))
    if (value !== undefined && !sameValue(before[field] ?? null, value)) after = { ...after, [field]: value }
  return after
}

/** A kind told without a number says nothing more of the same kind; "none" takes no number away. */
function identityAfter({ identity }: ToldResident, before: Values): Json | undefined {
  if (identity === undefined) return undefined
  if (identity.number !== null) return { kind: identity.kind, number: identity.number }
  const known = partOf(before.identity, 'kind')
  return known === null || known === 'none' ? { kind: identity.kind, number: null } : undefined
}

function yearByAge({ age }: ToldResident, before: Values, { now }: Means): Json | undefined {
  if (age === undefined) return undefined
  const year = yearOf(now) - age
  const known = before.birthYear
  return typeof known === 'number' && Math.abs(known - year) <= AGE_BESIDE ? undefined : year
}

/** Who names the record tells the whole list; other lists know of one thing and not of another, and add. */
function several(
  told: readonly string[] | undefined,
  { before, exact }: { before: Json | undefined; exact: boolean },
): string[] | undefined {
  if (told === undefined) return undefined
  return exact ? [...told] : [...new Set([...listOf(before), ...told])]
}

/**
 * In the order of the profile, so that the same choice is the same value. A tag that follows from a known birth year stays
 * as it was ticked: what a file says of it changes nothing.
 */
function tagsAfter(told: ToldResident, before: Values, { register, tags: known }: Profile) {
  const { tags, tagSaid, id, birthYear } = told
  if (tags === undefined && tagSaid === undefined) return undefined
  const ticked = listOf(before.tags)
  const listed = several(tags, { before: before.tags, exact: id !== undefined }) ?? ticked
  const ageKnown = typeof (birthYear ?? before.birthYear) === 'number'
  const byAge = new Set(known.flatMap((tag) => (tag.fromAge !== undefined && ageKnown ? [tag.id] : [])))
  return register.tags.filter((tag) =>
    byAge.has(tag) ? ticked.includes(tag) : (tagSaid?.[tag] ?? listed.includes(tag)),
  )
}

function reasonsAfter(
  { reasons, id }: ToldResident,
  before: Values,
  { reasons: known }: Profile['register'],
) {
  const after = several(reasons, { before: before.reasons, exact: id !== undefined })
  return after && known.map((reason) => reason.id).filter((one) => after.includes(one))
}

/** "0 doses" is an answer where no dose is known; it takes none away. */
function dosesAfter({ doses = {}, doseCount }: ToldResident, before: Values): Record<string, Json> {
  if (doseCount === 0 && Object.keys(doses).length === 0) return doseCountOf(before) ? {} : { noDoses: true }
  const told = Array.from({ length: doseCount ?? 0 }, (_, index) => String(index + 1))
  const set: Record<string, Json> = {}
  for (const n of new Set([...told, ...Object.keys(doses)])) {
    const known = before[`doses/${n}`] ?? null
    set[`doses/${n}`] = {
      brand: doses[n]?.brand ?? partOf(known, 'brand'),
      on: doses[n]?.on ?? partOf(known, 'on'),
      place: doses[n]?.place ?? partOf(known, 'place'),
    }
  }
  return set
}
