import Type, { type Static } from 'typebox'
import { endpoint } from './endpoint.ts'
import {
  AreaCode,
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

/** A day of the calendar, 'YYYY-MM-DD', Asia/Bangkok. */
export const Day = Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' })
export const Wish = Type.Enum([
  'wants',
  'wants-home-area',
  'undecided',
  'does-not-want',
  'vaccinated',
  'recently-infected',
])
export type Wish = Static<typeof Wish>
export const IdentityKind = Type.Enum(['thai', 'non-thai', 'passport', 'pink-card', 'none'])
/** 8 digits a village, 6 where its number is not known. */
const HomeArea = Type.String({ pattern: '^[0-9]{6}([0-9]{2})?$' })
const Year = Type.Integer({ minimum: 1800, maximum: 2700 })
export const Dose = strict({
  /** null: not remembered */
  brand: nullable(ProfileId),
  on: nullable(Day),
  place: nullable(text(120)),
})

/**
 * What a household, a resident, a visit is told by. A mutation sets any of the fields; null empties one. Names of fields are
 * also the units of conflict; of `doses` each dose is one: `doses/1`.
 */
export const HouseholdSet = Type.Partial(
  strict({
    area: HomeArea,
    houseNo: nullable(text(40)),
    landmark: nullable(text(200)),
    /** [lon, lat] */
    point: nullable(Type.Tuple([Longitude, Latitude])),
    note: nullable(text(500)),
    notice: nullable(strict({ version: text(20), readAt: Time })),
  }),
)
export const ResidentSet = Type.Partial(
  strict({
    household: Id,
    name: nullable(text(120)),
    /** `number` only when it is told anew; with kind 'none' there is none */
    identity: nullable(strict({ kind: IdentityKind, number: nullable(Type.String({ maxLength: 40 })) })),
    /** พ.ศ. or ค.ศ. */
    birthYear: nullable(Year),
    sex: nullable(Type.Enum(['female', 'male', 'other'])),
    nationality: nullable(Type.String({ pattern: '^[A-Z]{2}$' })),
    phone: nullable(PhoneInput),
    tags: Type.Array(ProfileId, { maxItems: 20, uniqueItems: true }),
    wish: nullable(Wish),
    reasons: Type.Array(ProfileId, { maxItems: 20, uniqueItems: true }),
    /** true: asked, and none were given; null: not asked. A dose that is known says more than this. */
    noDoses: nullable(Type.Literal(true)),
    /** only the doses that are told; null: there was no such dose */
    doses: Type.Record(Type.String({ pattern: '^[1-9]$' }), nullable(Dose), { additionalProperties: false }),
    infectedMonth: nullable(Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$' })),
    nextVisitOn: nullable(Day),
    note: nullable(text(500)),
    /** no longer lives here; `to`: the area gone to */
    gone: nullable(strict({ how: Type.Enum(['moved', 'died']), to: nullable(AreaCode) })),
  }),
)
export const VisitSet = Type.Partial(
  strict({
    resident: Id,
    at: Time,
    way: Type.Enum(['home', 'phone', 'elsewhere']),
    said: nullable(text(1000)),
    wishBefore: nullable(Wish),
    wishAfter: nullable(Wish),
    reasons: Type.Array(ProfileId, { maxItems: 20, uniqueItems: true }),
    nextVisitOn: nullable(Day),
  }),
)
export type HouseholdSet = Static<typeof HouseholdSet>
export type ResidentSet = Static<typeof ResidentSet>
export type VisitSet = Static<typeof VisitSet>

export const RecordKind = Type.Enum(['household', 'resident', 'visit'])
const FieldName = Type.String({ pattern: '^[a-zA-Z]{1,20}(/[1-9])?$' })
/** A field about which two said different things: hard ones stand as they were first said until a coordinator chooses. */
const OpenConflict = Type.Object({ id: Id, field: FieldName, hard: Type.Boolean() })

const recordOf = { id: Id, seq: Type.Integer(), changedAt: Time, conflicts: Type.Array(OpenConflict) }
export const Household = Type.Object({
  ...recordOf,
  kind: Type.Literal('household'),
  area: HomeArea,
  houseNo: nullable(Type.String()),
  landmark: nullable(Type.String()),
  point: nullable(Type.Tuple([Longitude, Latitude])),
  note: nullable(Type.String()),
  notice: nullable(Type.Object({ version: Type.String(), readAt: Time })),
})
export const Resident = Type.Object({
  ...recordOf,
  kind: Type.Literal('resident'),
  household: Id,
  area: HomeArea,
  name: nullable(Type.String()),
  /** the number is always masked, such as 1-2345-xxxxx-x1-2 */
  identity: nullable(Type.Object({ kind: IdentityKind, masked: nullable(Type.String()) })),
  /** ค.ศ. */
  birthYear: nullable(Type.Integer()),
  sex: nullable(Type.String()),
  nationality: nullable(Type.String()),
  phone: nullable(Type.String()),
  /** those that follow from the age among them */
  tags: Type.Array(Type.String()),
  wish: nullable(Wish),
  reasons: Type.Array(Type.String()),
  doses: Type.Record(Type.String(), Dose),
  /** true: asked, and none were given; null while `doses` is empty: nobody has asked */
  noDoses: nullable(Type.Literal(true)),
  infectedMonth: nullable(Type.String()),
  nextVisitOn: nullable(Day),
  note: nullable(Type.String()),
  gone: nullable(Type.Object({ how: Type.Enum(['moved', 'died']), to: nullable(AreaCode) })),
  visits: Type.Integer(),
  lastVisitAt: nullable(Time),
  /** the running or last appointment */
  appointment: nullable(
    Type.Object({
      id: Id,
      facility: Type.String(),
      at: Time,
      /** null: not known, because nobody has asked how many there were */
      dose: nullable(Type.Integer()),
      state: Type.Enum(['booked', 'came', 'missed', 'cancelled']),
    }),
  ),
  /** the last help asked for, and what came of it (null: still open) */
  help: nullable(
    Type.Object({ number: Type.String(), need: Type.String(), outcome: nullable(Type.String()) }),
  ),
})
export const Visit = Type.Object({
  ...recordOf,
  kind: Type.Literal('visit'),
  resident: Id,
  at: Time,
  way: Type.Enum(['home', 'phone', 'elsewhere']),
  said: nullable(Type.String()),
  wishBefore: nullable(Wish),
  wishAfter: nullable(Wish),
  reasons: Type.Array(Type.String()),
  nextVisitOn: nullable(Day),
  number: Type.Integer(),
  /** the public code of who visited, such as 0142 */
  by: Type.String(),
})
export type Household = Static<typeof Household>
export type Resident = Static<typeof Resident>
export type Visit = Static<typeof Visit>
export type RegisterRecord = Household | Resident | Visit

/** The number of a change, in the order they were written; 0 before the first. */
const ChangeNumber = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })

