import type { Facility, FacilityListed } from '../../contract/facilities.ts'

/** A facility from a list, or whole: what only the sheet tells may be missing. */
export type Shown = FacilityListed & Partial<Facility>
/** A facility as this phone saw it. */
export type Seen = { facility: Shown; seenAt: string }
export type Point = { lon: number; lat: number }

const EARTH_METRES = 6_371_000
const HOUR_MS = 3_600_000
/** The spans of opening are told for eight days; on the last of them, only what is left of it when it was seen. */
const HOURS_KNOWN_MS = 7 * 24 * HOUR_MS

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
