import Type, { type Static } from 'typebox'
import { endpoint } from './endpoint.ts'
import { Place, PlaceInput } from './place.ts'
import {
  AreaCode,
  AreaPrefix,
  Id,
  Latitude,
  Longitude,
  nullable,
  Outcome,
  PhoneInput,
  ProfileId,
  page,
  pageQuery,
  Status,
  strict,
  Time,
  text,
  Urgency,
} from './shapes.ts'
import { callAnswers, closingOutcomes, contactPreferences, timelineKinds } from './timeline.ts'

/** Answers by question id; the profile says which questions there are (see profiles/profile.ts). */
export const Answers = Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), { maxProperties: 60 })
export const Need = strict({ kind: ProfileId, answers: Type.Optional(Answers) })
/** Birth year in พ.ศ. or ค.ศ.: over 2400 is พ.ศ. Age in full years is accepted instead. */
const Year = Type.Union([Type.Integer({ minimum: 1850, maximum: 2700 }), Type.String({ maxLength: 8 })])

const ContactPreference = Type.Enum([...contactPreferences])

export const HelpRequestInput = strict({
  id: Id,
  needs: Type.Array(Need, { minItems: 1, maxItems: 9 }),
  reporter: strict({
    name: Type.Optional(text(120)),
    phone: PhoneInput,
    relation: Type.Optional(Type.Enum(['self', 'family', 'neighbour', 'volunteer', 'official', 'other'])),
  }),
  person: Type.Optional(
    strict({
      name: Type.Optional(text(120)),
      phone: Type.Optional(PhoneInput),
      birthYear: Type.Optional(Year),
    }),
  ),
  people: Type.Optional(
    strict({
      count: Type.Optional(Type.Integer({ minimum: 1, maximum: 99 })),
      tags: Type.Optional(Type.Array(ProfileId, { maxItems: 20, uniqueItems: true })),
    }),
  ),
  place: PlaceInput,
  triage: Type.Optional(Answers),
  note: Type.Optional(text(2000)),
  phoneProof: Type.Optional(nullable(Type.String({ maxLength: 600 }))),
  contactPreference: Type.Optional(ContactPreference),
  askedAt: Type.Optional(Time),
})
export type HelpRequestInput = Static<typeof HelpRequestInput>

/** The ids of the triage rules that fired, most serious first; their words are in the profile. */
const UrgencyReasons = Type.Array(Type.String())

export const Asked = Type.Object({
  id: Id,
  number: Type.String(),
  followKey: Type.String(),
  followUrl: Type.String(),
  urgency: Urgency,
  urgencyReasons: UrgencyReasons,
  phoneVerified: Type.Boolean(),
  areaCode: AreaCode,
})

export const askForHelp = endpoint({
  method: 'POST',
  path: '/help-requests',
  access: 'anyone',
  purpose: 'ask',
  summary: 'Ask for help. The same id again gives the same answer with 200: a resend never makes a twin',
  body: HelpRequestInput,
  reply: Asked,
  status: 201,
})

export const likelyDuplicates = endpoint({
  method: 'POST',
  path: '/help-requests/duplicates',
  access: 'anyone',
  purpose: 'ask',
  summary: 'The open requests of a proven phone number; without a proof, always none',
  body: strict({ phoneProof: Type.String({ maxLength: 600 }) }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        number: Type.String(),
        followUrl: Type.String(),
        status: Status,
        needs: Type.Array(ProfileId),
        askedAt: Time,
      }),
    ),
  }),
})

/** One step in the story of a case, as the reader may see it. `by` is a word, never a name of a requester. */
export const TimelineEvent = Type.Object({
  at: Time,
  kind: Type.Enum([...timelineKinds]),
  /** requester, volunteer, coordinator or system */
  by: Type.Enum(['requester', 'volunteer', 'coordinator', 'system']),
  /** the public code of the volunteer or official, such as "0142" */
  byCode: nullable(Type.String()),
  note: nullable(Type.String()),
  chips: Type.Array(Type.String()),
  level: nullable(Type.String()),
  /** how many see it (told), minutes until arrival (on-the-way), the number of the attempt (cannot-reach) */
  count: nullable(Type.Integer()),
})

