import {
  assign,
  linkDuplicate,
  settleAttention,
  setUrgency,
  unlinkDuplicate,
} from '../../contract/help-requests.ts'
import { type Actor, account, within } from '../access/actor.ts'
import type { Http } from '../platform/http.ts'
import { newId } from '../platform/ids.ts'
import type { Parts } from '../platform/parts.ts'
import { refuse } from '../platform/problem.ts'
import { approvedVolunteer } from '../volunteers/questions.ts'
import { lockCoordinated } from './coordinating.ts'
import { claimed } from './holder-rules.ts'
import { left, linked, withOwn } from './join-rules.ts'
import { believed, vouched } from './knowing-rules.ts'
import { newDoorCode } from './number.ts'
import { attentionSettled, urgencySet } from './rules.ts'
import { saveStep } from './save-step.ts'
import { showCase } from './show-case.ts'
import { lockGroupsOfNumbers } from './store.ts'

/** What a coordinator decides about a case of the area. */
export function coordinatorRoutes(http: Http<Actor>, parts: Parts): void {
  const { profile } = parts
  const { terms } = profile

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
    return showCase(db, await saveStep(db, row, step, { now, profile }), actor, parts)
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
    const step = withOwn(row, (asked) => urgencySet(asked, urgency, by))
    return showCase(
      context.db,
      await saveStep(context.db, row, step, { now: context.now, profile }),
      context.actor,
      parts,
    )
  })

  http.handle(settleAttention, async ({ number, note }, context) => {
    const row = await lockCoordinated(number, context)
    const by = { accountId: account(context.actor).accountId, note, now: context.now, terms }
    const step = attentionSettled(row, { ...by, group: newId(context.now) })
    return showCase(
      context.db,
      await saveStep(context.db, row, step, { now: context.now, profile }),
      context.actor,
      parts,
    )
  })

  http.handle(linkDuplicate, async ({ number, lead: leadNumber }, context) => {
    const { db, actor, now } = context
    await lockGroupsOfNumbers(db, [number, leadNumber])
    // always the lower number first: two coordinators linking A to B and B to A must not wait for each other for ever
    const [first, second] = number < leadNumber ? [number, leadNumber] : [leadNumber, number]
    const locked = [await lockCoordinated(first, context), await lockCoordinated(second, context)]
    const row = locked.find((one) => one.number === number) ?? refuse('already-linked')
    const lead = locked.find((one) => one.number === leadNumber) ?? refuse('already-linked')
    const { accountId } = account(actor)
    const step = linked(row, lead, now, { by: 'coordinator', accountId })
    // somebody has looked at both: the one that stays is known
    const looked = { ...believed(lead, vouched(lead, now), { now, terms }), events: [] }
    await saveStep(db, lead, looked, { now, profile })
    const after = await saveStep(db, row, step, { now, profile })
    context.about({ subject: row.number, area: row.subdistrict_code })
    return showCase(db, after, actor, parts)
  })

  http.handle(unlinkDuplicate, async ({ number }, context) => {
    const { db, actor, now } = context
    const row = await lockCoordinated(number, context)
    const { accountId } = account(actor)
    const event = { kind: 'unlinked-duplicate', by: 'coordinator', accountId } as const
    const step = left(row, { now, profile }, { group: newId(now), event })
    return showCase(db, await saveStep(db, row, step, { now, profile }), actor, parts)
  })
}
