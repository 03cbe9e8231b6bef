import type { Selectable } from 'kysely'
import type { Static } from 'typebox'
import type { RecordKind } from '../../../contract/register.ts'
import type { Profile } from '../../../profiles/profile.ts'
import type { AccountActor } from '../../access/actor.ts'
import type { Crypto } from '../../platform/crypto.ts'
import type { RegisterHousehold, RegisterResident, RegisterVisit } from '../../platform/schema.ts'

export type Kind = Static<typeof RecordKind>
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
/** Fields of a record by the names of the contract, each in one form, so that equal ones are equal; `doses/1` is one field. */
export type Values = Readonly<Record<string, Json>>
/** Which change wrote a field, on which device, as that device's how-manieth; `o`: how far devices written over had come. */
export type Version = { s: number; d: string | null; n: number; o?: Readonly<Record<string, number>> }
export type Versions = Readonly<Record<string, Version>>
/** Where a record is: its columns of place. `area_code` is the village's where that is known. */
export type Place = { province_code: string; subdistrict_code: string; area_code: string }

export type Dose = { brand: string | null; on: string | null; place: string | null }
type Versioned<T> = Omit<Selectable<T>, 'versions'> & { versions: Versions }
export type HouseholdRow = Versioned<RegisterHousehold>
export type ResidentRow = Omit<Versioned<RegisterResident>, 'doses'> & {
  doses: Readonly<Record<string, Dose>>
}
export type VisitRow = Versioned<RegisterVisit>
export type Row =
  | { kind: 'household'; row: HouseholdRow }
  | { kind: 'resident'; row: ResidentRow }
  | { kind: 'visit'; row: VisitRow }

/** As whom and where changes are written. `device` is null for changes made here; `areas` are those that may be written in. */
export type Applying = {
  actor: AccountActor
  device: string | null
  now: Date
  crypto: Crypto
  profile: Profile
  areas?: readonly string[]
}

/** The columns of place of an area of 6 or 8 digits. */
export const placeOf = (area: string): Place => ({
  province_code: area.slice(0, 2),
  subdistrict_code: area.slice(0, 6),
  area_code: area,
})

/** The same value, whichever way round the keys of objects stand. */
export const sameValue = (a: Json, b: Json): boolean => writtenOut(a) === writtenOut(b)

function writtenOut(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(writtenOut).join()}]`
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${key}:${writtenOut(inner)}`).join()}}`
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)
