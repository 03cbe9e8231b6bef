import Type, { type Static } from 'typebox'
import { endpoint } from './endpoint.ts'
import {
  AreaCode,
  AreaPrefix,
  Done,
  Id,
  Latitude,
  Longitude,
  nullable,
  ProfileId,
  page,
  pageQuery,
  strict,
  Time,
  text,
} from './shapes.ts'

/** What the keeper says of it. */
export const FacilityState = Type.Enum(['open', 'full', 'closed'])
/** What others are told: `unknown` once what the keeper said is too old; `gone` when it has closed for good. */
export const FacilityStatus = Type.Enum(['open', 'full', 'closed', 'unknown', 'gone'])
/** `ageing`: over half of its time; `stale`: over its limit, "old information". */
export const Freshness = Type.Enum(['fresh', 'ageing', 'stale'])
/** As whom somebody confirmed; never by name in public. */
export const ConfirmedBy = Type.Enum(['keeper', 'coordinator', 'volunteer', 'import'])
export const Kinds = Type.String({ pattern: '^[a-z0-9-]{1,60}(,[a-z0-9-]{1,60}){0,9}$' })
/** `100.506,13.912`: longitude, latitude */
export const Point = Type.String({ pattern: '^-?[0-9]{1,3}(\\.[0-9]{1,8})?,-?[0-9]{1,2}(\\.[0-9]{1,8})?$' })

const Confirmation = {
  confirmedAt: Time,
  confirmedBy: ConfirmedBy,
  freshness: Freshness,
  /** when it reads "old information" unless confirmed again; null: it does not age */
  staleAt: nullable(Time),
}
const Value = Type.Union([Type.Number(), Type.Boolean(), Type.String(), Type.Array(Type.String())])

/** Where, what, and whether it can take someone: enough for a list, a pin and a phone without signal. */
const listed = {
  id: Id,
  kind: Type.String(),
  name: Type.Object({ th: Type.String(), en: nullable(Type.String()) }),
  areaCode: AreaCode,
  lon: Longitude,
  lat: Latitude,
  /** E.164 or a short number such as 1669 */
  /** E.164, or short such as 1669 */
  phones: Type.Array(Type.String()),
  /** dialled behind one of the phones: "12", "1-4" */
  extensions: Type.Array(Type.Object({ phone: Type.String(), extension: Type.String() })),
  status: FacilityStatus,
  /** what the keeper says, and when that grows too old: a phone without signal works out `status` from them */
  state: FacilityState,
  stateStaleAt: Time,
  address: nullable(Type.String()),
  doubted: Type.Boolean(),
  ...Confirmation,
  /** null: nothing is counted in facilities of its kind */
  room: nullable(
    Type.Object({
      total: nullable(Type.Integer()),
      /** what is left beside what is held; null once stale, and where nobody has told it */
      free: nullable(Type.Integer()),
      held: Type.Integer(),
      /** stock: how long it lasts by its use; null when nothing was used, or for what is not stock */
      hoursLeft: nullable(Type.Number()),
      ...Confirmation,
    }),
  ),
  /** null: nobody has told the hours */
  hours: nullable(
    Type.Object({
      /** opening_hours syntax of OpenStreetMap */
      text: Type.String(),
      openNow: nullable(Type.Boolean()),
      changesAt: nullable(Time),
      /** when it is open from now on, for eight days: from, to */
      week: Type.Array(Type.Tuple([Time, Time])),
    }),
  ),
  /** ids of the profile's `facilityAdmits` */
  admits: Type.Array(Type.String()),
  cost: nullable(Type.String()),
  /** only where a place was asked near to: metres as the crow flies */
  distanceMetres: Type.Optional(Type.Integer()),
}
export const FacilityListed = Type.Object(listed)
/** All that the public may know of one facility. */
export const Facility = Type.Object({
  ...listed,
  exactness: Type.Enum(['gps', 'pin', 'area']),
  note: nullable(Type.String()),
  agency: nullable(Type.String()),
  reopensAt: nullable(Time),
  goneReason: nullable(Type.String()),
  /** the kind's own fields that are told, in the profile's order */
  values: Type.Array(Type.Object({ id: Type.String(), value: Value, ...Confirmation })),
})
export type FacilityListed = Static<typeof FacilityListed>
export type Facility = Static<typeof Facility>

