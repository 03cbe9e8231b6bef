import {
  type Actor,
  account,
  coordinatedAreas,
  isApprovedVolunteer,
  visibleAreas,
  within,
} from '../access/actor.ts'
import { refuse } from '../platform/problem.ts'
import type { HelpRequest } from './case.ts'
import { mayBeReopened } from './closing-rules.ts'

/** How much of a case a person sees: all but the phone, or the case without names and exact words. */
export type Sight = 'holder' | 'coordinator' | 'helper'

/**
 * What this actor sees of a case; refuses those outside their areas, unless they hold it. A closed case is closed to the
 * volunteers of its area too: beside coordinators, only who has held it may read it still.
 */
export function sightOf(actor: Actor, row: HelpRequest): Sight {
  const { accountId } = account(actor)
  if (row.holder_account_id === accountId) return 'holder'
  if (within(coordinatedAreas(actor), row.subdistrict_code)) return 'coordinator'
  const mayRead =
    row.status === 'closed'
      ? row.held_by.includes(accountId)
      : within(visibleAreas(actor), row.subdistrict_code)
  return mayRead ? 'helper' : refuse('outside-scope')
}

/** Approved volunteers may claim within their approved areas. */
export function mayClaim(actor: Actor, row: HelpRequest): boolean {
  const who = account(actor)
  return isApprovedVolunteer(who) && within(who.volunteer?.areas ?? [], row.subdistrict_code)
}

/**
 * The holder may open a number while the lease runs, also of what is linked under their case; a coordinator of the area
 * while the case is open, saying why; nobody whom the requester has barred.
 */
export function mayRevealPhone(
  actor: Actor,
  row: HelpRequest,
  { reason, lead }: { reason?: string | undefined; lead?: HelpRequest | undefined },
): boolean {
  const { accountId } = account(actor)
  if (row.barred.includes(accountId)) return false
  const held = lead ?? row
  if (held.holder_account_id === accountId && held.lease_until !== null) return true
  return mayCoordinate(actor, row) && held.status !== 'closed' && reason !== undefined
}

/** Coordinators decide within the areas they answer for. */
export const mayCoordinate = (actor: Actor, row: HelpRequest): boolean =>
  within(coordinatedAreas(actor), row.subdistrict_code)

/** The steps open to this actor now, as the words of their paths. */
export function openSteps(actor: Actor, row: HelpRequest): string[] {
  const steps: string[] = []
  const mine = row.holder_account_id === account(actor).accountId
  const offered = row.status === 'waiting' || (!mine && row.hand_over_at !== null)
  if (offered && mayClaim(actor, row) && !row.barred.includes(account(actor).accountId)) steps.push('claim')
  if (mine && row.status === 'claimed') steps.push('on-the-way', 'arrive', 'cannot-reach')
  if (mine && (row.status === 'claimed' || row.status === 'helping')) {
    steps.push('reveal-phone', 'news', 'hand-over', 'release', 'refer', 'helped')
  }
  if (!mayCoordinate(actor, row)) return steps
  if (row.status === 'waiting') steps.push('assign', 'link-duplicate')
  if (row.status !== 'closed') steps.push('set-urgency', 'call', 'close')
  if (mayBeReopened(row)) steps.push('call', 'reopen')
  if (!steps.includes('reveal-phone') && mayRevealPhone(actor, row, { reason: 'a reason' }))
    steps.push('reveal-phone')
  if (row.attention !== null) steps.push('settle')
  if (row.lead_id !== null) steps.push('unlink-duplicate')
  return steps
}
