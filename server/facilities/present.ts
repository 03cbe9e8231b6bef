import type { Facility, FacilityListed } from '../../contract/facilities.ts'
import type { KeptFacility } from '../../contract/facility-keeping.ts'
import type { FacilityKind, Profile } from '../../profiles/profile.ts'
import type { ListedRow, SheetRow } from './facility-view.ts'
import type { ConfirmedAs } from './freshness.ts'
import { freshnessOf, staleFrom } from './freshness.ts'
import { hoursLeft } from './keep/keep-rules.ts'
import { publicText } from './public-text.ts'

/** In whose words, and at what moment. */
export type Telling = { profile: Profile; now: Date }
export type Status = FacilityListed['status']

type Standing = Pick<
  ListedRow,
  'gone_at' | 'state' | 'state_stale_at' | 'open_now' | 'room_free' | 'room_total' | 'room_stale_at' | 'held'
>

const isCounted = (row: Standing) => row.room_free !== null || row.room_total !== null
/** What is left beside what is held; null where nobody knows any more. */
const left = (row: Standing, now: Date): number | null =>
  row.room_free === null || row.room_stale_at === null || row.room_stale_at <= now
    ? null
    : Math.max(0, row.room_free - row.held)

/** What is told of a facility: what its keeper says, as long as that holds; `open` gives way to the hours and to the room. */
export function statusOf(row: Standing, now: Date): Status {
  if (row.gone_at) return 'gone'
  if (row.state_stale_at <= now) return 'unknown'
  if (row.state === 'open' && row.open_now === false) return 'closed'
  if (row.state === 'open' && left(row, now) === 0) return 'full'
  return row.state as Status
}

/** A facility in a list. */
export function presentListed(row: ListedRow, { profile, now }: Telling): FacilityListed {
  return {
    id: row.id,
    kind: row.kind,
    name: { th: row.name_th, en: row.name_en },
    areaCode: row.subdistrict_code,
    lon: row.lon,
    lat: row.lat,
    phones: row.phones,
    extensions: Object.entries(row.extensions ?? {}).map(([phone, extension]) => ({ phone, extension })),
    status: statusOf(row, now),
    state: row.state as KeptFacility['state'],
    stateStaleAt: row.state_stale_at.toISOString(),
    address: row.address,
    doubted: row.doubted_at !== null,
    ...confirmation({ at: row.confirmed_at, as: row.confirmed_as, stale: row.stale_at }, now),
    room: presentRoom(row, { profile, now }),
    hours: presentHours(row, now),
    admits: row.admits,
    cost: row.cost,
  }
}

/** All that the public may know of one facility. */
export function presentFacility(row: SheetRow, telling: Telling): Facility {
  return {
    ...presentListed(row, telling),
    exactness: row.exactness as Facility['exactness'],
    note: row.note,
    agency: row.agency,
    reopensAt: row.reopens_at?.toISOString() ?? null,
    goneReason: row.gone_at ? row.gone_reason : null,
    values: presentValues(row, telling),
  }
}

/** A facility as those who keep it see it; `remarks` nobody has settled, and may this caller verify it? */
export function presentKept(
  row: SheetRow,
  telling: Telling & { remarks: number; mayVerify: boolean },
): KeptFacility {
  const { remarks, mayVerify } = telling
  return {
    ...presentFacility(row, telling),
    ownCode: row.own_code,
    state: row.state as KeptFacility['state'],
    verification: row.verification as KeptFacility['verification'],
    refusedReason: row.refused_reason && publicText(row.refused_reason, row.phones),
    counted: isCounted(row) ? { free: row.room_free, total: row.room_total } : null,
    ...{ remarks, mayVerify },
    madeAt: row.made_at.toISOString(),
  }
}

type Confirmation = Pick<Facility, 'confirmedAt' | 'confirmedBy' | 'freshness' | 'staleAt'>

function confirmation(
  { at, as, stale }: { at: Date; as: string; stale: Date | null },
  now: Date,
): Confirmation {
  return {
    confirmedAt: at.toISOString(),
    confirmedBy: as as ConfirmedAs,
    freshness: freshnessOf(at, stale, now),
    staleAt: stale?.toISOString() ?? null,
  }
}

const kindIn = (profile: Profile, id: string): FacilityKind | undefined =>
  profile.facilityKinds.find(({ kind }) => kind === id)

/** Of what was never confirmed by itself, the facility's own confirmation speaks. */
const confirmedOf = (row: ListedRow, id: string) => {
  const own = row.confirmed[id]
  return own ? { at: new Date(own.at), as: own.as } : { at: row.confirmed_at, as: row.confirmed_as }
}

function presentRoom(row: ListedRow, { profile, now }: Telling): FacilityListed['room'] {
  const room = kindIn(profile, row.kind)?.room
  if (!room) return null
  const free = left(row, now)
  const lasts = room.way === 'stock' ? hoursLeft(free, row.used, profile.facilityTerms.useHours) : null
  return {
    total: row.room_total,
    free,
    held: row.held,
    hoursLeft: lasts === null ? null : Math.round(lasts * 10) / 10,
    // of what nobody has told yet, the facility's own confirmation speaks
    ...confirmation({ ...confirmedOf(row, 'room'), stale: row.room_stale_at ?? row.stale_at }, now),
  }
}

function presentHours(row: ListedRow, now: Date): FacilityListed['hours'] {
  if (row.hours === null) return null
  const at = now.toISOString()
  return {
    text: row.hours,
    openNow: row.open_now,
    changesAt: row.changes_at?.toISOString() ?? null,
    week: (row.week ?? []).filter(([, to]) => to > at),
  }
}

function presentValues(row: SheetRow, { profile, now }: Telling): Facility['values'] {
  const kind = kindIn(profile, row.kind)
  if (!kind) return []
  return kind.fields.flatMap(({ id }) => {
    const value = row.values[id]
    if (value === undefined) return []
    const { at, as } = confirmedOf(row, id)
    return [{ id, value, ...confirmation({ at, as, stale: staleFrom(kind, id, at) }, now) }]
  })
}