const PromiseLine = Type.Object({
  /** levels told so far and the next: subdistrict, district, province */
  toldLevels: Type.Array(Type.Object({ level: Type.String(), at: Time, count: Type.Integer() })),
  nextLevel: nullable(Type.String()),
  nextAt: nullable(Time),
})

const caseFields = {
  number: Type.String(),
  status: Status,
  outcome: nullable(Outcome),
  onTheWay: Type.Boolean(),
  urgency: Urgency,
  urgencyReasons: UrgencyReasons,
  needs: Type.Array(Type.Object({ kind: Type.String(), answers: Answers })),
  /** when its sender says it was asked, and when it reached us */
  askedAt: Time,
  receivedAt: Time,
  /** since when it waits: the place in the queue, kept when a claim lapses */
  waitingSince: Time,
  people: Type.Object({ count: Type.Integer(), tags: Type.Array(Type.String()) }),
  areaCode: AreaCode,
  phoneVerified: Type.Boolean(),
  promise: PromiseLine,
  timeline: Type.Array(TimelineEvent),
}

const RequesterLink = { number: Type.String(), followUrl: Type.String(), status: Status }

/** What the requester may know: everything of their own. */
export const Followed = Type.Object({
  ...caseFields,
  place: Place,
  reporterName: nullable(Type.String()),
  personName: nullable(Type.String()),
  relation: nullable(Type.String()),
  note: nullable(Type.String()),
  /** masked, such as 08x-xxx-0001 */
  phoneMasked: nullable(Type.String()),
  holder: nullable(
    Type.Object({
      code: Type.String(),
      kind: Type.String(),
      affiliation: nullable(Type.String()),
      since: Time,
    }),
  ),
  /** four digits the helper must say at the door; new for each claim */
  doorCode: nullable(Type.String()),
  reveals: Type.Array(
    Type.Object({
      code: Type.String(),
      kind: Type.String(),
      affiliation: nullable(Type.String()),
      at: Time,
      reason: nullable(Type.String()),
      revoked: Type.Boolean(),
    }),
  ),
  helpedResults: Type.Array(Type.String()),
  /** when silence closes a helped case */
  closesAt: nullable(Time),
  closedAt: nullable(Time),
  eraseAt: nullable(Time),
  erased: Type.Boolean(),
  contactPreference: nullable(Type.String()),
  /** my other open requests that may be the same; always empty unless the phone of both is proven */
  likely: Type.Array(Type.Object({ ...RequesterLink, needs: Type.Array(ProfileId), askedAt: Time })),
  /** joined to another request, its lead; that one's number and link once the phone of both is proven */
  duplicateOf: nullable(
    Type.Object({
      number: nullable(Type.String()),
      followUrl: nullable(Type.String()),
      status: nullable(Status),
    }),
  ),
})

const FollowKey = strict({ followKey: Type.String({ pattern: '^[0-9]{2}[A-Za-z0-9_-]{22,64}$' }) })
const follow = { access: 'follow-key', params: FollowKey, reply: Followed } as const

