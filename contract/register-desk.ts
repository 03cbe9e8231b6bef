import Type, { type Static } from 'typebox'
import { endpoint } from './endpoint.ts'
import { Day, Dose, RecordKind, Resident } from './register.ts'
import { AreaCode, AreaPrefix, Done, Id, nullable, page, pageQuery, strict, Time, text } from './shapes.ts'

const one = strict({ id: Id })
const area = Type.Optional(AreaPrefix)

/** A resident as lists of work show them, with where they live. */
const Listed = Type.Object({
  resident: Resident,
  houseNo: nullable(Type.String()),
  landmark: nullable(Type.String()),
  point: nullable(Type.Tuple([Type.Number(), Type.Number()])),
})
export const revisitList = endpoint({
  method: 'GET',
  path: '/register/lists/revisit',
  access: 'data-volunteer',
  summary:
    'Visits due up to a day, by day and then along the road: the nearest next, from a point if one is given',
  query: strict({
    area,
    until: Type.Optional(Day),
    from: Type.Optional(Type.String({ pattern: '^-?[0-9.]{1,20},-?[0-9.]{1,20}$' })),
    ...pageQuery,
  }),
  reply: page(Listed),
  personal: 'register-read',
})
export const wantsList = endpoint({
  method: 'GET',
  path: '/register/lists/wants',
  access: 'data-volunteer',
  summary: 'Who wants it and has no appointment, or is booked at a site',
  query: strict({ area, facility: Type.Optional(Id), on: Type.Optional(Day), ...pageQuery }),
  reply: page(Listed),
  personal: 'register-read',
})
export const cannotGetThereList = endpoint({
  method: 'GET',
  path: '/register/lists/cannot-get-there',
  access: 'data-volunteer',
  summary: 'Who cannot get there, with the help asked for and what came of it',
  query: strict({ area, ...pageQuery }),
  reply: page(Listed),
  personal: 'register-read',
})

/** Sites that give it, near an area, with how many are booked each day against what they give a day. */
export const registerSites = endpoint({
  method: 'GET',
  path: '/register/sites',
  access: 'data-volunteer',
  summary: 'Sites near an area with their capacity of a day and what is booked of it',
  query: strict({ area: AreaCode, on: Day }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        id: Id,
        name: Type.String(),
        metres: Type.Integer(),
        /** told by its keeper: places a day; null: not told */
        perDay: nullable(Type.Integer()),
        booked: Type.Integer(),
        openThen: nullable(Type.Boolean()),
        stale: Type.Boolean(),
      }),
    ),
  }),
})
const Appointment = Type.Object({
  id: Id,
  resident: Id,
  facility: Type.Object({ id: Id, name: Type.String() }),
  at: Time,
  /** null: not known, because nobody has asked how many there were */
  dose: nullable(Type.Integer()),
  state: Type.Enum(['booked', 'came', 'missed', 'cancelled']),
})
export const bookAppointment = endpoint({
  method: 'POST',
  path: '/register/residents/:id/appointments',
  access: 'data-volunteer',
  summary:
    'Book a resident at a site, at a time or on a day whose next free hour is given; refused when the day is full (`site-full`)',
  params: one,
  /** one of the two: `at`, or `on` to be given an hour of that day */
  body: strict({ appointment: Id, facility: Id, at: Type.Optional(Time), on: Type.Optional(Day) }),
  reply: Appointment,
  status: 201,
})
export const settleAppointment = endpoint({
  method: 'POST',
  path: '/register/appointments/:id/outcome',
  access: 'data-volunteer',
  summary: 'What came of an appointment; who came has one dose more',
  params: one,
  body: strict({ outcome: Type.Enum(['came', 'missed', 'cancelled']), dose: Type.Optional(Dose) }),
  reply: Appointment,
})

