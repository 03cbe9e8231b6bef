import { revealIdentity } from '../../contract/register.ts'
import type { Actor } from '../access/actor.ts'
import type { Http } from '../platform/http.ts'
import type { Parts } from '../platform/parts.ts'
import { refuse } from '../platform/problem.ts'
import { scrub } from '../platform/scrub.ts'
import { sealChanges } from './changes.ts'
import { subjectOf } from './resident-routes.ts'
import { lockResident, noteAt } from './telling.ts'

/** The full number, to whoever says why: that stands in the history of the resident and in the audit record. */
export function revealRoutes(http: Http<Actor>, { crypto }: Parts): void {
  http.handle(revealIdentity, async ({ id, reason }, context) => {
    const resident = await lockResident(context, id)
    const why = scrub(reason)
    context.about({ subject: subjectOf(id), area: resident.subdistrict_code, reason: why })
    const { identity_kind: kind, identity_cipher: sealed } = resident
    if (kind === null || sealed === null) return refuse('no-identity')
    await noteAt(context, resident, 'identity-revealed', sealChanges(crypto, {}, { reason: why }))
    return { kind: kind as 'thai', number: crypto.open(sealed) }
  })
}