const flag = Type.Optional(Type.Boolean())
const wanted = {
  kind: Type.Optional(Kinds),
  /** what the facility must be able to take: ids of the profile's `facilityAdmits` */
  fits: Type.Optional(Kinds),
}

export const listFacilities = endpoint({
  method: 'GET',
  path: '/facilities',
  access: 'anyone',
  purpose: 'look',
  summary:
    'Verified facilities, nearest first when `near` is given (lon,lat), else by name. `open`, `room`, `fresh`: only those',
  query: strict({
    ...wanted,
    area: Type.Optional(AreaPrefix),
    near: Type.Optional(Point),
    open: flag,
    room: flag,
    fresh: flag,
    q: Type.Optional(text(100)),
    ...pageQuery,
  }),
  reply: page(FacilityListed),
})
export const nearestFacilities = endpoint({
  method: 'GET',
  path: '/facilities/nearest',
  access: 'anyone',
  purpose: 'look',
  summary:
    'The nearest that can take someone now: open, with room, fresh and fitting; else why there is none',
  query: strict({ kind: ProfileId, near: Point, fits: Type.Optional(Kinds) }),
  reply: Type.Object({
    items: Type.Array(FacilityListed),
    /** of the nearest that cannot: each counted under the first reason that holds; null when there are items */
    nothingBecause: nullable(
      Type.Object({
        closed: Type.Integer(),
        full: Type.Integer(),
        stale: Type.Integer(),
        unfit: Type.Integer(),
        /** the nearest that may be called and asked all the same */
        ask: nullable(FacilityListed),
      }),
    ),
  }),
})
export const countFacilities = endpoint({
  method: 'GET',
  path: '/facilities/counts',
  access: 'anyone',
  purpose: 'look',
  summary: 'How many verified facilities of each kind, and how many of them are old information',
  cacheSeconds: 10,
  query: strict({ area: Type.Optional(AreaPrefix) }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        kind: Type.String(),
        count: Type.Integer(),
        stale: Type.Integer(),
        open: Type.Integer(),
      }),
    ),
    at: Time,
  }),
})
export const readFacility = endpoint({
  method: 'GET',
  path: '/facilities/:id',
  access: 'anyone',
  purpose: 'look',
  summary: 'A verified facility, one gone for good too',
  params: strict({ id: Id }),
  reply: Facility,
})
export const exportFacilities = endpoint({
  method: 'GET',
  path: '/export/:file',
  access: 'anyone',
  purpose: 'look',
  summary:
    'facilities.xlsx, .csv (with a row of HXL tags) or .geojson: verified facilities, in the columns an import takes',
  params: strict({ file: Type.Enum(['facilities.xlsx', 'facilities.csv', 'facilities.geojson']) }),
  query: strict({ kind: Type.Optional(Kinds), area: Type.Optional(AreaPrefix) }),
  reply: Type.Unknown(),
  media: 'application/octet-stream',
})
export const remarkOnFacility = endpoint({
  method: 'POST',
  path: '/facilities/:id/remarks',
  access: 'anyone',
  summary: 'Say that what is told is right, wrong, closed, open, or the number wrong: goes to who keeps it',
  params: strict({ id: Id }),
  body: strict({
    id: Id,
    says: Type.Enum(['right', 'wrong', 'closed', 'open', 'phone-wrong']),
    note: Type.Optional(text(300)),
    /** makes the word of somebody who is not signed in that of a person */
    phoneProof: Type.Optional(nullable(Type.String({ maxLength: 500 }))),
  }),
  reply: Done,
  status: 201,
})
