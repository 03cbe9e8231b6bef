import type { Static } from 'typebox'
import type { AlsoAsked, CaseSummary, HelperCase, TimelineEvent } from '../../contract/help-requests.ts'
import type { Profile } from '../../profiles/profile.ts'
import { within } from '../access/actor.ts'
import { maskPhone } from '../access/questions.ts'
import type { Crypto } from '../platform/crypto.ts'
import { scrub, scrubbed } from '../platform/scrub.ts'
import type { VolunteerCard } from '../volunteers/questions.ts'
import type { Sight } from './access.ts'
import { type HelpRequest, minutesAfter, urgencyOf } from './case.ts'
import type { StoredEvent } from './case-view.ts'
import { apart } from './duplicates.ts'
import type { Groups } from './group-view.ts'
import type { ListedCase } from './list-view.ts'
import { labelOf } from './origin.ts'

type Cards = ReadonlyMap<string, VolunteerCard>
type Event = Static<typeof TimelineEvent>
type CommonFields = Pick<
  Static<typeof HelperCase>,
  | 'number'
  | 'status'
  | 'outcome'
  | 'onTheWay'
  | 'urgency'
  | 'urgencyReasons'
  | 'needs'
  | 'askedAt'
  | 'receivedAt'
  | 'waitingSince'
  | 'people'
  | 'areaCode'
  | 'phoneVerified'
  | 'promise'
  | 'timeline'
>

const iso = (time: Date): string => time.toISOString()
export const isoOrNull = (time: Date | null): string | null => time?.toISOString() ?? null

/** What every reader of one case gets, requester and helpers alike. */
export function caseFields(
  row: HelpRequest,
  events: readonly StoredEvent[],
  { cards, profile, reader }: { cards: Cards; profile: Profile; reader: 'requester' | Sight },
): CommonFields {
  return {
    number: row.number,
    status: row.status as CommonFields['status'],
    outcome: row.outcome as CommonFields['outcome'],
    onTheWay: row.on_the_way_at !== null,
    urgency: urgencyOf(row.urgency),
    urgencyReasons: row.urgency_reasons,
    needs: row.needs.map((kind) => ({ kind, answers: answersOf(row.answers, kind, reader) })),
    askedAt: iso(row.asked_at),
    receivedAt: iso(row.received_at),
    waitingSince: iso(row.waiting_since),
    people: { count: row.people_count, tags: row.tags },
    areaCode: row.subdistrict_code,
    phoneVerified: row.phone_verified,
    promise: promiseOf(row, events, profile),
    timeline: events.map((event) => timelineEvent(event, cards, reader)),
  }
}

/** What was answered of a need; words are scrubbed as those of the note are. */
function answersOf(all: unknown, kind: string, reader: 'requester' | Sight): Record<string, unknown> {
  const answers = (all as Record<string, Record<string, unknown>> | null)?.[kind] ?? {}
  if (reader === 'requester' || reader === 'holder') return answers
  return Object.fromEntries(
    Object.entries(answers).map(([id, value]) => [id, typeof value === 'string' ? scrub(value) : value]),
  )
}

function promiseOf(
  row: HelpRequest,
  events: readonly StoredEvent[],
  profile: Profile,
): CommonFields['promise'] {
  const steps = profile.terms.escalation[urgencyOf(row.urgency)]
  const next = steps[steps.findIndex((step) => step.level === row.told_level) + 1]
  return {
    toldLevels: events
      .filter(({ kind }) => kind === 'told')
      .map(({ at, details }) => ({
        level: String(detail(details, 'level')),
        at: iso(at),
        count: Number(detail(details, 'count')),
      })),
    nextLevel: row.tell_next_at ? (next?.level ?? null) : null,
    nextAt: isoOrNull(row.tell_next_at),
  }
}

const detail = (details: unknown, key: string): unknown => (details as Record<string, unknown> | null)?.[key]

