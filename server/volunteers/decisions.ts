import type { ProblemCode } from '../../contract/problems.ts'
import { type Actor, account, coordinatedAreas } from '../access/actor.ts'
import { commonArea } from '../access/questions.ts'
import type { Context } from '../platform/http.ts'
import { refuse } from '../platform/problem.ts'
import { identityOf } from './change-rules.ts'
import { removeChange } from './change-store.ts'
import { type Decided, type Decision, isWithin } from './rules.ts'
import { type LockedVolunteer, lockVolunteer, saveAreas, saveVolunteer } from './store.ts'

export type { Decision } from './rules.ts'

/** A registration to decide about, locked: never the own one. */
export async function lockOther(id: string, { db, actor }: Context<Actor>): Promise<LockedVolunteer> {
  const volunteer = (await lockVolunteer(db, { id })) ?? refuse('volunteer-not-found')
  return volunteer.account_id === account(actor).accountId ? refuse('not-oneself') : volunteer
}

/** The account of a volunteer with an area in the own scope; never one's own. */
export async function accountOfMine(id: string, context: Context<Actor>): Promise<string> {
  const { areas, account_id } = await lockOther(id, context)
  if (!isWithin(areas, coordinatedAreas(context.actor))) refuse('outside-scope')
  context.about({ subject: `volunteer:${id}`, area: commonArea([...areas.keys()]) })
  return account_id
}

/** What a rule decided; refuses with the code it answered instead. */
export const reachable = (after: Decided | ProblemCode): Decided =>
  typeof after === 'string' ? refuse(after) : after

/** Writes what a coordinator decided: areas, and the change of who somebody is, which is taken over or dropped. */
export async function saveDecision(
  volunteer: LockedVolunteer,
  { after, change }: Decision,
  { context: { db, actor, now, about }, reason }: { context: Context<Actor>; reason: string | null },
): Promise<void> {
  const { id, areas, vouched_at } = volunteer
  const by = account(actor).accountId
  const taken = change === 'approved' && volunteer.change ? identityOf(volunteer.change) : null
  const vouched = vouched_at ?? (after.status === 'approved' ? now : null)
  await saveVolunteer(db, id, {
    ...(taken && { ...taken, kinds: [...taken.kinds] }),
    ...{ status: after.status, reason, decided_at: now, decided_by: by, vouched_at: vouched },
  })
  if (change !== null) await removeChange(db, id)
  await saveAreas(db, id, { before: areas, after: after.areas, now, by })
  about({ subject: `volunteer:${id}`, area: commonArea([...areas.keys()]), reason: reason ?? undefined })
}
