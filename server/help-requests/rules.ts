import type { Profile, Terms, Urgency } from '../../profiles/profile.ts'
import { refuse } from '../platform/problem.ts'
import {
  type CaseEvent,
  type HelpRequest,
  hoursAfter,
  minutesAfter,
  type Step,
  urgencyOf,
  urgencyRank,
} from './case.ts'

/** Who takes a step of a claim, and when. */
export type Doing = { accountId: string; now: Date; terms: Terms }

const held = ['claimed', 'helping'] as const
const isHeld = (status: string): boolean => status === held[0] || status === held[1]
export const isOpen = (status: string): boolean => status !== 'closed'

/** The fields that are empty while nobody holds a case. */
const unheld = {
  holder_account_id: null,
  claimed_at: null,
  lease_until: null,
  door_code: null,
  on_the_way_at: null,
  hand_over_at: null,
  cannot_reach_count: 0,
  cannot_reach_at: null,
} as const

/** A claim: a lease that lapses without news. Throws why not; a case asked to be handed over may be taken over. */
export function claimed(
  row: HelpRequest,
  { accountId, now, terms }: Doing,
  claim: { doorCode: string; openClaims: number; cap: number; byCoordinator?: string },
): Step {
  if (row.barred.includes(accountId)) refuse('access-revoked')
  const takesOver = isHeld(row.status) && row.hand_over_at !== null
  if (isHeld(row.status) && !takesOver) refuse('already-claimed')
  if (row.status !== 'waiting' && !takesOver) refuse('wrong-status')
  if (claim.openClaims >= claim.cap) refuse('too-many-claims')
  const event: CaseEvent = claim.byCoordinator
    ? { kind: 'assigned', by: 'coordinator', accountId: claim.byCoordinator, details: { to: accountId } }
    : { kind: takesOver ? 'handed-over' : 'claimed', by: 'volunteer', accountId }
  return {
    set: {
      ...unheld,
      status: 'claimed',
      status_at: now,
      holder_account_id: accountId,
      claimed_at: now,
      lease_until: minutesAfter(now, terms.leaseMinutes),
      door_code: claim.doorCode,
      tell_next_at: null,
      attention: null,
    },
    events: [event],
  }
}

/** Back to the queue, at the place it had: waiting_since never changes, so waiting only ever raises. */
export function returned(
  row: HelpRequest,
  now: Date,
  terms: Terms,
  event: CaseEvent,
  attention: string | null = null,
): Step {
  return {
    set: {
      ...unheld,
      status: 'waiting',
      status_at: now,
      attention,
      tell_next_at: nextTelling(row, now, terms),
    },
    events: [event],
  }
}

/** When the next level is told; null when all have been. */
export function nextTelling(
  row: Pick<HelpRequest, 'urgency' | 'waiting_since' | 'told_level'>,
  now: Date,
  terms: Terms,
): Date | null {
  const steps = terms.escalation[urgencyOf(row.urgency)]
  const next = steps[steps.findIndex((step) => step.level === row.told_level) + 1]
  if (!next) return null
  const due = minutesAfter(row.waiting_since, next.afterMinutes)
  return due > now ? due : now
}

/** The holder's step; throws `not-holder` when the lease has gone to the queue or to someone else. */
function asHolder(row: HelpRequest, { accountId }: Doing): void {
  if (row.holder_account_id !== accountId) refuse('not-holder')
  if (!isHeld(row.status)) refuse('wrong-status')
}

function renewed(row: HelpRequest, { now, terms }: Doing) {
  const minutes = row.status === 'helping' ? terms.helpingLeaseMinutes : terms.leaseMinutes
  return { lease_until: minutesAfter(now, minutes), hand_over_at: null }
}

export function wentOnTheWay(row: HelpRequest, doing: Doing, etaMinutes: number | undefined): Step {
  asHolder(row, doing)
  if (row.status !== 'claimed') refuse('wrong-status')
  return {
    set: { ...renewed(row, doing), on_the_way_at: row.on_the_way_at ?? doing.now },
    events: [volunteerEvent('on-the-way', doing, undefined, etaMinutes === undefined ? {} : { etaMinutes })],
  }
}

export function arrived(row: HelpRequest, doing: Doing): Step {
  asHolder(row, doing)
  if (row.status !== 'claimed') refuse('wrong-status')
  const lease_until = minutesAfter(doing.now, doing.terms.helpingLeaseMinutes)
  return {
    set: { status: 'helping', status_at: doing.now, lease_until, hand_over_at: null },
    events: [volunteerEvent('arrived', doing)],
  }
}

export function toldByHelper(
  row: HelpRequest,
  doing: Doing,
  news: { chip?: string | undefined; note?: string | undefined },
): Step {
  asHolder(row, doing)
  const details = news.chip === undefined ? {} : { chips: [news.chip] }
  return { set: renewed(row, doing), events: [volunteerEvent('helper-news', doing, news.note, details)] }
}

