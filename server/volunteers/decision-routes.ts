import {
  approveVolunteer,
  endVolunteerSessions,
  liftClaimPause,
  listVolunteers,
  refuseVolunteer,
  suspendVolunteer,
} from '../../contract/volunteers.ts'
import { type Actor, coordinatedAreas, narrowed } from '../access/actor.ts'
import { commonArea, endSessionsOf, phoneOfAccount } from '../access/questions.ts'
import { liftPause, releaseAllHeldBy } from '../help-requests/questions.ts'
import { enqueueSms, type SmsTextId } from '../notices/questions.ts'
import type { Context, Http } from '../platform/http.ts'
import { pageFrom, pageOf } from '../platform/page.ts'
import type { Parts } from '../platform/parts.ts'
import { reasonOf } from '../platform/reason.ts'
import { accountOfMine, type Decision, lockOther, reachable, saveDecision } from './decisions.ts'
import { presentOne, presentVolunteers } from './present.ts'
import * as rules from './rules.ts'
import { countVolunteersWithin, readVolunteer, volunteersWithin } from './volunteer-view.ts'

/** What a coordinator sees of, and decides about, the volunteers of the own areas. */
export function decisionRoutes(http: Http<Actor>, parts: Parts): void {
  const { terms } = parts.profile

  const shown = async (id: string, { db, now }: Context<Actor>) =>
    presentOne(db, await readVolunteer(db, id), { terms, now })

  http.handle(listVolunteers, async ({ area, status, ...asked }, { db, actor, now, about }) => {
    const page = pageOf(asked)
    const areas = narrowed(coordinatedAreas(actor), area)
    about({ area: commonArea(areas) })
    const { items, next } = pageFrom(await volunteersWithin(db, { areas, status, ...page }), page)
    const total = await countVolunteersWithin(db, { areas, status })
    return { items: await presentVolunteers(db, items, { terms, now }), next, total }
  })

  http.handle(approveVolunteer, async ({ id, change }, context) => {
    const volunteer = await lockOther(id, context)
    const decision = rules.approving(volunteer, coordinatedAreas(context.actor), change)
    await saveDecision(volunteer, decision, { context, reason: null })
    await tell(volunteer.account_id, textOf(decision, 'approved'), context)
    return shown(id, context)
  })

  http.handle(refuseVolunteer, async ({ id, reason, change }, context) => {
    const why = reasonOf(reason)
    const volunteer = await lockOther(id, context)
    const decision = rules.refusing(volunteer, coordinatedAreas(context.actor), change)
    await saveDecision(volunteer, decision, { context, reason: why })
    await tell(volunteer.account_id, textOf(decision, 'refused'), context)
    return shown(id, context)
  })

  http.handle(suspendVolunteer, async ({ id, reason }, context) => {
    const why = reasonOf(reason)
    const volunteer = await lockOther(id, context)
    const after = reachable(rules.suspended(volunteer, coordinatedAreas(context.actor)))
    await saveDecision(volunteer, { after, change: null }, { context, reason: why })
    await releaseAllHeldBy(context.db, volunteer.account_id, {
      now: context.now,
      profile: parts.profile,
    })
    await endSessionsOf(context.db, volunteer.account_id)
    await tell(volunteer.account_id, 'volunteer-suspended', context)
    return shown(id, context)
  })

  http.handle(endVolunteerSessions, async ({ id, reason }, context) => {
    const why = reasonOf(reason)
    await endSessionsOf(context.db, await accountOfMine(id, context))
    context.about({ reason: why })
    return shown(id, context)
  })

  http.handle(liftClaimPause, async ({ id }, context) => {
    await liftPause(context.db, await accountOfMine(id, context))
    return shown(id, context)
  })

  const tell = async (accountId: string, textId: SmsTextId, { db }: Context<Actor>) => {
    const phone = await phoneOfAccount(db, parts.crypto, accountId)
    await enqueueSms({ ...parts, db }, phone, textId)
  }
}

/** Who is approved already is told of the change, when there is one. */
const textOf = ({ change }: Decision, done: 'approved' | 'refused'): SmsTextId =>
  change ? `volunteer-change-${done}` : `volunteer-${done}`
