import { changeMyVolunteer, myVolunteer, registerVolunteer } from '../../contract/volunteers.ts'
import { type Actor, account } from '../access/actor.ts'
import { commonArea } from '../access/questions.ts'
import type { Http } from '../platform/http.ts'
import type { Parts } from '../platform/parts.ts'
import { refuse } from '../platform/problem.ts'
import { decisionRoutes } from './decision-routes.ts'
import { presentOne } from './present.ts'
import { readRegistration } from './read-registration.ts'
import { withAreas } from './rules.ts'
import { insertVolunteer, lockVolunteer, saveAreas, saveVolunteer } from './store.ts'
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
      return presentOne(db, await readVolunteer(db, input.id), profile.terms)
    }
    const there = (await findVolunteerOf(db, accountId)) ?? refuse('id-taken')
    if (there.id !== input.id) refuse('already-registered')
    again()
    return presentOne(db, there, profile.terms)
  })

  http.handle(myVolunteer, async (_, { db, actor }) => {
    const own = (await findVolunteerOf(db, account(actor).accountId)) ?? refuse('volunteer-not-found')
    return presentOne(db, own, profile.terms)
  })

  http.handle(changeMyVolunteer, async (input, { db, actor, now, about }) => {
    const { accountId } = account(actor)
    const said = readRegistration(input, profile)
    const own = (await lockVolunteer(db, { accountId })) ?? refuse('volunteer-not-found')
    if (own.status === 'suspended') refuse('not-allowed')
    const after = input.areas ? withAreas(own, input.areas) : own
    await saveVolunteer(db, own.id, { ...said, status: after.status })
    await saveAreas(db, own.id, { before: own.areas, after: after.areas, now, by: null })
    about({ subject: `volunteer:${own.id}`, area: commonArea([...after.areas.keys()]) })
    return presentOne(db, await readVolunteer(db, own.id), profile.terms)
  })
}
