import type { Profile, Terms, Urgency } from '../../profiles/profile.ts'
import { refuse } from '../platform/problem.ts'
import { type CaseEvent, type HelpRequest, hoursAfter, type Step, urgencyOf } from './case.ts'
import { believed, vouched } from './knowing-rules.ts'
import { tellings } from './telling-rules.ts'
import { type Judged, raisedByRepeat, setByCoordinator, type When } from './urgency-rules.ts'

/** The fields that are empty while nobody holds a case. */
export const unheld = {
  holder_account_id: null,
  claimed_at: null,
  lease_until: null,
  door_code: null,
  on_the_way_at: null,
  hand_over_at: null,
  cannot_reach_count: 0,
  cannot_reach_at: null,
} as const

/** The fields that are empty until a helper says helped. */
const unhelped = { helped_at: null, helped_results: [], call_asked_at: null }

export const isOpen = (status: string): boolean => status !== 'closed'

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

/** Back to the queue, at the place it had: waiting_since never changes, so waiting only ever raises. */
export function returned(
  row: HelpRequest,
  now: Date,
  terms: Terms,
  event: CaseEvent,
  attention: string | null = null,
): Step {
  const due = tellings(row, now, terms)
  return {
    set: { ...unheld, ...unhelped, status: 'waiting', status_at: now, attention, ...due.set },
    events: [event],
    told: due.told,
  }
}

/** Asked for again: the case moves up, and its requester sees why. */
export function askedAgain(lead: HelpRequest, repeat: Judged, when: When): Step {
  const change = raisedByRepeat(lead, repeat, when)
  const level = urgencyOf(change.set.urgency ?? lead.urgency)
  return { ...change, events: [{ kind: 'asked-again', by: 'requester', details: { level } }] }
}

export function urgencySet(
  row: HelpRequest,
  urgency: Urgency,
  by: { accountId: string; reason: string } & When,
): Step {
  if (!isOpen(row.status)) refuse('wrong-status')
  const { accountId, reason: note } = by
  const event: CaseEvent = {
    kind: 'urgency-set',
    by: 'coordinator',
    accountId,
    note,
    details: { level: urgency },
  }
  const word = vouched(row, by.now)
  const change = setByCoordinator({ ...row, ...word }, urgency, by)
  return { ...change, set: { ...word, ...change.set }, events: [event] }
}

/** A coordinator has done what the mark asked for. */
export function attentionSettled(
  row: HelpRequest,
  { now, terms, ...by }: { accountId: string; note: string; now: Date; terms: Terms },
): Step {
  if (row.attention === null) refuse('wrong-status')
  const change = believed(row, vouched(row, now), { now, terms })
  return {
    ...change,
    set: { ...change.set, attention: null, may_repeat_id: null, hand_over_at: null },
    events: [{ kind: 'attention-settled', by: 'coordinator', ...by, details: { attention: row.attention } }],
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
  return { ...back, set: { ...back.set, lead_id: null, outcome: null, closed_at: null } }
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
