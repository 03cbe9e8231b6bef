import { eraseResident } from '../../../contract/register-desk.ts'
import { type Actor, account, coordinatedAreas, within } from '../../access/actor.ts'
import { forgetReasons } from '../../audit/questions.ts'
import { eraseRequests } from '../../help-requests/questions.ts'
import type { Http } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { reasonOf } from '../../platform/reason.ts'
import { beyondScope } from '../moves/borders.ts'
import { lockResident } from '../write/telling.ts'
import { addNote } from '../write/touch-store.ts'
import { eraseResidents, lockSelves } from './erasing.ts'
import { subjectOf } from './resident-routes.ts'
import { residentThere } from './sheet-view.ts'

/** Erasing on request: of the person nothing stays but that somebody was erased, by whom and why. */
export function eraseRoutes(http: Http<Actor>, { profile }: Pick<Parts, 'profile'>): void {
  http.handle(eraseResident, async ({ id, reason }, context) => {
    const { db, actor, now, about } = context
    const why = reasonOf(reason)
    if (!(await residentThere(db, id))) refuse('resident-not-found')
    // all at once: what was merged may lie in areas of others
    await beyondScope(context, (whole) => lockSelves(whole, [id]))
    const resident = await lockResident(context, id)
    const area = resident.subdistrict_code
    about({ subject: subjectOf(id), area, reason: why })
    if (!within(coordinatedAreas(actor), area)) refuse('outside-scope')
    const asked = await beyondScope(context, (whole) => eraseResidents(whole, [id], now))
    await eraseRequests(db, asked, { now, profile })
    await forgetReasons(db, { provinceCode: resident.province_code, subject: subjectOf(id) })
    const { accountId } = account(actor)
    await addNote(db, resident, { kind: 'resident', action: 'erased', accountId }, now)
    return { done: true as const }
  })
}
