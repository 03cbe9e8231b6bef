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
  return {
    set: {
      ...unheld,
      ...unhelped,
      status: 'waiting',
      status_at: now,
      attention,
      tell_next_at: nextTelling(row, now, terms),
    },
    events: [event],
  }
}

type Told = Pick<
  HelpRequest,
  'urgency' | 'waiting_since' | 'told_level' | 'subdistrict_code' | 'district_code' | 'province_code'
>

/** The next level of the promise line, the area that is, and when the one after it is due. */
export function nextLevel(row: Told, now: Date, terms: Terms) {
  const steps = terms.escalation[urgencyOf(row.urgency)]
  const level = steps[steps.findIndex((step) => step.level === row.told_level) + 1]?.level ?? 'province'
  const areas = {
    subdistrict: row.subdistrict_code,
    district: row.district_code,
    province: row.province_code,
  }
  return { level, area: areas[level], next: nextTelling({ ...row, told_level: level }, now, terms) }
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

/** A coordinator has done what the mark asked for. */
export function attentionSettled(row: HelpRequest, by: { accountId: string; note: string }): Step {
  if (row.attention === null) refuse('wrong-status')
  return {
    set: { attention: null, may_repeat_id: null, hand_over_at: null },
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
