import type { Terms } from '../../profiles/profile.ts'
import { refuse } from '../platform/problem.ts'
import type { JsonObject } from '../platform/schema.ts'
import { type CaseEvent, type HelpRequest, type Step, urgencyOf } from './case.ts'
import { contestedBy } from './closing-rules.ts'
import { believed, proven } from './knowing-rules.ts'
import { closing, isOpen, returned } from './rules.ts'
import { type Judged, raisedBy, type When } from './urgency-rules.ts'

/** The second key. */
export function confirmed(row: HelpRequest, now: Date): Step {
  if (row.status !== 'helped') refuse('wrong-status')
  return closing(now, 'confirmed', { kind: 'confirmed', by: 'requester' })
}

/** Not complete, or real after all: back to the place in the queue, also when it was closed without the requester. */
export const contested = (row: HelpRequest, now: Date, terms: Terms, note: string | undefined): Step =>
  contestedBy(row, { kind: 'contested', by: 'requester', note }, { now, terms })

export function stillNeeded(row: HelpRequest): Step {
  if (row.status === 'helped' || !isOpen(row.status)) refuse('wrong-status')
  return { set: {}, events: [{ kind: 'still-needed', by: 'requester' }] }
}

/** All safe: closes; when a helper has said helped, that is the second key. A helper who had arrived did help. */
export function saidSafe(row: HelpRequest, now: Date): Step {
  if (!isOpen(row.status)) refuse('wrong-status')
  const outcome = row.status === 'helped' ? 'confirmed' : 'safe'
  const { set, events } = closing(now, outcome, { kind: 'safe', by: 'requester' })
  const helped_by = row.status === 'helping' ? row.holder_account_id : row.helped_by
  return { set: { ...set, helped_by }, events }
}

export function withdrawn(row: HelpRequest, now: Date, reason: string | undefined): Step {
  if (!isOpen(row.status)) refuse('wrong-status')
  return closing(now, 'withdrawn', withdrawal(reason))
}

export const withdrawal = (reason: string | undefined): CaseEvent => ({
  kind: 'withdrawn',
  by: 'requester',
  details: reason === undefined ? {} : { chips: [reason] },
})

/** The requester bars a helper: whoever holds the case loses it, and may not take it again. */
export function revoked(row: HelpRequest, now: Date, terms: Terms, accountId: string): Step {
  const barred = [...new Set([...row.barred, accountId])]
  const event: CaseEvent = { kind: 'access-revoked', by: 'requester', details: { from: accountId } }
  if (row.holder_account_id !== accountId) return { set: { barred }, events: [event] }
  const back = returned(row, now, terms, event, 'access-revoked')
  return { ...back, set: { ...back.set, barred } }
}

/** What new answers, laid over the earlier ones, say. */
export type Verdict = Judged & { triage: JsonObject }

/** News of the requester. New answers may raise the urgency, never lower it; whoever helps reads the latest. */
export function toldByRequester(
  row: HelpRequest,
  news: { chips: string[]; note?: string | undefined; verdict?: Verdict | undefined },
  when: When,
): Step {
  if (!isOpen(row.status)) refuse('wrong-status')
  const event: CaseEvent = { kind: 'news', by: 'requester', note: news.note, details: { chips: news.chips } }
  if (!news.verdict) return { set: {}, events: [event] }
  const { triage, ...judged } = news.verdict
  const change = raisedBy(row, judged, when) ?? { set: {} }
  const raised: CaseEvent = {
    kind: 'urgency-raised',
    by: 'system',
    details: { level: urgencyOf(judged.urgency) },
  }
  return {
    ...change,
    set: { ...change.set, triage },
    events: judged.urgency > row.urgency ? [event, raised] : [event],
  }
}

/** The phone is proven: believed from now on, also in when it was asked. */
export const phoneProven = (row: HelpRequest, when: { now: Date; terms: Terms }): Step => ({
  ...believed(row, proven(row), when),
  events: [{ kind: 'phone-verified', by: 'requester' }],
})