/** Words of the requester are their own; anything another than the holder reads is scrubbed of numbers. */
function timelineEvent(event: StoredEvent, cards: Cards, reader: 'requester' | Sight): Event {
  const chips = detail(event.details, 'chips')
  const level = detail(event.details, 'level')
  const count =
    detail(event.details, 'count') ?? detail(event.details, 'etaMinutes') ?? detail(event.details, 'attempt')
  const own = reader === 'requester' ? event.by_kind === 'requester' : reader === 'holder'
  return {
    at: iso(event.at),
    kind: event.kind as Event['kind'],
    by: event.by_kind as Event['by'],
    byCode: event.account_id === null ? null : (cards.get(event.account_id)?.code ?? null),
    note: own ? event.note : scrubbed(event.note),
    chips: Array.isArray(chips) ? chips.map(String) : [],
    level: typeof level === 'string' ? level : null,
    count: typeof count === 'number' ? count : null,
  }
}

/** The place in full, for those who may know it; `scrub` cleans the words for helpers who do not hold the case. */
export function placeOf(row: HelpRequest, words: 'raw' | 'scrubbed') {
  const clean = words === 'raw' ? (text: string | null) => text : scrubbed
  return {
    lon: row.position?.x ?? null,
    lat: row.position?.y ?? null,
    accuracyMetres: row.accuracy_metres,
    exactness: row.exactness as 'gps' | 'pin' | 'area',
    areaCode: row.subdistrict_code,
    village: clean(row.village),
    landmark: clean(row.landmark),
  }
}

/** A helper as others see them: code, kind, affiliation; never a name. */
export function cardOf(cards: Cards, accountId: string, since: Date) {
  const card = cards.get(accountId)
  return {
    code: card?.code ?? '',
    kind: card?.kind ?? '',
    affiliation: scrubbed(card?.affiliation ?? null),
    since: iso(since),
  }
}

/** Who reads a list: the areas they coordinate, the helpers they may see, and where they stand. */
export type ListReader = {
  cards: Cards
  groups: Groups
  coordinated: readonly string[]
  from?: { x: number; y: number } | undefined
}

/** A row of a list; distance is from `from`, metres. */
export function summaryOf(
  row: ListedCase,
  { cards, groups, coordinated, from }: ListReader,
): Static<typeof CaseSummary> {
  const metres = from ? apart(from, row.near_point) : null
  return {
    number: row.number,
    status: row.status as Static<typeof CaseSummary>['status'],
    outcome: row.outcome as Static<typeof CaseSummary>['outcome'],
    onTheWay: row.on_the_way_at !== null,
    urgency: urgencyOf(row.urgency),
    urgencyReasons: row.urgency_reasons,
    needs: row.needs,
    askedAt: iso(row.asked_at),
    waitingSince: iso(row.waiting_since),
    statusAt: iso(row.status_at),
    peopleCount: row.people_count,
    tags: row.tags,
    areaCode: row.subdistrict_code,
    lon: row.position?.x ?? null,
    lat: row.position?.y ?? null,
    distanceMetres: metres === null ? null : Math.round(metres),
    forSomeoneElse: row.relation !== 'self',
    phoneVerified: row.phone_verified,
    attention: row.attention,
    toldLevel: row.told_level,
    holderCode: row.holder_account_id && (cards.get(row.holder_account_id)?.code ?? null),
    leaseUntil: isoOrNull(row.lease_until),
    burst: row.bulk ? (within(coordinated, row.subdistrict_code) && labelOf(row.origin)) || '' : null,
    group: row.repeat_group_id === null ? null : (groups.get(row.repeat_group_id) ?? null),
  }
}

/** The phones of a case, masked; whoever holds it may open them one by one. */
export function maskedPhones(row: HelpRequest, crypto: Crypto) {
  const sealed = { reporter: row.reporter_phone_cipher, person: row.person_phone_cipher }
  return (['reporter', 'person'] as const).flatMap((who) => {
    const cipher = sealed[who]
    return cipher ? [{ who, masked: maskPhone(crypto.open(cipher)) }] : []
  })
}

