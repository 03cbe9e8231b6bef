import type { ProblemCode } from '../../contract/problems.ts'
import {
  approveVolunteer,
  listVolunteers,
  refuseVolunteer,
  suspendVolunteer,
} from '../../contract/volunteers.ts'
import { type Actor, account, coordinatedAreas, narrowed } from '../access/actor.ts'
import { commonArea, phoneOfAccount } from '../access/questions.ts'
import { releaseAllHeldBy } from '../help-requests/questions.ts'
import { enqueueSms, type SmsTextId } from '../notices/questions.ts'
import type { Context, Http } from '../platform/http.ts'
import { pageFrom, pageOf } from '../platform/page.ts'
import type { Parts } from '../platform/parts.ts'
import { refuse } from '../platform/problem.ts'
import { reasonOf } from '../platform/reason.ts'
import { presentOne, presentVolunteers } from './present.ts'
import * as rules from './rules.ts'
import { type LockedVolunteer, lockVolunteer, saveAreas, saveVolunteer } from './store.ts'
import { readVolunteer, volunteersWithin } from './volunteer-view.ts'

/** What a coordinator sees of, and decides about, the volunteers of the own areas. */
export function decisionRoutes(http: Http<Actor>, parts: Parts): void {
  const { terms } = parts.profile

  http.handle(listVolunteers, async ({ area, status, ...asked }, { db, actor, about }) => {
    const page = pageOf(asked)
    const areas = narrowed(coordinatedAreas(actor), area)
    about({ area: commonArea(areas) })
    const { items, next } = pageFrom(await volunteersWithin(db, { areas, status, ...page }), page)
    return { items: await presentVolunteers(db, items, terms), next }
  })

  http.handle(approveVolunteer, async ({ id }, context) => {
    const { volunteer, after } = await decided(id, rules.approved, context)
    await saveDecision(volunteer, after, { context, reason: null })
    await tell(volunteer, 'volunteer-approved', context)
    return presentOne(context.db, await readVolunteer(context.db, id), terms)
  })

  http.handle(refuseVolunteer, async ({ id, reason }, context) => {
    const why = reasonOf(reason)
    const { volunteer, after } = await decided(id, rules.refused, context)
    await saveDecision(volunteer, after, { context, reason: why })
    await tell(volunteer, 'volunteer-refused', context)
    return presentOne(context.db, await readVolunteer(context.db, id), terms)
  })

  http.handle(suspendVolunteer, async ({ id, reason }, context) => {
    const why = reasonOf(reason)
    const { volunteer, after } = await decided(id, rules.suspended, context)
    await saveDecision(volunteer, after, { context, reason: why })
    await releaseAllHeldBy(context.db, volunteer.account_id, { now: context.now, terms })
    await tell(volunteer, 'volunteer-suspended', context)
    return presentOne(context.db, await readVolunteer(context.db, id), terms)
  })

  const tell = async (volunteer: LockedVolunteer, textId: SmsTextId, { db }: Context<Actor>) => {
    const phone = await phoneOfAccount(db, parts.crypto, volunteer.account_id)
    await enqueueSms({ ...parts, db }, phone, textId)
  }
}

type Rule = (volunteer: rules.Decided, scope: readonly string[]) => rules.Decided | ProblemCode

async function decided(id: string, rule: Rule, { db, actor }: Context<Actor>) {
  const volunteer = (await lockVolunteer(db, { id })) ?? refuse('volunteer-not-found')
  const after = rule(volunteer, coordinatedAreas(actor))
  return typeof after === 'string' ? refuse(after) : { volunteer, after }
}

async function saveDecision(
  volunteer: LockedVolunteer,
  after: rules.Decided,
  { context: { db, actor, now, about }, reason }: { context: Context<Actor>; reason: string | null },
): Promise<void> {
  const { id, areas } = volunteer
  const by = account(actor).accountId
  await saveVolunteer(db, id, { status: after.status, reason, decided_at: now, decided_by: by })
  await saveAreas(db, id, { before: areas, after: after.areas, now, by })
  about({ subject: `volunteer:${id}`, area: commonArea([...areas.keys()]), reason: reason ?? undefined })
}
