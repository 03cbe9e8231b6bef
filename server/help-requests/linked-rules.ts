import { refuse } from '../platform/problem.ts'
import type { CaseEvent, HelpRequest, Step } from './case.ts'
import { left, standsAlone } from './join-rules.ts'
import { revoked, toldByRequester, type Verdict } from './requester-rules.ts'
import { closing } from './rules.ts'
import { raisedBy, type When } from './urgency-rules.ts'

/** What the requester of a linked request has at hand: their request, its lead, and an id should it stand alone again. */
export type Linked = { row: HelpRequest; lead: HelpRequest; group: string; when: When }

/** Whether somebody is still on the way to what the lead and its linked requests ask for. */
const underWay = ({ status }: HelpRequest): boolean => ['waiting', 'claimed', 'helping'].includes(status)

/** Back to the queue, because help has come to the lead and not to this one. */
const notHelped = ({ row, group, when }: Linked, event: CaseEvent): Step =>
  left(row, when, { group, event, attention: 'contested' })

/** Told to whoever helps the lead; once that is over, this one waits again. */
export function stillNeededToo(linked: Linked): Step {
  if (linked.row.erased_at !== null) refuse('wrong-status')
  const event: CaseEvent = { kind: 'still-needed', by: 'requester' }
  return underWay(linked.lead) ? { set: {}, events: [event] } : notHelped(linked, event)
}

export const contestedToo = (linked: Linked, note: string | undefined): Step =>
  notHelped(linked, { kind: 'contested', by: 'requester', note })

/** Ends this one alone: its lead goes on without what it had brought. */
export function endedToo(
  row: HelpRequest,
  { now, group }: { now: Date; group: string },
  outcome: 'safe' | 'withdrawn',
  event: CaseEvent,
): Step {
  if (row.erased_at !== null) refuse('wrong-status')
  const step = closing(now, outcome, event)
  return { ...step, set: { ...step.set, ...standsAlone(group) } }
}

/** News reaches whoever helps the lead; once that is over, they say that this one still needs help. */
export function toldToo(
  linked: Linked,
  news: { chips: string[]; note?: string | undefined; verdict?: Verdict | undefined },
): Step {
  const { row, when } = linked
  if (row.erased_at !== null) refuse('wrong-status')
  const told = toldByRequester({ ...row, status: 'helping' }, news, when)
  if (underWay(linked.lead)) return told
  const waiting = { ...row, status: 'waiting' }
  const raised = news.verdict ? raisedBy(waiting, news.verdict, when) : null
  const judged = {
    urgency: raised?.set.urgency ?? row.urgency,
    urgency_reasons: raised?.set.urgency_reasons ?? row.urgency_reasons,
  }
  const back = notHelped({ ...linked, row: { ...row, ...judged } }, { kind: 'still-needed', by: 'requester' })
  return { ...back, set: { ...told.set, ...back.set }, events: [...told.events, ...back.events] }
}

/** Whoever is barred and holds the lead would read on: then this one waits by itself again. */
export function revokedToo(linked: Linked, accountId: string): Step {
  const { row, lead, group, when } = linked
  const step = revoked(row, when.now, when.profile.terms, accountId)
  if (lead.holder_account_id !== accountId) return step
  const event: CaseEvent = { kind: 'access-revoked', by: 'requester', details: { from: accountId } }
  const back = left(row, when, { group, event, attention: 'access-revoked' })
  return { ...back, set: { ...step.set, ...back.set } }
}
