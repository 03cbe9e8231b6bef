import type { ResidentSet } from '../../../contract/register.ts'
import { readIdentity } from '../../../profiles/identity.ts'
import type { Profile } from '../../../profiles/profile.ts'
import { dialled } from '../../phone-number.ts'
import { doseCount } from '../../survey/resident-state.ts'
import { readBirth, readCodes, readDoses, readTypedDay, typedCodes, typedDay } from './entry-reading.ts'
import { wishesAsked } from './register-lists.ts'
import type { Resident } from './register-types.ts'

/** `place` is not typed here: it stays as it is known */
type Dosed = { brand: string; on: string; place: string | null }
/** A person as it is typed; '' is what the paper does not tell. */
export type Values = {
  name: string
  identityKind: string
  identityNumber: string
  birth: string
  sex: string
  nationality: string
  phone: string
  tags: string
  doses: string
  dosed: Dosed[]
  wish: string
  reasons: string
  next: string
  note: string
}
export type Told = Required<
  Pick<
    ResidentSet,
    | 'name'
    | 'identity'
    | 'birthYear'
    | 'sex'
    | 'nationality'
    | 'phone'
    | 'tags'
    | 'doses'
    | 'noDoses'
    | 'wish'
    | 'reasons'
    | 'nextVisitOn'
    | 'note'
  >
>

export const identityKinds = ['thai', 'non-thai', 'pink-card', 'passport', 'none'] as const
export const sexes = ['female', 'male', 'other'] as const
export const reasonIds = ({ register }: Profile): string[] => register.reasons.map(({ id }) => id)

const freshDoses = (most: number): Dosed[] =>
  Array.from({ length: most }, () => ({ brand: '', on: '', place: null }))

/** An empty form: most are of the first nationality of the profile's list. */
export const freshValues = ({ register }: Profile): Values => ({
  ...{ name: '', identityKind: '', identityNumber: '', birth: '', sex: '', phone: '', tags: '', doses: '' },
  ...{ wish: '', reasons: '', next: '', note: '' },
  nationality: register.nationalities[0]?.id ?? '',
  dosed: freshDoses(register.doses.most),
})

/** A person of the register as they would be typed; the number of their identity stays where it is. */
export function valuesOf(one: Resident, profile: Profile): Values {
  const { register } = profile
  const dosed = freshDoses(register.doses.most).map((dose, index) => {
    const known = one.doses[String(index + 1)]
    return known ? { brand: known.brand ?? '', on: typedDay(known.on), place: known.place } : dose
  })
  return {
    name: one.name ?? '',
    identityKind: one.identity?.kind ?? '',
    identityNumber: '',
    birth: one.birthYear === null ? '' : String(one.birthYear + 543),
    sex: one.sex ?? '',
    nationality: one.nationality ?? '',
    phone: one.phone ? dialled(one.phone) : '',
    tags: typedCodes(one.tags, register.tags),
    doses: doseCount(one)?.toString() ?? '',
    dosed,
    wish: one.wish ?? '',
    reasons: typedCodes(one.reasons, reasonIds(profile)),
    next: typedDay(one.nextVisitOn),
    note: one.note ?? '',
  }
}

/** What the typed values tell; what is wrong (see `faultsOf`) counts as not told. */
export function toldBy(values: Values, profile: Profile, now: Date): Told {
  const { register } = profile
  const kind = identityKinds.find((one) => one === values.identityKind)
  const read = kind ? readIdentity(kind, values.identityNumber) : undefined
  const count = readDoses(values.doses, register.doses.most) ?? 0
  const doses = values.dosed
    .slice(0, count)
    .map((dose, index): [string, Told['doses'][string]] => [
      String(index + 1),
      { brand: dose.brand || null, on: readTypedDay(dose.on) ?? null, place: dose.place },
    ])
  return {
    name: values.name.trim() || null,
    identity: read && 'identity' in read ? read.identity : null,
    birthYear: readBirth(values.birth, now) ?? null,
    sex: sexes.find((one) => one === values.sex) ?? null,
    nationality: values.nationality || null,
    phone: values.phone.trim() || null,
    tags: readCodes(values.tags, register.tags) ?? [],
    doses: Object.fromEntries(doses),
    noDoses: readDoses(values.doses, register.doses.most) === 0 ? true : null,
    wish: wishesAsked.find((one) => one === values.wish) ?? null,
    reasons: readCodes(values.reasons, reasonIds(profile)) ?? [],
    nextVisitOn: readTypedDay(values.next) ?? null,
    note: values.note.trim() || null,
  }
}

/** The fields that differ, as a change of the record. */
export function changesBetween(before: Told, after: Told): ResidentSet {
  const differs = (name: keyof Told) => JSON.stringify(before[name]) !== JSON.stringify(after[name])
  return {
    ...(differs('name') && { name: after.name }),
    ...(differs('identity') && { identity: after.identity }),
    ...(differs('birthYear') && { birthYear: after.birthYear }),
    ...(differs('sex') && { sex: after.sex }),
    ...(differs('nationality') && { nationality: after.nationality }),
    ...(differs('phone') && { phone: after.phone }),
    ...(differs('tags') && { tags: after.tags }),
    ...(differs('doses') && { doses: dosesBetween(before.doses, after.doses) }),
    ...(differs('noDoses') && { noDoses: after.noDoses }),
    ...(differs('wish') && { wish: after.wish }),
    ...(differs('reasons') && { reasons: after.reasons }),
    ...(differs('nextVisitOn') && { nextVisitOn: after.nextVisitOn }),
    ...(differs('note') && { note: after.note }),
  }
}

/** Each dose is a field of its own: only those that differ; null where there was no such dose. */
function dosesBetween(before: Told['doses'], after: Told['doses']): Told['doses'] {
  const numbers = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changed = numbers.filter((one) => JSON.stringify(before[one]) !== JSON.stringify(after[one]))
  return Object.fromEntries(changed.map((number) => [number, after[number] ?? null]))
}