/**
 * One change made on a phone. `n` counts the device's own changes, so that their order survives any order of arrival; `base` is
 * the `seq` of the record the change was made on, 0 for a new one. `at` is the phone's clock: shown, never used for order.
 */
export const Mutation = strict({
  id: Id,
  n: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
  kind: RecordKind,
  record: Id,
  base: ChangeNumber,
  at: Time,
  /** fields of HouseholdSet, ResidentSet or VisitSet; read one by one on the server, so that one wrong record stops no other */
  set: Type.Optional(Type.Record(Type.String({ pattern: '^[a-zA-Z]{1,20}$' }), Type.Unknown())),
  delete: Type.Optional(Type.Literal(true)),
})
export type Mutation = Static<typeof Mutation>

/**
 * The server's own answer to one mutation. `done`: written whole. `conflict`: written, but a field waits for a choice or
 * was written over another's word. `refused`: not written, it will not be until it is mended. `later`: what it belongs to is
 * not here yet, send it again. All but the last two are acknowledged: kept for good.
 */
export const Receipt = Type.Object({
  mutation: Id,
  result: Type.Enum(['done', 'conflict', 'refused', 'later']),
  /** such as R-4471-02; null when not written */
  receipt: nullable(Type.String()),
  /** the record's change number now */
  seq: nullable(Type.Integer()),
  conflicts: Type.Array(OpenConflict),
  /** why it was refused: a code of the problems, and which fields */
  code: nullable(Type.String()),
  errors: Type.Array(Type.Object({ path: Type.String(), code: Type.String() })),
  /** the identity number is another resident's: where; name masked and id null outside the own areas */
  exists: nullable(
    Type.Object({ area: Type.String(), name: nullable(Type.String()), resident: nullable(Id) }),
  ),
})
export type Receipt = Static<typeof Receipt>

export const pullRegister = endpoint({
  method: 'GET',
  path: '/register/sync',
  access: 'data-volunteer',
  summary: 'What has changed in a subdistrict since a change number; 0 or nothing for all of it',
  query: strict({
    area: SubdistrictCode,
    device: Id,
    since: Type.Optional(ChangeNumber),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  }),
  reply: Type.Object({
    items: Type.Array(Type.Union([Household, Resident, Visit])),
    gone: Type.Array(
      Type.Object({
        kind: RecordKind,
        id: Id,
        seq: Type.Integer(),
        why: Type.Enum(['deleted', 'moved', 'merged', 'erased']),
      }),
    ),
    /** pass as `since` next time; records and `gone` come in the order of their `seq` */
    next: Type.Integer(),
    more: Type.Boolean(),
    serverTime: Time,
  }),
  personal: 'register-read',
})
export const pushRegister = endpoint({
  method: 'POST',
  path: '/register/sync',
  access: 'data-volunteer',
  summary: 'Changes made on a phone, in any order, repeated safely; a receipt for each',
  body: strict({
    device: Id,
    mutations: Type.Array(Mutation, { minItems: 1, maxItems: 50 }),
  }),
  reply: Type.Object({ receipts: Type.Array(Receipt), serverTime: Time }),
})