/** An attempt that found nobody. After the last one the case returns to the queue, marked for the coordinator. */
export function notReached(row: HelpRequest, doing: Doing, note: string | undefined): Step {
  asHolder(row, doing)
  if (row.status !== 'claimed') refuse('wrong-status')
  const { terms, now } = doing
  const next = row.cannot_reach_at && minutesAfter(row.cannot_reach_at, terms.cannotReachGapMinutes)
  if (next && next > now) refuse('cannot-reach-too-soon')
  const attempt = row.cannot_reach_count + 1
  const event = volunteerEvent('cannot-reach', doing, note, { attempt })
  if (attempt < terms.cannotReachAttempts) {
    const counted = { cannot_reach_count: attempt, cannot_reach_at: now }
    return { set: { ...renewed(row, doing), ...counted }, events: [event] }
  }
  const back = returned(row, now, terms, { kind: 'unreachable', by: 'system' }, 'unreachable')
  return { set: back.set, events: [event, ...back.events] }
}

export function askedToHandOver(row: HelpRequest, doing: Doing, note: string | undefined): Step {
  asHolder(row, doing)
  return {
    set: { hand_over_at: doing.now, attention: 'hand-over' },
    events: [volunteerEvent('hand-over-asked', doing, note)],
  }
}

export function released(row: HelpRequest, doing: Doing, note: string | undefined): Step {
  asHolder(row, doing)
  return returned(row, doing.now, doing.terms, volunteerEvent('released', doing, note))
}

export function referred(
  row: HelpRequest,
  doing: Doing,
  to: { agency: string; note?: string | undefined },
): Step {
  asHolder(row, doing)
  const note = to.note === undefined ? to.agency : `${to.agency}: ${to.note}`
  const step = closing(doing.now, 'referred', volunteerEvent('referred', doing, note))
  return { set: { ...step.set, helped_by: doing.accountId }, events: step.events }
}

/** The first key. The requester holds the second; silence closes as unconfirmed. */
export function saidHelped(
  row: HelpRequest,
  doing: Doing,
  told: { results: string[]; note?: string | undefined; notFound: boolean },
): Step {
  asHolder(row, doing)
  return {
    set: {
      status: 'helped',
      status_at: doing.now,
      helped_at: doing.now,
      helped_by: doing.accountId,
      helped_results: told.results,
      lease_until: null,
      door_code: null,
      hand_over_at: null,
      attention: told.notFound ? 'not-found' : null,
    },
    events: [volunteerEvent('helped', doing, told.note, { chips: told.results })],
  }
}

/** Ends a case. The holder, if any, is let go. */
export function closing(now: Date, outcome: NonNullable<HelpRequest['outcome']>, event: CaseEvent): Step {
  return {
    set: {
      ...unheld,
      status: 'closed',
      status_at: now,
      outcome,
      closed_at: now,
      attention: null,
      tell_next_at: null,
    },
    events: [event],
  }
}

/** The second key. */
export function confirmed(row: HelpRequest, now: Date): Step {
  if (row.status !== 'helped') refuse('wrong-status')
  return closing(now, 'confirmed', { kind: 'confirmed', by: 'requester' })
}

/** Outcomes a requester may contest afterwards: they were decided without them. */
const contestable = ['unconfirmed', 'referred', 'not-found']

/** Not complete: back to the place in the queue, a closing without the requester's word too. */
export function contested(row: HelpRequest, now: Date, terms: Terms, note: string | undefined): Step {
  const closedWithout = row.status === 'closed' && contestable.includes(row.outcome ?? '')
  if ((row.status !== 'helped' && !closedWithout) || row.erased_at !== null) refuse('wrong-status')
  const back = returned(row, now, terms, { kind: 'contested', by: 'requester', note }, 'contested')
  const reopened = {
    outcome: null,
    closed_at: null,
    helped_at: null,
    helped_results: [],
    call_asked_at: null,
  }
  return { set: { ...back.set, ...reopened }, events: back.events }
}

export function stillNeeded(row: HelpRequest): Step {
  if (row.status === 'helped' || !isOpen(row.status)) refuse('wrong-status')
  return { set: {}, events: [{ kind: 'still-needed', by: 'requester' }] }
}

/** All safe: closes; when help has come that is the second key. */
export function saidSafe(row: HelpRequest, now: Date): Step {
  if (!isOpen(row.status)) refuse('wrong-status')
  return closing(now, row.status === 'helped' ? 'confirmed' : 'withdrawn', { kind: 'safe', by: 'requester' })
}

export function withdrawn(row: HelpRequest, now: Date, reason: string | undefined): Step {
  if (!isOpen(row.status)) refuse('wrong-status')
  const details = reason === undefined ? {} : { chips: [reason] }
  return closing(now, 'withdrawn', { kind: 'withdrawn', by: 'requester', details })
}

