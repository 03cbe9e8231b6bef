import { readIdentity } from '../../../profiles/identity.ts'
import type { Profile } from '../../../profiles/profile.ts'
import { deskRegisterEntry } from '../../messages/desk-register-entry.ts'
import { phoneFault } from '../../phone-number.ts'
import { readBirth, readCodes, readDoses, readTypedDay } from './entry-reading.ts'
import { identityKinds, reasonIds, type Values } from './entry-values.ts'

export type Faults = Partial<Record<string, string>>

/** What must be mended before a person can be sent, by the name of the field; a dose's day is `on-1`, `on-2` … */
export function faultsOf(values: Values, profile: Profile, now: Date): Faults {
  const { faults } = deskRegisterEntry.words
  const { register } = profile
  const count = readDoses(values.doses, register.doses.most)
  const days = values.dosed
    .slice(0, count ?? 0)
    .flatMap(({ on }, index): [string, string][] =>
      readTypedDay(on) === undefined ? [[`on-${index + 1}`, faults.day]] : [],
    )
  const number = numberFault(values)
  return {
    ...(values.name.trim() === '' && values.identityNumber.trim() === '' && { name: faults.name }),
    ...(number && { identityNumber: number }),
    ...(readBirth(values.birth, now) === undefined && { birth: faults.birth }),
    ...(values.phone.trim() !== '' && phoneFault(values.phone) !== 'none' && { phone: faults.phone }),
    ...(readCodes(values.tags, register.tags) === undefined && { tags: faults.codes }),
    ...(count === undefined && { doses: faults.doses(register.doses.most) }),
    ...(readCodes(values.reasons, reasonIds(profile)) === undefined && { reasons: faults.codes }),
    ...(readTypedDay(values.next) === undefined && { next: faults.day }),
    ...Object.fromEntries(days),
  }
}

function numberFault({ identityKind, identityNumber }: Values): string {
  const { faults } = deskRegisterEntry.words
  const kind = identityKinds.find((one) => one === identityKind)
  if (!kind) return identityNumber.trim() === '' ? '' : faults.kindFirst
  const read = readIdentity(kind, identityNumber)
  return 'code' in read ? faults.identityNumber[read.code] : ''
}