export const followHelpRequest = endpoint({
  ...follow,
  method: 'GET',
  path: '/follow/:followKey',
  summary: 'Everything the requester may know of the own request',
})
export const theSame = endpoint({
  ...follow,
  method: 'POST',
  path: '/follow/:followKey/the-same',
  summary: 'My two requests are the same: join them. Only when the phone of both is proven',
  body: strict({ number: Type.String({ pattern: '^[0-9]{2}-[0-9A-Z]{6}$' }) }),
})
export const notTheSame = endpoint({
  ...follow,
  method: 'POST',
  path: '/follow/:followKey/not-the-same',
  summary: 'This request is not the same as any other: it stands alone, and waits again if it was linked',
  body: strict({}),
})
export const addNews = endpoint({
  ...follow,
  method: 'POST',
  path: '/follow/:followKey/news',
  summary: 'Tell what has changed; worse symptoms are asked again and may raise the urgency',
  body: strict({
    id: Id,
    chips: Type.Optional(Type.Array(ProfileId, { maxItems: 10, uniqueItems: true })),
    note: Type.Optional(text(1000)),
    triage: Type.Optional(Answers),
  }),
})
export const stillNeeded = endpoint({
  ...follow,
  method: 'POST',
  path: '/follow/:followKey/still-needed',
  summary: 'Say that help is still needed',
  body: strict({}),
})
export const safe = endpoint({
  ...follow,
  method: 'POST',
  path: '/follow/:followKey/safe',
  summary: 'Say that all are safe: closes the case and tells the helper not to come',
  body: strict({}),
})
export const withdraw = endpoint({
  ...follow,
  method: 'POST',
  path: '/follow/:followKey/withdraw',
  summary: 'Cancel the request',
  body: strict({ reason: Type.Optional(ProfileId) }),
})
export const confirmHelped = endpoint({
  ...follow,
  method: 'POST',
  path: '/follow/:followKey/confirm',
  summary: 'The second key: confirm that the help has come',
  body: strict({}),
})
export const contestHelped = endpoint({
  ...follow,
  method: 'POST',
  path: '/follow/:followKey/contest',
  summary: 'Not complete, still needed: the case returns to its place in the queue',
  body: strict({ note: Type.Optional(text(1000)) }),
})
export const eraseRequest = endpoint({
  ...follow,
  method: 'POST',
  path: '/follow/:followKey/erase',
  summary: 'Erase my personal data, history copies too; an open case is withdrawn',
  body: strict({}),
})
export const setContactPreference = endpoint({
  ...follow,
  method: 'POST',
  path: '/follow/:followKey/contact-preference',
  summary: 'How often to be contacted',
  body: strict({ preference: ContactPreference }),
})
export const revokeAccess = endpoint({
  ...follow,
  method: 'POST',
  path: '/follow/:followKey/revoke',
  summary: 'Do not let this helper see my number or hold my case again',
  body: strict({ code: Type.String({ maxLength: 20 }) }),
})
export const verifyFollowedPhone = endpoint({
  ...follow,
  method: 'POST',
  path: '/follow/:followKey/verify-phone',
  summary: 'Prove the phone number of a request already sent',
  body: strict({ phoneProof: Type.String({ maxLength: 600 }) }),
})

/** Why requests look alike: same-phone, same-need, same-place, same-person. */
const Why = Type.Array(Type.String())

/** A row of a helper's list: exact enough to choose, no phone, no name. */
export const CaseSummary = Type.Object({
  number: Type.String(),
  status: Status,
  outcome: nullable(Outcome),
  onTheWay: Type.Boolean(),
  urgency: Urgency,
  urgencyReasons: UrgencyReasons,
  needs: Type.Array(Type.String()),
  /** when its sender says it was asked; earlier than `waitingSince` while nobody has vouched for that */
  askedAt: Time,
  waitingSince: Time,
  statusAt: Time,
  peopleCount: Type.Integer(),
  tags: Type.Array(Type.String()),
  areaCode: AreaCode,
  lon: nullable(Longitude),
  lat: nullable(Latitude),
  /** metres from the point that was asked from; null in lists by area */
  distanceMetres: nullable(Type.Number()),
  forSomeoneElse: Type.Boolean(),
  phoneVerified: Type.Boolean(),
  /** what a coordinator should look at: unreachable, call-requester, not-found, hand-over, may-be-duplicate */
  attention: nullable(Type.String()),
  toldLevel: nullable(Type.String()),
  holderCode: nullable(Type.String()),
  leaseUntil: nullable(Time),
  /** one of many unproven requests of one origin: the label of their group where the reader coordinates, '' elsewhere */
  burst: nullable(Type.String()),
  /** likely repeats that are open: the one the public counts, how many with this one, and why; null when alone */
  group: nullable(Type.Object({ head: Type.String(), count: Type.Integer(), why: Why })),
})

/** A group of many unproven requests of one origin; it says nothing of the origin itself. */
const BurstLabel = Type.String({ pattern: '^[0-9a-f]{32}$' })

