import type { FacilityKind } from '../../../profiles/profile.ts'
import type { Extensions, FacilityChange, FacilityRow, FieldValues } from '../facility.ts'
import { type Confirmed, staleTimes } from '../freshness.ts'

/** Of a telling in the history: what it was before, and after. */
export type Undoable = {
  state?: [string, string]
  free?: [number | null, number | null]
  total?: [number | null, number | null]
  reopensAt?: [string | null, string | null]
  phones?: [string[], string[]]
  extensions?: [Extensions, Extensions]
  values?: [FieldValues, FieldValues]
  confirmed?: [Confirmed, Confirmed]
}

/** What a facility was before a telling. */
export function undone(row: FacilityRow, changes: Undoable, kind: FacilityKind): FacilityChange {
  const { state, free, total, reopensAt, phones, extensions, values } = changes
  const [before] = changes.confirmed ?? [row.confirmed]
  return {
    ...(state && { state: state[0] }),
    ...(free && { room_free: free[0] }),
    ...(total && { room_total: total[0] }),
    ...(reopensAt && { reopens_at: reopensAt[0] === null ? null : new Date(reopensAt[0]) }),
    ...(phones && { phones: phones[0] }),
    ...(extensions && { extensions: extensions[0] }),
    ...(values && { values: values[0] }),
    ...{ confirmed: before, ...staleTimes(kind, before) },
  }
}
