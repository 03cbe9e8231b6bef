import { revealIdentity } from '../../../contract/register.ts'
import { type Actor, account } from '../../access/actor.ts'
import { countLookUp } from '../../access/questions.ts'
import type { Http } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { reasonOf } from '../../platform/reason.ts'
import { sealChanges } from '../write/changes.ts'
import { addNote } from '../write/touch-store.ts'
import { subjectOf } from './resident-routes.ts'
import { residentThere } from './sheet-view.ts'

/** The full number, to whoever says why: that stands in the history of the resident and in the audit record. */
export function revealRoutes(http: Http<Actor>, { crypto, profile }: Parts): void {
  http.handle(revealIdentity, async ({ id, reason }, context) => {
    const { db, actor, now } = context
    const why = reasonOf(reason)
    const resident = (await residentThere(db, id)) ?? refuse('resident-not-found')
    context.about({ subject: subjectOf(id), area: resident.subdistrict_code, reason: why })
    const { identity_kind: kind, identity_cipher: sealed } = resident
    if (kind === null || sealed === null) return refuse('no-identity')
    await countLookUp(context, { kind: 'identity' }, profile.terms)
    const changes = sealChanges(crypto, {}, { reason: why })
    const note = {
      kind: 'resident',
      action: 'identity-revealed',
      accountId: account(actor).accountId,
      changes,
    } as const
    await addNote(db, resident, note, now)
    return { kind: kind as 'thai', number: crypto.open(sealed) }
  })
}
