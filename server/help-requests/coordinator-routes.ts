import {
  assign,
  linkDuplicate,
  settleAttention,
  setUrgency,
  unlinkDuplicate,
} from '../../contract/help-requests.ts'
import { type Actor, account, within } from '../access/actor.ts'
import type { Http } from '../platform/http.ts'
import type { Parts } from '../platform/parts.ts'
import { refuse } from '../platform/problem.ts'
import { approvedVolunteer } from '../volunteers/questions.ts'
import { lockCoordinated } from './coordinating.ts'
import { claimed } from './holder-rules.ts'
import { newDoorCode } from './number.ts'
import { askedAgain, attentionSettled, linked, unlinked, urgencySet } from './rules.ts'
import { showCase } from './show-case.ts'
import { saveStep } from './store.ts'

/** What a coordinator decides about a case of the area. */
export function coordinatorRoutes(http: Http<Actor>, parts: Parts): void {
  const { terms } = parts.profile

  http.handle(assign, async ({ number, volunteerId }, context) => {
    const { db, actor, now } = context
    const row = await lockCoordinated(number, context)
    const volunteer = (await approvedVolunteer(db, volunteerId)) ?? refuse('volunteer-not-found')
    if (!within(volunteer.areas, row.subdistrict_code)) refuse('outside-scope')
    // the cap guards against taking too much on oneself; a coordinator who assigns has asked first
    const claim = {
      doorCode: newDoorCode(terms.doorCodeDigits),
      openClaims: 0,
      cap: 1,
      byCoordinator: account(actor).accountId,
    }
    const step = claimed(row, { accountId: volunteer.accountId, now, terms }, claim)
    return showCase(db, await saveStep(db, row, step, now), actor, parts)
  })

  http.handle(setUrgency, async ({ number, urgency, reason }, context) => {
    const row = await lockCoordinated(number, context)
    context.about({ reason })
    const by = {
      accountId: account(context.actor).accountId,
      reason,
      now: context.now,
      profile: parts.profile,
    }
    const step = urgencySet(row, urgency, by)
    return showCase(context.db, await saveStep(context.db, row, step, context.now), context.actor, parts)
  })

  http.handle(settleAttention, async ({ number, note }, context) => {
    const row = await lockCoordinated(number, context)
    const by = { accountId: account(context.actor).accountId, note, now: context.now, terms }
    const step = attentionSettled(row, by)
    return showCase(context.db, await saveStep(context.db, row, step, context.now), context.actor, parts)
  })

  http.handle(linkDuplicate, async ({ number, lead: leadNumber }, context) => {
    const { db, actor, now } = context
    // always the lower number first: two coordinators linking A to B and B to A must not wait for each other for ever
    const [first, second] = number < leadNumber ? [number, leadNumber] : [leadNumber, number]
    const locked = [await lockCoordinated(first, context), await lockCoordinated(second, context)]
    const row = locked.find((one) => one.number === number) ?? refuse('already-linked')
    const lead = locked.find((one) => one.number === leadNumber) ?? refuse('already-linked')
    const { accountId } = account(actor)
    const after = await saveStep(db, row, linked(row, lead, now, 'coordinator', accountId), now)
    await saveStep(db, lead, askedAgain(lead, row, { now, profile: parts.profile }), now)
    context.about({ subject: row.number, area: row.subdistrict_code })
    return showCase(db, after, actor, parts)
  })

  http.handle(unlinkDuplicate, async ({ number }, context) => {
    const { db, actor, now } = context
    const row = await lockCoordinated(number, context)
    const step = unlinked(row, now, terms, account(actor).accountId)
    return showCase(db, await saveStep(db, row, step, now), actor, parts)
  })
}
