import Type, { type Static } from 'typebox'
import { endpoint } from './endpoint.ts'
import { Facility, FacilityState } from './facilities.ts'
import {
  AreaPrefix,
  Done,
  Id,
  Latitude,
  Longitude,
  nullable,
  PhoneInput,
  ProfileId,
  page,
  pageQuery,
  SubdistrictCode,
  strict,
  Time,
  text,
} from './shapes.ts'

const Value = Type.Union([
  Type.Number(),
  Type.Boolean(),
  Type.String({ maxLength: 400 }),
  Type.Array(ProfileId, { maxItems: 30 }),
  Type.Null(),
])
/** Values of the kind's own fields by id; null takes one away. */
const Values = Type.Record(Type.String({ maxLength: 60 }), Value, { maxProperties: 40 })
const Amount = Type.Integer({ minimum: 0, maximum: 1_000_000 })
const one = strict({ id: Id })

/** What a facility is: all of it is written by a change. */
export const FacilityInput = strict({
  kind: ProfileId,
  name: strict({ th: text(150), en: Type.Optional(text(150)) }),
  areaCode: Type.Optional(SubdistrictCode),
  lon: Type.Optional(Longitude),
  lat: Type.Optional(Latitude),
  exactness: Type.Optional(Type.Enum(['gps', 'pin', 'area'])),
  address: Type.Optional(text(300)),
  phones: Type.Array(PhoneInput, { minItems: 1, maxItems: 5 }),
  /** opening_hours syntax, or the plain ways it is written in lists */
  hours: Type.Optional(text(300)),
  admits: Type.Optional(Type.Array(ProfileId, { maxItems: 30, uniqueItems: true })),
  cost: Type.Optional(text(150)),
  note: Type.Optional(text(500)),
  agency: Type.Optional(text(150)),
  ownCode: Type.Optional(text(60)),
  state: Type.Optional(FacilityState),
  room: Type.Optional(
    strict({ total: Type.Optional(nullable(Amount)), free: Type.Optional(nullable(Amount)) }),
  ),
  values: Type.Optional(Values),
})
export type FacilityInput = Static<typeof FacilityInput>

/** A facility as those who keep it see it. */
export const KeptFacility = Type.Object({
  ...Facility.properties,
  ownCode: nullable(Type.String()),
  state: FacilityState,
  verification: Type.Enum(['proposed', 'verified', 'refused']),
  refusedReason: nullable(Type.String()),
  /** what was counted last, old or not, with what is held; null: nothing is counted here */
  counted: nullable(Type.Object({ free: nullable(Type.Integer()), total: nullable(Type.Integer()) })),
  /** remarks that nobody has settled */
  remarks: Type.Integer(),
  /** may this caller verify it? */
  mayVerify: Type.Boolean(),
  madeAt: Time,
})
export type KeptFacility = Static<typeof KeptFacility>

