import type { FacilityListed } from '../../../contract/facilities.ts'

/** Why a facility cannot take someone now: the first that holds. */
export type Hindrance = 'closed' | 'full' | 'stale' | 'unfit'

type Facing = Pick<FacilityListed, 'status' | 'room' | 'admits'>

/** Why not; null: it can, as far as is known. What is not told of a facility is not assumed. */
export function hindranceOf(facility: Facing, fits: readonly string[]): Hindrance | null {
  if (facility.status === 'closed' || facility.status === 'gone') return 'closed'
  if (facility.status === 'full') return 'full'
  if (facility.status === 'unknown' || facility.room?.free === null) return 'stale'
  return fits.every((id) => facility.admits.includes(id)) ? null : 'unfit'
}

/** Who a call may help with: old information and what was never told first, then one that was full when last heard of. */
const worthAsking: readonly Hindrance[][] = [['stale', 'unfit'], ['full']]

/** Why none of these can take someone, nearest first; `ask` is the nearest to be called all the same. */
export function nothingBecause<F extends Facing & Pick<FacilityListed, 'phones'>>(
  nearest: readonly F[],
  fits: readonly string[],
): Record<Hindrance, number> & { ask: F | null } {
  const found = nearest.map((facility) => ({ facility, why: hindranceOf(facility, fits) }))
  const count = (why: Hindrance) => found.filter((one) => one.why === why).length
  const ask = worthAsking
    .map((reasons) =>
      found.find(({ facility, why }) => why && reasons.includes(why) && facility.phones.length > 0),
    )
    .find((one) => one !== undefined)
  return {
    ...{ closed: count('closed'), full: count('full'), stale: count('stale'), unfit: count('unfit') },
    ask: ask?.facility ?? null,
  }
}

/** The nearest first. The index walks by degrees, in which a kilometre to the east is longer than one to the north. */
export const byDistance = (a: { distanceMetres?: number }, b: { distanceMetres?: number }): number =>
  (a.distanceMetres ?? 0) - (b.distanceMetres ?? 0)
