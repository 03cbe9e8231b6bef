import type { CallAnswer, ClosingOutcome, TimelineKind } from '../../contract/timeline.ts'
import type { Terms } from '../../profiles/profile.ts'
import { refuse } from '../platform/problem.ts'
import type { CaseEvent, HelpRequest, Step } from './case.ts'
import { believed, vouched } from './knowing-rules.ts'
import { closing, isOpen, returned } from './rules.ts'

/** Which coordinator decides, when, and why. */
export type Deciding = { accountId: string; now: Date; terms: Terms; note?: string | undefined }

/** The line of the timeline by which a coordinator ends a case. */
const endings: Record<ClosingOutcome, TimelineKind> = {
  'confirmed-by-phone': 'confirmed-by-phone',
  'not-real': 'closed-not-real',
  'not-found': 'closed-not-found',
  referred: 'referred',
}

/** Endings that were decided without the requester: a coordinator may take them back, the requester may contest them. */
const withoutRequester = ['unconfirmed', ...Object.keys(endings)]
export const mayBeReopened = ({ status, outcome, erased_at }: HelpRequest): boolean =>
  status === 'closed' && erased_at === null && withoutRequester.includes(outcome ?? '')

/** A coordinator may end a case that is open; one that ended in silence may still be confirmed by a call. */
export const mayBeClosed = ({ status, outcome }: HelpRequest, as: ClosingOutcome): boolean =>
  isOpen(status) || (outcome === 'unconfirmed' && as === 'confirmed-by-phone')

const coordinatorEvent = (kind: TimelineKind, { accountId, note }: Deciding): CaseEvent => ({
  kind,
  by: 'coordinator',
  accountId,
  note,
})

/** Ended by a coordinator. `act` marks all that was closed by one decision, so that it can be taken back as one. */
export function closedAs(
  row: HelpRequest,
  outcome: ClosingOutcome,
  { act, ...by }: Deciding & { act: string },
): Step {
  if (!mayBeClosed(row, outcome)) refuse('wrong-status')
  const { set, events } = closing(by.now, outcome, coordinatorEvent(endings[outcome], by))
  // what is not real has not become known by that
  const word = outcome === 'not-real' ? {} : vouched(row, by.now)
  return { set: { ...set, ...word, closing_id: act }, events }
}

/** Whatever a closing left behind is taken back: the case waits at the place it had. */
const unclosed = { outcome: null, closed_at: null, closing_id: null }

export function reopened(row: HelpRequest, by: Deciding): Step {
  if (!mayBeReopened(row)) refuse('wrong-status')
  const back = returned(row, by.now, by.terms, coordinatorEvent('reopened', by))
  return { ...back, set: { ...back.set, ...unclosed } }
}

/** What the requester contests returns to the queue, at the place it had; a coordinator looks at it. */
export function contestedBy(
  row: HelpRequest,
  event: CaseEvent,
  { now, terms }: Pick<Deciding, 'now' | 'terms'>,
): Step {
  if (row.status !== 'helped' && !mayBeReopened(row)) refuse('wrong-status')
  const attention = row.outcome === 'not-real' ? 'says-real' : 'contested'
  const back = returned(row, now, terms, event, attention)
  return { ...back, set: { ...back.set, ...unclosed } }
}

/** What the requester said when a coordinator rang. An unanswered call is noted and changes nothing. */
export function rang(row: HelpRequest, answer: CallAnswer, by: Deciding & { act: string }): Step {
  if (answer === 'received') return closedAs(row, 'confirmed-by-phone', by)
  if (row.status === 'helped' || mayBeReopened(row)) {
    if (answer === 'no-answer') return { set: {}, events: [coordinatorEvent('call-unanswered', by)] }
    return contestedBy(row, coordinatorEvent('contested', by), by)
  }
  if (!isOpen(row.status)) refuse('wrong-status')
  if (answer === 'no-answer') return { set: {}, events: [coordinatorEvent('call-unanswered', by)] }
  return { ...believed(row, vouched(row, by.now), by), events: [coordinatorEvent('still-needed', by)] }
}