export const Conflict = Type.Object({
  id: Id,
  kind: RecordKind,
  record: Id,
  area: Type.String(),
  /** whose record: a name or a house number */
  title: Type.String(),
  field: Type.String(),
  hard: Type.Boolean(),
  /** as words, identity masked */
  standing: Type.Object({ value: Type.String(), by: nullable(Type.String()), at: nullable(Time) }),
  other: Type.Object({ value: Type.String(), by: nullable(Type.String()), at: Time }),
  settledAt: nullable(Time),
  choice: nullable(Type.Enum(['standing', 'other'])),
})
export type Conflict = Static<typeof Conflict>
export const listConflicts = endpoint({
  method: 'GET',
  path: '/register/conflicts',
  access: 'data-volunteer',
  summary: 'Fields about which two said different things, open ones first',
  query: strict({ area, settled: Type.Optional(Type.Boolean()), ...pageQuery }),
  reply: page(Conflict),
  personal: 'register-read',
})
export const settleConflict = endpoint({
  method: 'POST',
  path: '/register/conflicts/:id/settle',
  access: 'coordinator',
  summary: 'Choose which of the two stands',
  params: one,
  body: strict({ choice: Type.Enum(['standing', 'other']) }),
  reply: Conflict,
})

export const listDevices = endpoint({
  method: 'GET',
  path: '/register/devices',
  access: 'coordinator',
  summary: 'Phones that keep a part of the register of the own areas: last seen, what waits on them, version',
  query: strict({ area, silent: Type.Optional(Type.Boolean()), ...pageQuery }),
  reply: page(
    Type.Object({
      id: Id,
      holder: Type.Object({ name: Type.String(), code: Type.String() }),
      areas: Type.Array(AreaCode),
      appVersion: Type.String(),
      waiting: Type.Integer(),
      waitingSince: nullable(Time),
      clockAheadSeconds: nullable(Type.Integer()),
      firstSeenAt: Time,
      lastSeenAt: Time,
      silentDays: Type.Integer(),
      silent: Type.Boolean(),
      revokedAt: nullable(Time),
    }),
  ),
  personal: 'register/devices-read',
})
export const revokeDevice = endpoint({
  method: 'POST',
  path: '/register/devices/:id/revoke',
  access: 'coordinator',
  summary: 'A lost phone: it must forget everything as soon as it is seen, and opens nothing any more',
  params: one,
  body: strict({ reason: text(200) }),
  reply: Done,
})

export const listMoves = endpoint({
  method: 'GET',
  path: '/register/moves',
  access: 'coordinator',
  summary: 'Residents said to have moved into, or out of, the own areas',
  query: strict({ area, ...pageQuery }),
  reply: page(
    Type.Object({
      id: Id,
      resident: Id,
      /** masked while the record is in others' area */
      name: Type.String(),
      from: Type.String(),
      to: AreaCode,
      incoming: Type.Boolean(),
      askedAt: Time,
      askedBy: Type.String(),
      decidedAt: nullable(Time),
      outcome: nullable(Type.Enum(['accepted', 'refused'])),
    }),
  ),
  personal: 'register-read',
})
export const decideMove = endpoint({
  method: 'POST',
  path: '/register/moves/:id/decide',
  access: 'coordinator',
  summary:
    'Take over who moved here, into a household there is or a new one at the area; or send the record back with a reason',
  params: one,
  body: strict({
    outcome: Type.Enum(['accepted', 'refused']),
    household: Type.Optional(Id),
    houseNo: Type.Optional(text(40)),
    reason: Type.Optional(text(200)),
  }),
  reply: Done,
})

