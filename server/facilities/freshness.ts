import type { FacilityKind } from '../../profiles/profile.ts'

/** As whom somebody confirmed. */
export type ConfirmedAs = 'keeper' | 'coordinator' | 'volunteer' | 'import'
/**
 * What ages and is told of a facility → when (ISO 8601) and as whom it was last confirmed. Ids: `state`, `hours`, `room`,
 * and the kind's ageing fields; `state` is always there.
 */
export type Confirmed = Record<string, { at: string; as: ConfirmedAs }>

const HOUR_MS = 3_600_000

/** Hours after which something unconfirmed is old information; null: it does not age. */
export function hoursToStale(kind: FacilityKind, id: string): number | null {
  if (id === 'state' || id === 'hours') return kind.staleAfterHours
  if (id === 'room') return kind.room?.staleAfterHours ?? null
  return kind.fields.find((field) => field.id === id)?.staleAfterHours ?? null
}

/** When what was confirmed at `at` goes stale; null: it does not age. */
export function staleFrom(kind: FacilityKind, id: string, at: Date): Date | null {
  const hours = hoursToStale(kind, id)
  return hours === null ? null : new Date(at.getTime() + hours * HOUR_MS)
}

/** The columns that follow from what is confirmed: the oldest of it, as whom, and when the first of it goes stale. */
export function staleTimes(kind: FacilityKind, confirmed: Confirmed) {
  const all = Object.entries(confirmed).flatMap(([id, { at, as }]) => {
    const stale = staleFrom(kind, id, new Date(at))
    return stale ? [{ id, at: new Date(at), as, stale }] : []
  })
  const [oldest] = all.toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const [first] = all.toSorted((a, b) => a.stale.getTime() - b.stale.getTime())
  const state = all.find(({ id }) => id === 'state')
  if (!oldest || !first || !state) throw new Error('the state of a facility is always confirmed by somebody')
  return {
    confirmed_at: oldest.at,
    confirmed_as: oldest.as,
    stale_at: first.stale,
    state_stale_at: state.stale,
    room_stale_at: all.find(({ id }) => id === 'room')?.stale ?? null,
  }
}

/** `ageing` from half of its time on; `stale` from `staleAt` on. What does not age is fresh. */
export function freshnessOf(
  confirmedAt: Date,
  staleAt: Date | null,
  now: Date,
): 'fresh' | 'ageing' | 'stale' {
  if (staleAt === null) return 'fresh'
  if (now >= staleAt) return 'stale'
  const half = (confirmedAt.getTime() + staleAt.getTime()) / 2
  return now.getTime() >= half ? 'ageing' : 'fresh'
}

type Told = { hours: string | null; room_free: number | null; room_total: number | null; values: object }

/** What ages of all that is told of a facility. */
export function ageingOf(kind: FacilityKind, told: Told): string[] {
  const counted = kind.room !== undefined && (told.room_free !== null || told.room_total !== null)
  const fields = Object.keys(told.values).filter((id) => hoursToStale(kind, id) !== null)
  return ['state', ...(told.hours === null ? [] : ['hours']), ...(counted ? ['room'] : []), ...fields]
}