export const proposeFacility = endpoint({
  method: 'POST',
  path: '/facilities',
  access: 'signed-in',
  summary:
    'Propose a facility; its proposer keeps it. Public once a coordinator of the area verifies it; theirs is at once',
  body: strict({ id: Id, ...FacilityInput.properties }),
  reply: KeptFacility,
  status: 201,
})
export const changeFacility = endpoint({
  method: 'PUT',
  path: '/facilities/:id',
  access: 'agency',
  summary: 'Write what a facility is; everything told counts as confirmed now',
  params: one,
  body: FacilityInput,
  reply: KeptFacility,
})
export const confirmFacility = endpoint({
  method: 'POST',
  path: '/facilities/:id/confirm',
  access: 'agency',
  summary: 'Say that what is published is still right',
  params: one,
  body: strict({}),
  reply: KeptFacility,
})
export const undoConfirmation = endpoint({
  method: 'POST',
  path: '/facilities/:id/undo',
  access: 'agency',
  summary: 'Take back the own last confirmation or count, within a minute',
  params: one,
  body: strict({}),
  reply: KeptFacility,
})
const HowItIs = strict({
  state: FacilityState,
  free: Type.Optional(Amount),
  total: Type.Optional(Amount),
  phones: Type.Optional(Type.Array(PhoneInput, { minItems: 1, maxItems: 5 })),
  values: Type.Optional(Values),
  reopensAt: Type.Optional(nullable(Time)),
})
export const tellFacility = endpoint({
  method: 'POST',
  path: '/facilities/:id/tell',
  access: 'agency',
  summary: 'Tell how it is now: state, free places, what ages; full sets the free places to none',
  params: one,
  body: HowItIs,
  reply: KeptFacility,
})
export const moveRoom = endpoint({
  method: 'POST',
  path: '/facilities/:id/movements',
  access: 'agency',
  summary:
    'Places taken (out) or given back (in), stock used (out) or filled (in); the same id again changes nothing',
  params: one,
  body: strict({
    id: Id,
    direction: Type.Enum(['in', 'out']),
    amount: Type.Integer({ minimum: 1, maximum: 100_000 }),
  }),
  reply: KeptFacility,
  status: 201,
})
const Hold = Type.Object({
  id: Id,
  amount: Type.Integer(),
  madeAt: Time,
  until: Time,
  byCode: Type.String(),
  mine: Type.Boolean(),
  ended: nullable(Type.Enum(['used', 'released', 'lapsed'])),
})
export const holdRoom = endpoint({
  method: 'POST',
  path: '/facilities/:id/holds',
  access: 'helper',
  summary: "Keep a place for someone on the way, for the profile's minutes; refused when there is no room",
  params: one,
  body: strict({ id: Id, amount: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })) }),
  reply: Hold,
  status: 201,
})
export const endHold = endpoint({
  method: 'POST',
  path: '/facilities/:id/holds/:holdId/end',
  access: 'signed-in',
  summary:
    'The place is used (it arrived) or no longer needed: by whoever held it, or who keeps the facility',
  params: strict({ id: Id, holdId: Id }),
  body: strict({ result: Type.Enum(['used', 'released']) }),
  reply: Hold,
})
export const listHolds = endpoint({
  method: 'GET',
  path: '/facilities/:id/holds',
  access: 'signed-in',
  summary: 'The open holds: all of them for who keeps the facility, else the own ones',
  params: one,
  reply: Type.Object({ items: Type.Array(Hold) }),
})
const FacilityEvent = Type.Object({
  id: Id,
  at: Time,
  kind: Type.String(),
  /** code of the account, or null for what time or the public brought */
  byCode: nullable(Type.String()),
  as: nullable(Type.String()),
  /** what became of what: field → [before, after] */
  changes: Type.Record(
    Type.String(),
    // serialised as any array: a tuple of anything is not understood
    Type.Unsafe<[before: unknown, after: unknown]>(Type.Array(Type.Unknown())),
  ),
  reason: nullable(Type.String()),
})
export const facilityHistory = endpoint({
  method: 'GET',
  path: '/facilities/:id/history',
  access: 'agency',
  summary: 'What has happened to it, newest first',
  params: one,
  query: strict({ ...pageQuery }),
  reply: page(FacilityEvent),
})
export const readKeptFacility = endpoint({
  method: 'GET',
  path: '/facilities/:id/kept',
  access: 'agency',
  summary: 'A facility as those who keep it see it',
  params: one,
  reply: KeptFacility,
})
export const myFacilities = endpoint({
  method: 'GET',
  path: '/facilities/mine',
  access: 'agency',
  summary: 'The facilities kept by grant, the longest unconfirmed first',
  query: strict({ ...pageQuery }),
  reply: page(KeptFacility),
})
export const verifyFacility = endpoint({
  method: 'POST',
  path: '/facilities/:id/verify',
  access: 'coordinator',
  summary: 'Accept a proposal of the own area: it is public from now on',
  params: one,
  body: strict({}),
  reply: KeptFacility,
})
export const refuseFacility = endpoint({
  method: 'POST',
  path: '/facilities/:id/refuse',
  access: 'coordinator',
  summary: 'Refuse a proposal of the own area',
  params: one,
  body: strict({ reason: text(300) }),
  reply: KeptFacility,
})
export const closeFacility = endpoint({
  method: 'POST',
  path: '/facilities/:id/close',
  access: 'agency',
  summary: 'Closed for good: off the map, its history stays',
  params: one,
  body: strict({ reason: text(300) }),
  reply: KeptFacility,
})
export const reopenFacility = endpoint({
  method: 'POST',
  path: '/facilities/:id/reopen',
  access: 'agency',
  summary: 'Open again after closing for good',
  params: one,
  body: strict({}),
  reply: KeptFacility,
})

/** The desk's queues. */
export const FacilityQueue = Type.Enum(['all', 'proposed', 'stale', 'doubted', 'remarked', 'gone'])
export const deskFacilities = endpoint({
  method: 'GET',
  path: '/facilities/desk',
  access: 'coordinator',
  summary:
    'The facilities of the own area by queue; `stale`: unconfirmed for so long that a coordinator must see it',
  query: strict({
    area: Type.Optional(AreaPrefix),
    queue: Type.Optional(FacilityQueue),
    kind: Type.Optional(ProfileId),
    q: Type.Optional(text(100)),
    ...pageQuery,
  }),
  reply: Type.Object({
    ...page(KeptFacility).properties,
    counts: Type.Record(FacilityQueue, Type.Integer()),
  }),
})
const Remark = Type.Object({
  id: Id,
  facilityId: Id,
  facilityName: Type.String(),
  kind: Type.String(),
  says: Type.String(),
  note: nullable(Type.String()),
  at: Time,
})
export const listRemarks = endpoint({
  method: 'GET',
  path: '/facilities/remarks',
  access: 'agency',
  summary: 'Remarks nobody has settled, on facilities one keeps or answers for, oldest first',
  query: strict({ facility: Type.Optional(Id), area: Type.Optional(AreaPrefix), ...pageQuery }),
  reply: page(Remark),
})
export const settleRemarks = endpoint({
  method: 'POST',
  path: '/facilities/:id/remarks/settle',
  access: 'agency',
  summary:
    'The remarks on a facility are looked into: mended, or it was right all along; the pin is no longer doubted',
  params: one,
  body: strict({ result: Type.Enum(['mended', 'was-right']) }),
  reply: KeptFacility,
})

