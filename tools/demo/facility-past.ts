import { v7 as newId } from 'uuid'
import type { FacilityKind } from '../../profiles/profile.ts'
import type { Chance } from './chance.ts'
import type { FacilityPeople } from './facility-people.ts'
import { type Province, provinces } from './invented.ts'
import { type InventedFacility, inventFacility } from './invented-facility.ts'
import type { Town } from './life.ts'
import { type Person, Refused } from './person.ts'

const FACILITIES = 600
/** All has been told since the first case, and the last of it a little before the visitor comes. */
const OLDEST_HOURS = 94
const YOUNGEST_HOURS = 0.5
/** As many as one newcomer has waiting. */
const PROPOSALS_EACH = 3

/** Something that is done at a moment of the past. */
export type PastEvent = { hoursAgo: number; act(): Promise<unknown> }
type Facility = { body: InventedFacility; kind: FacilityKind; province: Province; keptBy: Person }

/** All that has happened to the facilities of a town, the oldest last: the past takes them from the end. */
export function facilityPast(town: Town): PastEvent[] {
  const told = Array.from({ length: FACILITIES }, (_, nth) => lifeOf(nth, town))
  const waiting = town.newcomers.flatMap((newcomer, i) =>
    Array.from({ length: PROPOSALS_EACH }, (_, nth) =>
      proposalBy(newcomer, FACILITIES + i * PROPOSALS_EACH + nth, town),
    ),
  )
  return [...told.flat(), ...waiting].toSorted((a, b) => a.hoursAgo - b.hoursAgo)
}

function lifeOf(nth: number, town: Town): PastEvent[] {
  const province = provinces[Math.floor(nth / town.profile.facilityKinds.length) % provinces.length] ?? '12'
  const { kind, body } = inventFacility(nth, province, town)
  const by = town.coordinators[province]
  const hoursAgo = hoursSinceTold(kind, town.chance)
  const propose = () => by.call('POST /facilities', { body })
  const facility = { body, kind, province, keptBy: keeperOf(body, province, town) }
  const later = storyOf(facility, town)
  const [first] = later.toSorted((a, b) => b.hoursAgo - a.hoursAgo)
  // nothing happens to it before it is there, nor at the same instant
  const from = Math.max(hoursAgo, (first?.hoursAgo ?? 0) + 1)
  return [{ hoursAgo: Math.min(from, OLDEST_HOURS), act: propose }, ...later]
}

/** Half of them lately, a quarter about to grow old, the others long ago. */
function hoursSinceTold(kind: FacilityKind, chance: Chance): number {
  const limit = Math.min(kind.staleAfterHours, kind.room?.staleAfterHours ?? Number.POSITIVE_INFINITY)
  const share = chance.of([0.45, 0.45, 0.95, 4])
  return Math.min(OLDEST_HOURS, YOUNGEST_HOURS + chance.number() * share * limit)
}

const keeperOf = (
  { agency }: InventedFacility,
  province: Province,
  { keepers, coordinators }: FacilityPeople,
) =>
  keepers.find((one) => one.province === province && one.agency === agency)?.person ?? coordinators[province]

/** What happened after it was told: to most, nothing. */
function storyOf(facility: Facility, town: Town): PastEvent[] {
  const { chance } = town
  const { body, kind } = facility
  if (body.state !== 'open') return []
  if (kind.room?.way === 'stock') return chance.percent(75) ? used(facility, chance, 3) : []
  const kinds = chance.between(1, 100)
  if (kinds <= 8) return [{ hoursAgo: chance.between(1, 16), act: () => confirm(facility) }]
  if (kinds <= 16) return used(facility, chance, 1)
  if (kinds <= 20) return remarks(facility, town, town.profile.facilityTerms.remarksToDoubt)
  if (kinds <= 24) return remarks(facility, town, 1)
  if (kinds <= 27) return [{ hoursAgo: chance.between(2, 60), act: () => closeForGood(facility) }]
  return []
}

const confirm = ({ body: { id }, keptBy }: Facility) =>
  allowed(keptBy.call('POST /facilities/:id/confirm', { params: { id } }))

const closeForGood = ({ body: { id }, keptBy }: Facility) =>
  keptBy.call('POST /facilities/:id/close', { params: { id }, body: { reason: 'เลิกให้บริการแล้ว' } })

/** Places or stock were taken, some times within the last day, by which it is known how long the rest lasts. */
function used({ body, keptBy }: Facility, chance: Chance, times: number): PastEvent[] {
  const free = body.room?.free ?? 0
  const most = Math.floor(free / (times + 1))
  if (most < 1) return []
  return Array.from({ length: times }, (_, nth) => ({
    hoursAgo: 1 + (nth + chance.number()) * (20 / times),
    act: () => {
      const moved = { id: newId(), direction: 'out', amount: chance.between(1, most) } as const
      return keptBy.call('POST /facilities/:id/movements', { params: body, body: moved })
    },
  }))
}

/** So many of the volunteers of the province found something else than is told. */
function remarks({ body, province }: Facility, { helpers, chance }: Town, many: number): PastEvent[] {
  const there = helpers.filter((helper) => helper.province === province)
  const first = chance.between(0, there.length - many)
  return there.slice(first, first + many).map(({ person }) => ({
    hoursAgo: chance.between(2, 10),
    act: async () => {
      await person.signIn()
      const says = chance.of(['closed', 'wrong', 'phone-wrong'] as const)
      const remark = { id: newId(), says, note: chance.of(['ไปแล้วไม่มีใครอยู่', 'โทรไม่ติดทั้งวัน', 'ย้ายไปที่อื่นแล้ว']) }
      await person.call('POST /facilities/:id/remarks', { params: body, body: remark })
    },
  }))
}

/** Known to nobody but its proposer and the coordinators of the area, who have not decided yet. */
function proposalBy({ person, province }: Town['newcomers'][number], nth: number, town: Town): PastEvent {
  const { agency: _, ...body } = inventFacility(nth, province, town).body
  const act = async () => {
    await person.signIn()
    await person.call('POST /facilities', { body })
  }
  return { hoursAgo: town.chance.between(1, 40), act }
}

/** Somebody may have come first: a no is no accident. */
export async function allowed(call: Promise<unknown>): Promise<void> {
  await call.catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error
  })
}
