import type { Terms } from '../../profiles/profile.ts'
import { refuse } from '../platform/problem.ts'
import { type CaseEvent, type HelpRequest, minutesAfter, type Step } from './case.ts'
import { known, vouched } from './knowing-rules.ts'
import { closing, returned, unheld } from './rules.ts'

/** Who takes a step of a claim, and when. */
export type Doing = { accountId: string; now: Date; terms: Terms }

const held = ['claimed', 'helping'] as const

const isHeld = (status: string): boolean => status === held[0] || status === held[1]

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
      held_by: [...new Set([...row.held_by, accountId])],
      ...(claim.byCoordinator ? vouched(row, now) : known(row, now)),
    },
    events: [event],
  }
}

/** The holder's step; throws `not-holder` when the lease has gone to the queue or to someone else. */
function asHolder(row: HelpRequest, { accountId }: Doing): void {
  if (row.holder_account_id !== accountId) refuse('not-holder')
  if (!isHeld(row.status)) refuse('wrong-status')
}

function renewed(row: HelpRequest, { now, terms }: Doing) {
  const minutes = row.status === 'helping' ? terms.helpingLeaseMinutes : terms.leaseMinutes
  // going on oneself takes the hand-over back
  const attention = row.attention === 'hand-over' ? null : row.attention
  return { lease_until: minutesAfter(now, minutes), hand_over_at: null, attention }
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
    set: {
      ...renewed(row, doing),
      ...vouched(row, doing.now),
      status: 'helping',
      status_at: doing.now,
      lease_until,
    },
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
  return { ...back, events: [event, ...back.events] }
}

export function askedToHandOver(row: HelpRequest, doing: Doing, note: string | undefined): Step {
  asHolder(row, doing)
  return {
    set: { hand_over_at: doing.now, attention: 'hand-over' },
    events: [volunteerEvent('hand-over-asked', doing, note)],
  }
}

/** Whether the holder has not even tried: neither gone, nor arrived, nor found nobody. */
export const isUntried = (row: HelpRequest): boolean =>
  row.status === 'claimed' && row.on_the_way_at === null && row.cannot_reach_count === 0

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

function volunteerEvent(
  kind: CaseEvent['kind'],
  { accountId }: Doing,
  note?: string,
  details: CaseEvent['details'] = {},
): CaseEvent {
  return { kind, by: 'volunteer', accountId, note, details }
}