export const reportDevice = endpoint({
  method: 'POST',
  path: '/register/devices',
  access: 'data-volunteer',
  summary: 'A phone tells that it keeps a part of the register, and how it is; answers whether it still may',
  body: strict({
    id: Id,
    appVersion: text(40),
    areas: Type.Array(SubdistrictCode, { maxItems: 50, uniqueItems: true }),
    waiting: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
    waitingSince: nullable(Time),
    /** the phone's clock */
    clock: Time,
  }),
  reply: Type.Object({
    serverTime: Time,
    /** areas it may no longer keep, and must forget */
    forget: Type.Array(SubdistrictCode),
    /** everything must be forgotten: revoked by a coordinator */
    wipe: Type.Boolean(),
  }),
})
export const openDevice = endpoint({
  method: 'POST',
  path: '/register/devices/:id/key',
  access: 'data-volunteer',
  summary:
    'The key that opens what this phone keeps, of a session that has signed in just now (else `sign-in-again`)',
  params: strict({ id: Id }),
  body: strict({}),
  /** 32 bytes, base64url: the same for this account and device each time */
  reply: Type.Object({ key: Type.String() }),
})

const one = strict({ id: Id })
export const findResidents = endpoint({
  method: 'POST',
  path: '/register/find',
  access: 'data-volunteer',
  summary:
    'Find by identity number, or by name and house number within the own areas; in the body, since addresses are kept in logs',
  body: strict({
    identity: Type.Optional(Type.String({ minLength: 4, maxLength: 40 })),
    words: Type.Optional(text(80)),
    area: Type.Optional(AreaCode),
  }),
  reply: Type.Object({
    items: Type.Array(Resident),
    /** the number is held by somebody outside the own areas: where, with the name masked */
    elsewhere: nullable(Type.Object({ area: Type.String(), name: Type.String() })),
  }),
  personal: 'register-find',
})
export const listResidents = endpoint({
  method: 'GET',
  path: '/register/residents',
  access: 'data-volunteer',
  summary: 'Residents of an area within the own ones, page by page, narrowed by what is known of them',
  query: strict({
    area: Type.Optional(Type.String({ pattern: '^([0-9]{2}){0,4}$' })),
    wish: Type.Optional(Type.Enum([...Wish.enum, 'not-asked'])),
    reason: Type.Optional(ProfileId),
    tag: Type.Optional(ProfileId),
    doses: Type.Optional(Type.Enum(['not-asked', 'none', 'some', 'enough'])),
    /** what a figure counts: opened from it */
    measure: Type.Optional(Type.String({ pattern: '^[a-z0-9:-]{1,80}$' })),
    ...pageQuery,
  }),
  reply: page(Resident),
  personal: 'register-read',
})
export const readResident = endpoint({
  method: 'GET',
  path: '/register/residents/:id',
  access: 'data-volunteer',
  summary: 'A resident with household, visits, history and what waits',
  params: one,
  reply: Type.Object({
    resident: Resident,
    household: Household,
    visits: Type.Array(Visit),
    history: Type.Array(
      Type.Object({
        at: Time,
        action: Type.String(),
        by: Type.String(),
        changes: Type.Array(
          Type.Object({ field: Type.String(), before: Type.String(), after: Type.String() }),
        ),
      }),
    ),
  }),
  personal: 'register-read',
})
export const addVisit = endpoint({
  method: 'POST',
  path: '/register/residents/:id/visits',
  access: 'data-volunteer',
  summary: 'A visit told from a page that is online; wish and next visit go over to the resident',
  params: one,
  body: strict({
    visit: Id,
    device: Id,
    at: Time,
    way: Type.Enum(['home', 'phone', 'elsewhere']),
    said: Type.Optional(text(1000)),
    wishAfter: Type.Optional(Wish),
    reasons: Type.Optional(Type.Array(ProfileId, { maxItems: 20, uniqueItems: true })),
    nextVisitOn: Type.Optional(Day),
  }),
  reply: Visit,
  status: 201,
})
export const revealIdentity = endpoint({
  method: 'POST',
  path: '/register/residents/:id/reveal-identity',
  access: 'data-volunteer',
  summary: 'The full identity number, with a reason; written into the audit record and the history',
  params: one,
  body: strict({ reason: text(200) }),
  reply: Type.Object({ kind: IdentityKind, number: Type.String() }),
  personal: 'register/reveal-identity',
})
export const requestHelp = endpoint({
  method: 'POST',
  path: '/register/residents/:id/request-help',
  access: 'data-volunteer',
  summary:
    'Ask for a home visit or transport for a resident who cannot get there; what comes of it stands at the resident',
  params: one,
  body: strict({
    /** of the help request */
    request: Id,
    help: Type.Enum(['home-visit', 'transport']),
    note: Type.Optional(text(300)),
  }),
  reply: Type.Object({ number: Type.String() }),
  status: 201,
})
