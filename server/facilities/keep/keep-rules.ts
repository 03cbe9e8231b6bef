import type { FacilityKind } from '../../../profiles/profile.ts'
import { refuse } from '../../platform/problem.ts'
import type { FacilityChange, FacilityRow, FieldValues } from '../facility.ts'
import { ageingOf, type Confirmed, type ConfirmedAs, staleTimes } from '../freshness.ts'
import type { ReadFacility } from './read-facility.ts'
import type { ReadValues } from './read-values.ts'

const YEAR_MS = 366 * 24 * 3_600_000
/** Where nobody has told how much there is room for. */
const MOST_ROOM = 1_000_000

/** Who keeps it true, and when. */
export type Doing = { kind: FacilityKind; as: ConfirmedAs; now: Date }

type Room = Pick<FacilityRow, 'state' | 'room_free' | 'room_total'>
type TellsRoom = { free?: number | null | undefined; total?: number | null | undefined }

/** What there is room for once something new is told; full is none free, and open again is nobody knows how many. */
export function roomAfter(
  before: Room,
  told: TellsRoom & { state?: FacilityRow['state'] | undefined },
): Room {
  const state = told.state ?? before.state
  const room_total = told.total === undefined ? before.room_total : told.total
  const reopened = before.state !== 'open' && state === 'open'
  const left = told.free === undefined ? (reopened ? null : before.room_free) : told.free
  const counted = left !== null || room_total !== null
  const room_free = state === 'full' && counted ? 0 : left
  if (room_free !== null && room_total !== null && room_free > room_total)
    refuse('invalid-input', [{ path: '/free', code: 'out-of-range' }])
  return { state, room_total, room_free }
}

type Told = { hours: string | null; room_free: number | null; room_total: number | null; values: FieldValues }

/** The columns of confirmation: `ids` (null: everything) are confirmed now, and whatever is told for the first time. */
export function confirming(
  { kind, as, now }: Doing,
  told: Told,
  { before, ids }: { before: Confirmed; ids: readonly string[] | null },
) {
  const confirmed = Object.fromEntries(
    ageingOf(kind, told).map((id) => {
      const earlier = ids === null || ids.includes(id) ? undefined : before[id]
      return [id, earlier ?? { at: now.toISOString(), as }]
    }),
  )
  const times = staleTimes(kind, confirmed)
  // the next silence is counted from its own beginning
  return { confirmed, ...times, ...(times.stale_at > now && { nudged_at: null }) }
}

const withValues = (before: FieldValues, { told, gone }: ReadValues): FieldValues =>
  Object.fromEntries(Object.entries({ ...before, ...told }).filter(([id]) => !gone.includes(id)))

/** What a new facility is: everything told of it is confirmed now. */
export function proposed(input: ReadFacility, doing: Doing) {
  const none: Room = { state: input.state ?? 'open', room_free: null, room_total: null }
  const told = {
    ...input.columns,
    ...roomAfter(none, { ...input.room, state: input.state }),
    values: input.values.told,
  }
  return { ...told, ...confirming(doing, told, { before: {}, ids: null }) }
}

/** What a facility becomes by a change; what it tells of anew is confirmed now. A refused proposal is proposed again. */
export function changed(row: FacilityRow, input: ReadFacility, doing: Doing): FacilityChange {
  const { kind } = doing
  const kept = Object.entries(row.values).filter(([id]) => kind.fields.some((field) => field.id === id))
  const counted = kind.room ? row : { ...row, room_free: null, room_total: null }
  const told = {
    ...input.columns,
    ...roomAfter(counted, { ...input.room, state: input.state }),
    values: withValues(Object.fromEntries(kept), input.values),
  }
  const ids = [
    ...(input.state ? ['state'] : []),
    ...(input.room || input.state === 'full' ? ['room'] : []),
    ...['hours', ...Object.keys(input.values.told)],
  ]
  return {
    ...told,
    ...confirming(doing, told, { before: row.confirmed, ids }),
    ...(row.verification === 'refused' && { verification: 'proposed', refused_reason: null }),
  }
}

/** Everything published is still right. */
export const confirmed = (row: FacilityRow, doing: Doing): FacilityChange =>
  confirming(doing, row, { before: row.confirmed, ids: null })

/** When it takes people again: within a year; a moment that is past tells nothing. */
function readReopening(text: string, now: Date): Date | null {
  const at = new Date(text)
  if (at.getTime() - now.getTime() > YEAR_MS)
    refuse('invalid-input', [{ path: '/reopensAt', code: 'out-of-range' }])
  return at > now ? at : null
}

export type HowItIs = TellsRoom & {
  state: FacilityRow['state']
  phones?: string[] | undefined
  extensions?: FacilityRow['extensions']
  values?: ReadValues | undefined
  reopensAt?: string | null | undefined
}

/** How it is now; what was not told anew is confirmed with it. */
export function told(row: FacilityRow, how: HowItIs, doing: Doing): FacilityChange {
  const room = roomAfter(row, how)
  const values = withValues(row.values, how.values ?? { told: {}, gone: [] })
  const reopens_at = how.state === 'open' || !how.reopensAt ? null : readReopening(how.reopensAt, doing.now)
  return {
    ...{ ...room, values, reopens_at },
    ...(how.phones && { phones: how.phones, extensions: how.extensions ?? null }),
    ...confirming(doing, { ...row, ...room, values }, { before: row.confirmed, ids: null }),
  }
}

export type Movement = { direction: 'in' | 'out'; amount: number }

/** Places or stock taken or given back: what is left is counted, never below none nor above all. */
export function moved(row: FacilityRow, { direction, amount }: Movement, doing: Doing): FacilityChange {
  if (row.room_free === null) refuse('invalid-input', [{ path: '/amount', code: 'out-of-range' }])
  const room_free = row.room_free + (direction === 'in' ? amount : -amount)
  if (room_free < 0) refuse('no-room')
  if (room_free > (row.room_total ?? MOST_ROOM))
    refuse('invalid-input', [{ path: '/amount', code: 'out-of-range' }])
  const state = row.state === 'full' && room_free > 0 ? 'open' : row.state
  const ids = state === row.state ? ['room'] : ['room', 'state']
  return { state, room_free, ...confirming(doing, { ...row, room_free }, { before: row.confirmed, ids }) }
}

/** Closed by those who went and looked: how much room it had says nothing any more. */
export function foundClosed(row: FacilityRow, doing: Doing): FacilityChange {
  const after = { ...row, room_free: null }
  const closed = confirming(doing, after, { before: row.confirmed, ids: null })
  return { state: 'closed', room_free: null, reopens_at: null, ...closed }
}

/** How long stock lasts when it is used as in the last `useHours` hours; null when none was, or nobody knows how much there is. */
export function hoursLeft(free: number | null, usedLately: number, useHours: number): number | null {
  if (free === null || usedLately <= 0) return null
  return free / (usedLately / useHours)
}