export const nearHelpRequests = endpoint({
  method: 'GET',
  path: '/help-requests/near',
  access: 'helper',
  summary: 'Open cases near a point within the own areas, by urgency, then waiting',
  query: strict({
    lon: Longitude,
    lat: Latitude,
    km: Type.Optional(Type.Number({ minimum: 0.1, maximum: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    need: Type.Optional(ProfileId),
  }),
  reply: Type.Object({ items: Type.Array(CaseSummary) }),
  personal: 'cases-near-read',
})
export const listHelpRequests = endpoint({
  method: 'GET',
  path: '/help-requests',
  access: 'helper',
  summary:
    'Cases of an area within the own scope, by urgency, then waiting; closed ones for coordinators and who held them',
  query: strict({
    area: Type.Optional(AreaPrefix),
    status: Type.Optional(Status),
    need: Type.Optional(ProfileId),
    urgency: Type.Optional(Urgency),
    attention: Type.Optional(ProfileId),
    /** only open cases waiting at least so many hours */
    waitedHours: Type.Optional(Type.Number({ minimum: 0, maximum: 10_000 })),
    /** claimed or helping */
    held: Type.Optional(Type.Boolean()),
    /** waiting for longer than the profile allows its urgency */
    overdue: Type.Optional(Type.Boolean()),
    outcome: Type.Optional(Outcome),
    /** closed within so many days */
    closedDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 366 })),
    /** of many unproven requests of one origin, or of the group with this label */
    bulk: Type.Optional(Type.Boolean()),
    burst: Type.Optional(BurstLabel),
    ...pageQuery,
  }),
  /** `total`: the rows of all pages */
  reply: Type.Object({ ...page(CaseSummary).properties, total: Type.Integer() }),
  personal: 'cases-read',
})
const Figure = Type.Object({
  name: Type.String(),
  count: Type.Integer(),
  /** what `GET /help-requests` is asked to list exactly these rows */
  query: Type.Record(Type.String(), Type.String()),
})
export type Figure = Static<typeof Figure>

export const helpRequestFigures = endpoint({
  method: 'GET',
  path: '/help-requests/figures',
  access: 'coordinator',
  summary:
    'The cases of an area counted: each figure with the query of the list that opens its rows. Nothing personal',
  query: strict({ area: Type.Optional(AreaPrefix) }),
  reply: Type.Object({
    at: Time,
    figures: Type.Array(Figure),
    /** the areas of the next level below that have open cases */
    parts: Type.Array(Type.Object({ area: AreaCode, figures: Type.Array(Figure) })),
    /** the waiting case that has waited longest */
    longest: nullable(
      Type.Object({ number: Type.String(), urgency: Urgency, waitingSince: Time, areaCode: AreaCode }),
    ),
    /** many unproven requests of one origin in a short time, as groups: perhaps one person, perhaps a mobile network */
    bursts: Type.Array(
      Type.Object({
        figure: Figure,
        red: Type.Integer(),
        districts: Type.Integer(),
        first: Time,
        last: Time,
      }),
    ),
  }),
})
export const myHelpRequests = endpoint({
  method: 'GET',
  path: '/help-requests/mine',
  access: 'volunteer',
  summary: 'The open cases I hold, and the last I closed',
  reply: Type.Object({ items: Type.Array(CaseSummary) }),
})

/** What another request says that is joined to a case, or may be the same. */
export const AlsoAsked = Type.Object({
  number: Type.String(),
  status: Status,
  urgency: Urgency,
  urgencyReasons: UrgencyReasons,
  needs: Type.Array(Type.Object({ kind: Type.String(), answers: Answers })),
  triage: Answers,
  people: Type.Object({ count: Type.Integer(), tags: Type.Array(Type.String()) }),
  askedAt: Time,
  waitingSince: Time,
  place: Place,
  note: nullable(Type.String()),
  reporterName: nullable(Type.String()),
  personName: nullable(Type.String()),
  personBirthYear: nullable(Type.Integer()),
  relation: nullable(Type.String()),
  phoneVerified: Type.Boolean(),
  phones: Type.Array(Type.Object({ who: Type.Enum(['reporter', 'person']), masked: Type.String() })),
  why: Why,
})