const Twin = Type.Object({
  residents: Type.Tuple([Listed, Listed]),
  likeness: Type.Number(),
  madeAt: Time,
})
export const listTwins = endpoint({
  method: 'GET',
  path: '/register/twins',
  access: 'data-volunteer',
  summary: 'Residents who are likely the same person: like names, born in the same years, near',
  query: strict({ area, ...pageQuery }),
  reply: page(Twin),
  personal: 'register-read',
})
export const settleTwin = endpoint({
  method: 'POST',
  path: '/register/twins/:id/different',
  access: 'coordinator',
  summary: 'They are two: not to be shown again',
  params: one,
  body: strict({ other: Id }),
  reply: Done,
})
export const mergeResidents = endpoint({
  method: 'POST',
  path: '/register/residents/:id/merge',
  access: 'coordinator',
  summary:
    'Two are one: the first stays, takes the named fields and the visits of the other; can be taken back',
  params: one,
  body: strict({
    merge: Id,
    other: Id,
    /** fields taken from the other */
    take: Type.Array(Type.String({ pattern: '^[a-zA-Z]{1,20}(/[1-9])?$' }), {
      maxItems: 30,
      uniqueItems: true,
    }),
  }),
  reply: Type.Object({ id: Id, undoUntil: Time }),
  status: 201,
})
export const undoMerge = endpoint({
  method: 'POST',
  path: '/register/merges/:id/undo',
  access: 'coordinator',
  summary: 'Take a merge back: both stand again as they were, later changes stay with the one that stayed',
  params: one,
  body: strict({}),
  reply: Done,
})
export const listMerges = endpoint({
  method: 'GET',
  path: '/register/merges',
  access: 'coordinator',
  summary: 'Merges that can still be taken back',
  query: strict({ area, ...pageQuery }),
  reply: page(
    Type.Object({
      id: Id,
      kept: Id,
      name: Type.String(),
      area: Type.String(),
      madeAt: Time,
      by: Type.String(),
      undoUntil: Time,
      undoneAt: nullable(Time),
    }),
  ),
  personal: 'register-read',
})
export const eraseResident = endpoint({
  method: 'POST',
  path: '/register/residents/:id/erase',
  access: 'coordinator',
  summary:
    'Erase a person from the register on request: the record, its visits and its history; cannot be taken back',
  params: one,
  body: strict({ reason: text(200) }),
  reply: Done,
})

/** A count; null where it is withheld: fewer than the profile's `fewerThan`, or told by the others. */
const Count = nullable(Type.Integer())
export const registerFigures = endpoint({
  method: 'GET',
  path: '/register/figures',
  access: 'data-volunteer',
  summary:
    'Figures of an area and of its parts: found, by wish, reasons, visited, changed, appointed, vaccinated; small numbers withheld outside the own areas',
  query: strict({ area: Type.Optional(AreaPrefix) }),
  reply: Type.Object({
    area: AreaPrefix,
    /** whether all of it is one's own: nothing is withheld then, and each number opens its rows */
    own: Type.Boolean(),
    countedAt: nullable(Time),
    /** measure ids: found, wish:wants …, reason:…, visited, changed, appointed, doses:not-asked, doses:none, doses:some, doses:enough, tag:… */
    measures: Type.Array(Type.String()),
    total: Type.Record(Type.String(), Count),
    parts: Type.Array(
      Type.Object({ area: AreaCode, own: Type.Boolean(), counts: Type.Record(Type.String(), Count) }),
    ),
  }),
})
export const changedMinds = endpoint({
  method: 'GET',
  path: '/register/changed-minds',
  access: 'coordinator',
  summary:
    'What changed minds, within the own areas: wish before and after, by reason and by number of the visit',
  query: strict({ area }),
  reply: Type.Object({
    byReason: Type.Array(
      Type.Object({ reason: Type.String(), talks: Type.Integer(), changed: Type.Integer() }),
    ),
    byVisit: Type.Array(
      Type.Object({ number: Type.Integer(), talks: Type.Integer(), changed: Type.Integer() }),
    ),
    moves: Type.Array(
      Type.Object({ before: nullable(Type.String()), after: nullable(Type.String()), n: Type.Integer() }),
    ),
  }),
})
export const paperForm = endpoint({
  method: 'GET',
  path: '/register/paper-form',
  access: 'data-volunteer',
  summary: 'The form on A4 paper as PDF: blank, or filled in for the households of a village or for one',
  query: strict({ area: Type.Optional(AreaCode), household: Type.Optional(Id) }),
  reply: Type.Unknown(),
  media: 'application/pdf',
  personal: 'register/paper-form',
})
const exported = {
  method: 'GET',
  access: 'data-volunteer',
  query: strict({ area }),
  reply: Type.Unknown(),
  media: 'application/octet-stream',
  personal: 'register/export',
} as const
export const exportResidentsXlsx = endpoint({
  ...exported,
  path: '/export/residents.xlsx',
  summary: 'Residents of the own areas with the columns an import reads, as Excel; identity numbers masked',
})
export const exportResidentsCsv = endpoint({
  ...exported,
  path: '/export/residents.csv',
  summary: 'Residents of the own areas with the columns an import reads, as CSV; identity numbers masked',
})
