import type { Facility, FacilityListed } from '../../contract/facilities.ts'

/** A facility from a list, or whole: what only the sheet tells may be missing. */
export type Shown = FacilityListed & Partial<Facility>
/** A facility as this phone saw it. */
export type Seen = { facility: Shown; seenAt: string }
export type Point = { lon: number; lat: number }
/** What is looked for; left out is anything. */
export type Wanted = {
  kind?: string | undefined
  /** what must be told of it: ids of the profile's `facilityAdmits` */
  fits?: readonly string[] | undefined
  open?: boolean | undefined
  room?: boolean | undefined
  fresh?: boolean | undefined
  area?: string | undefined
}

const EARTH_METRES = 6_371_000
const HOUR_MS = 3_600_000
/** The spans of opening are told for eight days; on the last of them, only what is left of it when it was seen. */
const HOURS_KNOWN_MS = 7 * 24 * HOUR_MS
/** Old information stands below what is fresh and no farther than this beyond it. */
const STALE_BEHIND_METRES = 5_000
/** A way that people drive for a place when it matters: as far as the server looks. */
const FARTHEST_METRES = 100_000

/** As the crow flies. */
export function metresBetween(from: Point, to: Point): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const [north, east] = [radians(to.lat - from.lat), radians(to.lon - from.lon)]
  const half =
    Math.sin(north / 2) ** 2 +
    Math.cos(radians(from.lat)) * Math.cos(radians(to.lat)) * Math.sin(east / 2) ** 2
  return Math.round(2 * EARTH_METRES * Math.asin(Math.sqrt(half)))
}

/**
 * A facility seen earlier as it is at `now`, by the rules of the server: what has gone stale since reads so, the hours
 * open and close it, counted room counts while it is fresh. Where the phone cannot know, the status is unknown.
 */
export function facilityAt(seen: Seen, now: Date): Shown {
  const { facility } = seen
  const hours = hoursAt(seen, now)
  const room = facility.room && roomAt(facility.room, now)
  const told = { ...facility, ...aged(facility, now), hours, room }
  const status = statusAt(told, now)
  return { ...told, status: status === 'open' && hoursRanOut(seen, now) ? 'unknown' : status }
}

const hoursRanOut = ({ facility: { hours }, seenAt }: Seen, now: Date): boolean =>
  hours !== null && hours.openNow !== null && now.getTime() - Date.parse(seenAt) >= HOURS_KNOWN_MS

type Ageing = Pick<FacilityListed, 'confirmedAt' | 'freshness' | 'staleAt'>

function aged<A extends Ageing>(value: A, now: Date): A {
  const { confirmedAt, staleAt } = value
  if (staleAt === null) return value
  const [from, to] = [Date.parse(confirmedAt), Date.parse(staleAt)]
  const freshness = now.getTime() >= to ? 'stale' : now.getTime() >= (from + to) / 2 ? 'ageing' : 'fresh'
  return { ...value, freshness }
}

type Room = NonNullable<FacilityListed['room']>

function roomAt(room: Room, now: Date): Room {
  const told = aged(room, now)
  return told.freshness === 'stale' ? { ...told, free: null, hoursLeft: null } : told
}

function hoursAt(seen: Seen, now: Date): FacilityListed['hours'] {
  const { hours } = seen.facility
  if (!hours) return null
  const week = hours.week.filter(([, to]) => Date.parse(to) > now.getTime())
  if (hours.openNow === null || hoursRanOut(seen, now))
    return { ...hours, week, openNow: null, changesAt: null }
  const [first] = week
  const openNow = first !== undefined && Date.parse(first[0]) <= now.getTime()
  // what was open without a known end still is: its last span ends only where the days known end
  const endless = openNow && hours.openNow && hours.changesAt === null && first === hours.week[0]
  const changesAt = (openNow ? first?.[1] : first?.[0]) ?? null
  return { ...hours, week, openNow, changesAt: endless ? null : changesAt }
}

function statusAt(facility: Shown, now: Date): FacilityListed['status'] {
  const { status, state, stateStaleAt, hours, room } = facility
  if (status === 'gone') return 'gone'
  if (Date.parse(stateStaleAt) <= now.getTime()) return 'unknown'
  if (state !== 'open') return state
  if (hours?.openNow === false) return 'closed'
  return room?.free === 0 ? 'full' : 'open'
}

/** Can it take someone now, as far as is known? Where nothing is counted, open is enough. */
export const takesNow = ({ status, room }: Shown): boolean =>
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

/** The first reason why it cannot take whom it should; undefined when it can. The rule of server/facilities/nearest.ts. */
function whyNot({ status, room, admits }: Shown, fits: readonly string[]): Reason | undefined {
  if (status === 'closed' || status === 'gone') return 'closed'
  if (status === 'full') return 'full'
  if (status === 'unknown' || room?.free === null) return 'stale'
  return fits.every((one) => admits.includes(one)) ? undefined : 'unfit'
}
