import { changeMyVolunteer, myVolunteer, registerVolunteer } from '../../contract/volunteers.ts'
import { type Actor, account } from '../access/actor.ts'
import { commonArea } from '../access/questions.ts'
import { releaseAllHeldBy } from '../help-requests/questions.ts'
import type { Context, Http } from '../platform/http.ts'
import type { Parts } from '../platform/parts.ts'
import { refuse } from '../platform/problem.ts'
import { identityAfter, isSame } from './change-rules.ts'
import { removeChange, saveChange } from './change-store.ts'
import { decisionRoutes } from './decision-routes.ts'
import { presentOne } from './present.ts'
import { readRegistration } from './read-registration.ts'
import { withAreas } from './rules.ts'
import { insertVolunteer, type LockedVolunteer, lockVolunteer, saveAreas, saveVolunteer } from './store.ts'
import { findVolunteerOf, readVolunteer } from './volunteer-view.ts'

export function volunteerRoutes(http: Http<Actor>, parts: Parts): void {
  ownRoutes(http, parts)
  decisionRoutes(http, parts)
}

/** A person's own registration: nobody approves themselves. */
function ownRoutes(http: Http<Actor>, { profile }: Parts): void {
  http.handle(registerVolunteer, async (input, { db, actor, now, about, again }) => {
    const { accountId } = account(actor)
    const said = readRegistration(input, profile)
    const { status, areas } = withAreas({ areas: new Map() }, input.areas)
    const times = { registered_at: now, last_seen_at: now }
    const row = { id: input.id, account_id: accountId, name: input.name, kinds: input.kinds, status }
    about({ subject: `volunteer:${input.id}`, area: commonArea(input.areas) })
    if (await insertVolunteer(db, { ...row, ...said, ...times })) {
      await saveAreas(db, input.id, { before: new Map(), after: areas, now, by: null })
      return presentOne(db, await readVolunteer(db, input.id), { ...profile, now })
    }
    const there = (await findVolunteerOf(db, accountId)) ?? refuse('id-taken')
    if (there.id !== input.id) refuse('already-registered')
    again()
    return presentOne(db, there, { ...profile, now })
  })

  http.handle(myVolunteer, async (_, { db, actor, now }) => {
    const own = (await findVolunteerOf(db, account(actor).accountId)) ?? refuse('volunteer-not-found')
    return presentOne(db, own, { ...profile, now })
  })

  http.handle(changeMyVolunteer, async (input, context) => {
    const { db, actor, now, about } = context
    const { accountId } = account(actor)
    const said = readRegistration(input, profile)
    const own = (await lockVolunteer(db, { accountId })) ?? refuse('volunteer-not-found')
    if (own.status === 'suspended') refuse('not-allowed')
    const after = input.areas ? withAreas(own, input.areas) : own
    await saveVolunteer(db, own.id, { ...(await saidOf(own, said, context)), status: after.status })
    await saveAreas(db, own.id, { before: own.areas, after: after.areas, now, by: null })
    // who is approved nowhere any more can take no further step with a case
    if (own.status === 'approved' && after.status !== 'approved')
      await releaseAllHeldBy(db, accountId, { now, profile })
    about({ subject: `volunteer:${own.id}`, area: commonArea([...after.areas.keys()]) })
    return presentOne(db, await readVolunteer(db, own.id), { ...profile, now })
  })
}

/** What of a change is written at once. What an approval rested on waits; until it is decided the old one holds everywhere. */
async function saidOf(
  { id, status, vouched_at, identity, change }: LockedVolunteer,
  said: ReturnType<typeof readRegistration>,
  { db, now }: Context<Actor>,
): Promise<ReturnType<typeof readRegistration> & { reason?: null }> {
  if (vouched_at === null) return said
  const { name, affiliation, programme, ...free } = said
  const after = identityAfter(identity, change, said)
  const atOnce = { ...free, kinds: [...after.now.kinds] }
  if (after.waits === null) await removeChange(db, id)
  if (after.waits === null || (change && isSame(change, after.waits))) return atOnce
  await saveChange(db, id, { wanted: after.waits, now })
  // why an earlier change was refused is no answer to this one
  return { ...atOnce, ...(status === 'approved' && { reason: null }) }
}