/** A case as a helper sees it: words in full for its holder only, names for the area's coordinators too. */
export function helperCase(
  row: HelpRequest,
  parts: {
    events: readonly StoredEvent[]
    cards: Cards
    profile: Profile
    crypto: Crypto
    sight: Sight
    may: string[]
    related: Related
  },
): Static<typeof HelperCase> {
  const { sight, cards, profile } = parts
  const holds = sight === 'holder'
  const nameFor = (name: string | null) => (holds ? name : sight === 'helper' ? null : scrubbed(name))
  const fields = caseFields(row, parts.events, { cards, profile, reader: sight })
  const next = row.cannot_reach_at && minutesAfter(row.cannot_reach_at, profile.terms.cannotReachGapMinutes)
  return {
    ...fields,
    place: placeOf(row, holds ? 'raw' : 'scrubbed'),
    note: holds ? row.note : scrubbed(row.note),
    reporterName: nameFor(row.reporter_name),
    personName: nameFor(row.person_name),
    personBirthYear: row.person_birth_year,
    relation: row.relation,
    triage: (row.triage as Record<string, unknown> | null) ?? {},
    contactPreference: row.contact_preference,
    attention: row.attention,
    may: parts.may,
    mine: holds,
    leaseUntil: isoOrNull(row.lease_until),
    holder: row.holder_account_id
      ? cardOf(cards, row.holder_account_id, row.claimed_at ?? row.status_at)
      : null,
    doorCode: holds ? row.door_code : null,
    phones: maskedPhones(row, parts.crypto),
    cannotReachCount: row.cannot_reach_count,
    cannotReachNextAt: isoOrNull(next),
    helpedResults: row.helped_results,
    joined: parts.related.linked.map((linked) => alsoAsked(linked, row, { sight, crypto: parts.crypto })),
    likely: parts.related.likely.map((likely) =>
      alsoAsked(likely, row, { sight: holds ? 'helper' : sight, crypto: parts.crypto }),
    ),
    duplicates: sight === 'coordinator' ? duplicatesOf(parts.related) : [],
    leadNumber: sight === 'coordinator' ? (parts.related.lead?.number ?? null) : null,
  }
}

type Related = { lead: HelpRequest | null; linked: readonly HelpRequest[]; likely: readonly HelpRequest[] }

const duplicatesOf = ({ linked, likely }: Related) => [
  ...linked.map(({ number }) => ({ number, linked: true })),
  ...likely.map(({ number }) => ({ number, linked: false })),
]

/** What another request says, in its own words, as far as this reader may read those of the case itself. */
function alsoAsked(
  other: HelpRequest,
  row: HelpRequest,
  { sight, crypto }: { sight: Sight; crypto: Crypto },
): Static<typeof AlsoAsked> {
  const words = sight === 'holder' ? 'raw' : 'scrubbed'
  const full = sight !== 'helper'
  const answers = other.answers as Record<string, Record<string, unknown>> | null
  const reasons = other.may_repeat_id === row.id ? other.repeat_reasons : row.repeat_reasons
  return {
    number: other.number,
    status: other.status as Static<typeof AlsoAsked>['status'],
    urgency: urgencyOf(other.urgency),
    urgencyReasons: other.urgency_reasons,
    needs: other.needs.map((kind) => ({ kind, answers: answers?.[kind] ?? {} })),
    triage: (other.triage as Record<string, unknown> | null) ?? {},
    people: { count: other.people_count, tags: other.tags },
    askedAt: iso(other.asked_at),
    waitingSince: iso(other.waiting_since),
    place: placeOf(other, words),
    note: words === 'raw' ? other.note : scrubbed(other.note),
    reporterName: full ? other.reporter_name : null,
    personName: full ? other.person_name : null,
    personBirthYear: other.person_birth_year,
    relation: other.relation,
    phoneVerified: other.phone_verified,
    phones: maskedPhones(other, crypto),
    why: reasons.length > 0 ? reasons : other.repeat_reasons,
  }
}
