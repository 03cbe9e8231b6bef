import { facilityAt, metresBetween, type Point, type Seen, type Shown } from './kept-facilities.ts'

/** What is looked for; left out is anything. */
type Wanted = {
  kind?: string | undefined
  /** what must be told of it: ids of the profile's `facilityAdmits` */
  fits?: readonly string[] | undefined
  open?: boolean | undefined
  room?: boolean | undefined
  fresh?: boolean | undefined
  area?: string | undefined
}

/** Old information stands below what is fresh and no farther than this beyond it. */
const STALE_BEHIND_METRES = 5_000
/** A way that people drive for a place when it matters: as far as the server looks. */
const FARTHEST_METRES = 100_000

/** Can it take someone now? Where its kind counts nothing, open is enough; what is left and was not told is not assumed. */
const takesNow = ({ status, room }: Shown): boolean =>
  status === 'open' && (room === null || (room.free ?? 0) > 0)

const isWanted = (facility: Shown, wanted: Wanted): boolean =>
  facility.status !== 'gone' &&
  (!wanted.kind || facility.kind === wanted.kind) &&
  (!wanted.area || facility.areaCode.startsWith(wanted.area)) &&
  (!wanted.open || facility.status === 'open') &&
  (!wanted.room || takesNow(facility)) &&
  (!wanted.fresh || facility.freshness !== 'stale') &&
  (wanted.fits ?? []).every((one) => facility.admits.includes(one))

const distanceOf = ({ distanceMetres }: Shown): number => distanceMetres ?? Number.POSITIVE_INFINITY

/** Who takes people now first, then by distance; old information never above what is known within 5 km of it. */
export function inOrder(one: Shown, other: Shown): number {
  const rank = ({ status }: Shown) => (status === 'open' ? 0 : 1)
  const reach = (facility: Shown) =>
    distanceOf(facility) + (facility.status === 'unknown' ? STALE_BEHIND_METRES : 0)
  const near = reach(one) - reach(other)
  return (
    rank(one) - rank(other) ||
    (Number.isNaN(near) ? 0 : near) ||
    one.name.th.localeCompare(other.name.th, 'th')
  )
}

type Here = { place: Point | undefined; now: Date }

const placed = (seen: readonly Seen[], { place, now }: Here): Shown[] =>
  seen.map((one) => ({
    ...facilityAt(one, now),
    ...(place && { distanceMetres: metresBetween(place, one.facility) }),
  }))

/** The list a phone without signal can show of what it has seen. */
export const listKept = (seen: readonly Seen[], wanted: Wanted, here: Here): Shown[] =>
  placed(seen, here)
    .filter((facility) => isWanted(facility, wanted))
    .toSorted(inOrder)

export type Nearest = {
  items: Shown[]
  nothingBecause: { closed: number; full: number; stale: number; unfit: number; ask: Shown | null } | null
}

/** The nearest of a kind that can take someone now; else why there is none, and which may be called all the same. */
export function nearestKept(
  seen: readonly Seen[],
  { kind, fits }: { kind: string; fits: readonly string[] },
  here: Here,
): Nearest {
  const near = placed(seen, here)
    .filter((facility) => isWanted(facility, { kind }) && !(distanceOf(facility) > FARTHEST_METRES))
    .toSorted((one, other) => distanceOf(one) - distanceOf(other))
  const items = near.filter((facility) => whyNot(facility, fits) === undefined)
  return { items, nothingBecause: items.length > 0 ? null : nothingBecause(near, fits) }
}

type Reason = 'closed' | 'full' | 'stale' | 'unfit'

function nothingBecause(near: readonly Shown[], fits: readonly string[]): Nearest['nothingBecause'] {
  const reasons = near.map((facility) => ({ facility, why: whyNot(facility, fits) }))
  const count = (reason: Reason) => reasons.filter(({ why }) => why === reason).length
  const first = (...worth: Reason[]) =>
    reasons.find(({ facility, why }) => why && worth.includes(why) && facility.phones.length > 0)?.facility
  return {
    ...{ closed: count('closed'), full: count('full'), stale: count('stale'), unfit: count('unfit') },
    ask: first('stale', 'unfit') ?? first('full') ?? null,
  }
}

/** The first reason why it cannot take whom it should; undefined when it can. The rule of server/facilities/find/nearest.ts. */
function whyNot({ status, room, admits }: Shown, fits: readonly string[]): Reason | undefined {
  if (status === 'closed' || status === 'gone') return 'closed'
  if (status === 'full') return 'full'
  if (status === 'unknown' || room?.free === null) return 'stale'
  return fits.every((one) => admits.includes(one)) ? undefined : 'unfit'
}