/** A case as a helper of the area sees it. Exact place and names only for its holder and the area's coordinators. */
export const HelperCase = Type.Object({
  ...caseFields,
  /** the exact place for holder and coordinators; for other helpers of the area without landmark and village */
  place: Place,
  note: nullable(Type.String()),
  reporterName: nullable(Type.String()),
  personName: nullable(Type.String()),
  personBirthYear: nullable(Type.Integer()),
  relation: nullable(Type.String()),
  triage: Answers,
  contactPreference: nullable(Type.String()),
  attention: nullable(Type.String()),
  /** what the reader may do now, as path words: claim, on-the-way, … */
  may: Type.Array(Type.String()),
  mine: Type.Boolean(),
  leaseUntil: nullable(Time),
  holder: nullable(
    Type.Object({
      code: Type.String(),
      kind: Type.String(),
      affiliation: nullable(Type.String()),
      since: Time,
    }),
  ),
  /** only for the holder: to be said at the door */
  doorCode: nullable(Type.String()),
  phones: Type.Array(Type.Object({ who: Type.Enum(['reporter', 'person']), masked: Type.String() })),
  cannotReachCount: Type.Integer(),
  cannotReachNextAt: nullable(Time),
  helpedResults: Type.Array(Type.String()),
  /** what is linked under this case, in the words of each; its needs, people, tags and urgency stand in the case itself */
  joined: Type.Array(AlsoAsked),
  /** open requests that may be the same, each a case of its own that can be claimed as well */
  likely: Type.Array(AlsoAsked),
  duplicates: Type.Array(Type.Object({ number: Type.String(), linked: Type.Boolean() })),
  leadNumber: nullable(Type.String()),
})

const CaseNumber = strict({ number: Type.String({ pattern: '^[0-9]{2}-[0-9A-Z]{6}$' }) })
const step = { method: 'POST', access: 'volunteer', params: CaseNumber, reply: HelperCase } as const

export const oneHelpRequest = endpoint({
  method: 'GET',
  path: '/help-requests/:number',
  access: 'helper',
  params: CaseNumber,
  reply: HelperCase,
  summary: 'A case of the own area, phone absent',
  personal: 'case-read',
})
export const claimHelpRequest = endpoint({
  ...step,
  path: '/help-requests/:number/claim',
  summary: 'Claim: a lease that returns by itself without news',
  body: strict({}),
})
export const revealPhone = endpoint({
  ...step,
  path: '/help-requests/:number/reveal-phone',
  access: 'helper',
  summary:
    'Open a phone number of a case I hold, or with a reason as coordinator; logged, and shown to the requester',
  body: strict({ who: Type.Enum(['reporter', 'person']), reason: Type.Optional(text(200)) }),
  reply: Type.Object({ phone: Type.String(), hideAt: Time }),
  personal: 'phone-revealed',
})
export const onTheWay = endpoint({
  ...step,
  path: '/help-requests/:number/on-the-way',
  summary: 'On the way; renews the lease',
  body: strict({ etaMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 1440 })) }),
})
export const arrive = endpoint({
  ...step,
  path: '/help-requests/:number/arrive',
  summary: 'Arrived and helping; a longer lease',
  body: strict({}),
})
export const helperNews = endpoint({
  ...step,
  path: '/help-requests/:number/news',
  summary: 'News of the holder; renews the lease',
  body: strict({ chip: Type.Optional(ProfileId), note: Type.Optional(text(1000)) }),
})
export const cannotReach = endpoint({
  ...step,
  path: '/help-requests/:number/cannot-reach',
  summary: 'An attempt that found nobody; after the last one the coordinator is told',
  body: strict({ note: Type.Optional(text(500)) }),
})
export const handOver = endpoint({
  ...step,
  path: '/help-requests/:number/hand-over',
  summary: 'Ask another helper to take over; granted by itself if unanswered',
  body: strict({ note: Type.Optional(text(500)) }),
})
export const release = endpoint({
  ...step,
  path: '/help-requests/:number/release',
  summary: 'Give the case back to the queue, where it keeps its place',
  body: strict({ note: Type.Optional(text(500)) }),
})
export const refer = endpoint({
  ...step,
  path: '/help-requests/:number/refer',
  summary: 'Passed to an agency that has taken it over',
  body: strict({ agency: text(200), note: Type.Optional(text(500)) }),
})
export const helped = endpoint({
  ...step,
  path: '/help-requests/:number/helped',
  summary: 'The first key: helped, with the results; the requester holds the second',
  body: strict({
    results: Type.Array(ProfileId, { minItems: 1, maxItems: 10, uniqueItems: true }),
    note: Type.Optional(text(1000)),
  }),
})