/** A keeper's grant: over one facility, or over all of an agency. */
const Keeper = Type.Object({
  id: Id,
  facilityId: nullable(Id),
  agency: nullable(Type.String()),
  name: Type.String(),
  phoneMasked: Type.String(),
  taken: Type.Boolean(),
  startsAt: Time,
  endedAt: nullable(Time),
  /** who gave it answers for the place no more: it holds nothing until a coordinator keeps or ends it */
  waits: Type.Boolean(),
})
export const makeKeeper = endpoint({
  method: 'POST',
  path: '/keepers',
  access: 'coordinator',
  summary: 'Appoint who keeps a facility, or all facilities of an agency within the own area',
  body: strict({
    id: Id,
    facilityId: Type.Optional(Id),
    agency: Type.Optional(text(150)),
    phone: PhoneInput,
    name: text(120),
  }),
  reply: Keeper,
  status: 201,
})
export const listKeepers = endpoint({
  method: 'GET',
  path: '/keepers',
  access: 'coordinator',
  summary: 'Who keeps the facilities of the own area, or one of them',
  query: strict({
    facility: Type.Optional(Id),
    area: Type.Optional(AreaPrefix),
    waits: Type.Optional(Type.Boolean()),
    ...pageQuery,
  }),
  reply: page(Keeper),
  personal: 'keepers-read',
})
export const endKeeper = endpoint({
  method: 'POST',
  path: '/keepers/:id/end',
  access: 'coordinator',
  summary: "End a keeper's grant within the own area",
  params: one,
  body: strict({}),
  reply: Keeper,
})
export const keepKeeper = endpoint({
  method: 'POST',
  path: '/keepers/:id/keep',
  access: 'coordinator',
  summary: "Give a keeper's grant that waits under the own name",
  params: one,
  body: strict({}),
  reply: Keeper,
})

const byKey = strict({ key: Type.String({ minLength: 20, maxLength: 100 }) })
/** What the link in a keeper's SMS opens: no more than the public knows, and the right to confirm. */
export const readNudge = endpoint({
  method: 'GET',
  path: '/nudges/:key',
  access: 'link-key',
  summary: 'The facility a keeper was asked about',
  params: byKey,
  reply: Type.Object({ facility: Facility, endsAt: Time, answered: Type.Boolean() }),
})
export const confirmByNudge = endpoint({
  method: 'POST',
  path: '/nudges/:key/confirm',
  access: 'link-key',
  summary: 'One tap: still right',
  params: byKey,
  body: strict({}),
  reply: Type.Object({ facility: Facility, endsAt: Time, answered: Type.Boolean() }),
})
export const tellByNudge = endpoint({
  method: 'POST',
  path: '/nudges/:key/tell',
  access: 'link-key',
  summary: 'Tell how it is now, without signing in',
  params: byKey,
  body: strict({ state: FacilityState, free: Type.Optional(Amount), total: Type.Optional(Amount) }),
  reply: Type.Object({ facility: Facility, endsAt: Time, answered: Type.Boolean() }),
})

export const facilitiesToCheck = endpoint({
  method: 'GET',
  path: '/facilities/to-check',
  access: 'volunteer',
  summary:
    'Facilities in the own areas whose keepers are silent, near a point first; each asked of one volunteer once a day',
  query: strict({ lon: Type.Optional(Longitude), lat: Type.Optional(Latitude) }),
  reply: Type.Object({ items: Type.Array(Facility) }),
})
export const checkFacility = endpoint({
  method: 'POST',
  path: '/facilities/:id/checks',
  access: 'volunteer',
  summary: 'What a volunteer found; two who agree change what the map says',
  params: one,
  body: strict({
    id: Id,
    answer: Type.Enum(['same', 'closed', 'differs', 'unknown']),
    note: Type.Optional(text(300)),
  }),
  reply: Done,
  status: 201,
})

const Holiday = Type.Object({
  date: Type.String({ format: 'date' }),
  name: Type.String(),
  /** '' the whole country, else a province */
  area: AreaPrefix,
  /** provinces where a holiday of the country is none */
  notIn: Type.Array(AreaPrefix),
})
export const listHolidays = endpoint({
  method: 'GET',
  path: '/holidays',
  access: 'anyone',
  summary: 'Public holidays of the country and its provinces, as opening hours count them',
  query: strict({ year: Type.Optional(Type.Integer({ minimum: 2020, maximum: 2100 })) }),
  reply: Type.Object({ items: Type.Array(Holiday) }),
})
export const addHoliday = endpoint({
  method: 'POST',
  path: '/holidays',
  access: 'coordinator',
  summary: 'Add a holiday: for the country by national, for a province by its coordinator',
  body: strict({ date: Type.String({ format: 'date' }), name: text(120), area: AreaPrefix }),
  reply: Holiday,
  status: 201,
})
export const removeHoliday = endpoint({
  method: 'POST',
  path: '/holidays/remove',
  access: 'coordinator',
  summary: 'That day is no holiday',
  body: strict({ date: Type.String({ format: 'date' }), area: AreaPrefix }),
  reply: Done,
})
