import type { Selectable } from 'kysely'
import type { FacilityKind, Profile } from '../../profiles/profile.ts'
import type { Facility as Table } from '../platform/schema.ts'
import type { Confirmed, ConfirmedAs } from './freshness.ts'

/** Values of the kind's own fields by id. */
export type FieldValues = Record<string, number | boolean | string | string[]>

/** The extension behind a phone, by the phone; null where no phone has one. */
export type Extensions = Record<string, string> | null

/** A facility as the database holds it, with the name of its agency; without what only timers note. */
export type FacilityRow = Omit<
  Selectable<Table>,
  'confirmed' | 'values' | 'extensions' | 'position' | 'volunteers_asked_at'
> & {
  confirmed: Confirmed
  values: FieldValues
  extensions: Extensions
  agency: string | null
}

/** What a step makes of the row: columns and their new values. */
export type FacilityChange = Partial<
  Omit<FacilityRow, 'province_code' | 'id' | 'agency' | 'made_at' | 'made_by' | 'changed_at'>
>

/** Who did something, and as what; nobody: what time or the public brought. */
export type By = { accountId: string | null; as: ConfirmedAs | null }

/** What stands in the history of a facility. */
export type FacilityEvent = { kind: string; by: By; reason?: string | null }

/** Places or stock given or taken; a count is written by itself wherever what is left is told anew. */
export type Movement = { id: string; kind: 'in' | 'out'; amount: number }

/** The kind of a facility, which the profile knows: rows of kinds it does not know are not written. */
export function kindOf(profile: Profile, id: string): FacilityKind {
  const kind = profile.facilityKinds.find((one) => one.kind === id)
  if (!kind) throw new Error(`the profile has no facilities of kind ${id}`)
  return kind
}