const coordinate = { method: 'POST', access: 'coordinator', params: CaseNumber, reply: HelperCase } as const
export const assign = endpoint({
  ...coordinate,
  path: '/help-requests/:number/assign',
  summary: 'Give a waiting case to an approved volunteer of the area',
  body: strict({ volunteerId: Id }),
})
export const setUrgency = endpoint({
  ...coordinate,
  path: '/help-requests/:number/set-urgency',
  summary: 'Set the urgency, with a reason that stands in the timeline',
  body: strict({ urgency: Urgency, reason: text(300) }),
})
export const settleAttention = endpoint({
  ...coordinate,
  path: '/help-requests/:number/settle',
  summary: 'What asked for attention is settled: called, looked at, not a repeat; said in words',
  body: strict({ note: text(500) }),
})
export const ringRequester = endpoint({
  ...coordinate,
  path: '/help-requests/:number/call',
  summary:
    'What was heard when the requester was rung: all received closes as confirmed by phone, not received returns it, no answer is noted',
  body: strict({ answer: Type.Enum([...callAnswers]), note: Type.Optional(text(500)) }),
})
export const closeHelpRequest = endpoint({
  ...coordinate,
  path: '/help-requests/:number/close',
  summary:
    'End a case, with a reason that its requester reads; they may contest it, a coordinator may take it back',
  body: strict({ outcome: Type.Enum([...closingOutcomes]), reason: text(300) }),
})
export const reopenHelpRequest = endpoint({
  ...coordinate,
  path: '/help-requests/:number/reopen',
  summary: 'Take a closing back: the case waits again at its own place in the queue',
  body: strict({ reason: Type.Optional(text(300)) }),
})
/** What became of each case of one act; `code` says why it was not done. */
const ClosedEach = Type.Object({
  id: Id,
  items: Type.Array(
    Type.Object({ number: Type.String(), done: Type.Boolean(), code: nullable(Type.String()) }),
  ),
})
export const closeHelpRequests = endpoint({
  method: 'POST',
  path: '/help-requests/close',
  access: 'coordinator',
  summary:
    'End many cases at once for one reason, each within the own areas; the same id again is the same act',
  body: strict({
    id: Id,
    numbers: Type.Array(CaseNumber.properties.number, { minItems: 1, maxItems: 200, uniqueItems: true }),
    outcome: Type.Enum(['not-real', 'not-found']),
    reason: text(300),
  }),
  reply: ClosedEach,
})
export const undoClosing = endpoint({
  method: 'POST',
  path: '/help-requests/closings/:id/undo',
  access: 'coordinator',
  summary:
    'Take one act of closing back: up to 200 cases of it wait again; `left` says how many more there are',
  params: strict({ id: Id }),
  body: strict({}),
  reply: Type.Object({ ...ClosedEach.properties, left: Type.Integer() }),
})
export const linkDuplicate = endpoint({
  ...coordinate,
  path: '/help-requests/:number/link-duplicate',
  summary: 'This case repeats another: link it under that lead case',
  body: strict({ lead: CaseNumber.properties.number }),
})
export const unlinkDuplicate = endpoint({
  ...coordinate,
  path: '/help-requests/:number/unlink-duplicate',
  summary: 'Undo a link: the case stands on its own again',
  body: strict({}),
})
