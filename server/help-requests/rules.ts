import type { Profile, Terms, Urgency } from '../../profiles/profile.ts'
import { refuse } from '../platform/problem.ts'
import { type CaseEvent, type HelpRequest, hoursAfter, type Step } from './case.ts'
import { believed, vouched } from './knowing-rules.ts'
import { tellings } from './telling-rules.ts'
import { setByCoordinator, type When } from './urgency-rules.ts'

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

/** A coordinator has done what the mark asked for; what is no repeat stands in `group`, alone, from now on. */
export function attentionSettled(
  row: HelpRequest,
  { now, terms, group, ...by }: { accountId: string; note: string; group: string; now: Date; terms: Terms },
): Step {
  if (row.attention === null) refuse('wrong-status')
  const change = believed(row, vouched(row, now), { now, terms })
  const apart =
    row.attention === 'may-be-duplicate'
      ? { may_repeat_id: null, repeat_reasons: [], repeat_group_id: group }
      : {}
  return {
    ...change,
    set: { ...change.set, attention: null, hand_over_at: null, ...apart },
    events: [{ kind: 'attention-settled', by: 'coordinator', ...by, details: { attention: row.attention } }],
  }
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