/** The requester bars a helper: whoever holds the case loses it, and may not take it again. */
export function revoked(row: HelpRequest, now: Date, terms: Terms, accountId: string): Step {
  const barred = [...new Set([...row.barred, accountId])]
  const event: CaseEvent = { kind: 'access-revoked', by: 'requester', details: { from: accountId } }
  if (row.holder_account_id !== accountId) return { set: { barred }, events: [event] }
  const back = returned(row, now, terms, event, 'access-revoked')
  return { set: { ...back.set, barred }, events: back.events }
}

/** News of the requester. New answers may raise the urgency, never lower it. */
export function toldByRequester(
  row: HelpRequest,
  news: { chips: string[]; note?: string | undefined; verdict?: { urgency: Urgency; reasons: string[] } },
): Step {
  if (!isOpen(row.status)) refuse('wrong-status')
  const event: CaseEvent = { kind: 'news', by: 'requester', note: news.note, details: { chips: news.chips } }
  if (!news.verdict || urgencyRank[news.verdict.urgency] <= row.urgency) return { set: {}, events: [event] }
  const { urgency, reasons } = news.verdict
  const set = { urgency: urgencyRank[urgency], urgency_reasons: reasons }
  return { set, events: [event, { kind: 'urgency-raised', by: 'system', details: { level: urgency } }] }
}

/** A repeat raises the lead one step, once; and to the repeat's own urgency if that is higher. */
export function askedAgain(lead: HelpRequest, repeat: { urgency: number; urgency_reasons: string[] }): Step {
  const before = lead.urgency_reasons
  const step = before.includes('asked-again') ? 0 : 1
  const urgency = Math.min(3, Math.max(lead.urgency + step, repeat.urgency))
  const worse = repeat.urgency > lead.urgency ? repeat.urgency_reasons : []
  const urgency_reasons = [...new Set([...worse, ...before, 'asked-again'])]
  return {
    set: { urgency, urgency_reasons },
    events: [{ kind: 'asked-again', by: 'requester', details: { level: urgencyOf(urgency) } }],
  }
}

export function urgencySet(
  row: HelpRequest,
  urgency: Urgency,
  by: { accountId: string; reason: string },
): Step {
  if (!isOpen(row.status)) refuse('wrong-status')
  return {
    set: { urgency: urgencyRank[urgency], urgency_reasons: ['set-by-coordinator'] },
    events: [
      {
        kind: 'urgency-set',
        by: 'coordinator',
        accountId: by.accountId,
        note: by.reason,
        details: { level: urgency },
      },
    ],
  }
}

/** Linked under its lead: closed as a duplicate, never dropped. */
export function linked(
  row: HelpRequest,
  lead: HelpRequest,
  now: Date,
  by: CaseEvent['by'],
  accountId?: string,
): Step {
  if (row.lead_id !== null || lead.lead_id !== null || row.id === lead.id) refuse('already-linked')
  if (row.status !== 'waiting' || !isOpen(lead.status)) refuse('wrong-status')
  const step = closing(now, 'duplicate', {
    kind: 'linked-duplicate',
    by,
    accountId,
    details: { lead: lead.number },
  })
  return { set: { ...step.set, lead_id: lead.id, may_repeat_id: null }, events: step.events }
}

export function unlinked(row: HelpRequest, now: Date, terms: Terms, accountId: string): Step {
  if (row.lead_id === null) refuse('wrong-status')
  const back = returned(row, now, terms, { kind: 'unlinked-duplicate', by: 'coordinator', accountId })
  return { set: { ...back.set, lead_id: null, outcome: null, closed_at: null }, events: back.events }
}

/** What silence does to a helped case: a coordinator is asked to call, then it closes, counted apart. */
export function silent(row: HelpRequest, now: Date, profile: Profile): Step | null {
  if (row.status !== 'helped' || row.helped_at === null) return null
  const { closingSilenceHours, coordinatorCallHours } = profile.terms
  if (row.call_asked_at === null) {
    if (now < hoursAfter(row.helped_at, closingSilenceHours)) return null
    const attention = row.attention ?? 'call-requester'
    return { set: { call_asked_at: now, attention }, events: [{ kind: 'call-asked', by: 'system' }] }
  }
  if (now < hoursAfter(row.call_asked_at, coordinatorCallHours)) return null
  const notFound = profile.helpResults.some(
    (r) => r.means === 'not-found' && row.helped_results.includes(r.id),
  )
  return closing(now, notFound ? 'not-found' : 'unconfirmed', { kind: 'closed-unconfirmed', by: 'system' })
}

function volunteerEvent(
  kind: CaseEvent['kind'],
  { accountId }: Doing,
  note?: string,
  details: CaseEvent['details'] = {},
): CaseEvent {
  return { kind, by: 'volunteer', accountId, note, details }
}
