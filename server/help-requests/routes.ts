import { askForHelp, likelyDuplicates, oneHelpRequest } from '../../contract/help-requests.ts'
import type { Actor } from '../access/actor.ts'
import { phoneHash, readPhoneProof } from '../access/questions.ts'
import type { Http } from '../platform/http.ts'
import type { Parts } from '../platform/parts.ts'
import { refuse } from '../platform/problem.ts'
import { intake } from './ask.ts'
import type { HelpRequest } from './case.ts'
import { closingRoutes } from './closing-routes.ts'
import { coordinatorRoutes } from './coordinator-routes.ts'
import { followRoutes } from './follow-routes.ts'
import { helperRoutes } from './helper-routes.ts'
import { listRoutes } from './list-routes.ts'
import { followKeyOf, followUrl } from './number.ts'
import { repeatRoutes } from './repeat-routes.ts'
import { showCase } from './show-case.ts'
import { openOfPhone, readByNumber } from './store.ts'

/** Asking, following and helping, over HTTP. */
export function helpRequestRoutes(http: Http<Actor>, parts: Parts): void {
  http.handle(askForHelp, intake(parts), { ownTransaction: true })

  http.handle(likelyDuplicates, async ({ phoneProof }, { db, now, origin }) => {
    const phone = readPhoneProof(parts.crypto, phoneProof, now) ?? refuse('phone-proof-invalid')
    const rows = await openOfPhone(db, phoneHash(parts.crypto, phone))
    const item = (row: HelpRequest) => ({
      number: row.number,
      followUrl: followUrl(origin, followKeyOf(parts.crypto, row.province_code, row.id)),
      status: row.status as 'waiting',
      needs: row.needs,
      askedAt: row.asked_at.toISOString(),
    })
    return { items: rows.map(item) }
  })

  http.handle(oneHelpRequest, async ({ number }, context) => {
    const row = (await readByNumber(context.db, number)) ?? refuse('help-request-not-found')
    context.about({ subject: row.number, area: row.subdistrict_code })
    return showCase(context.db, row, context.actor, parts)
  })

  listRoutes(http, parts)
  followRoutes(http, parts)
  repeatRoutes(http, parts)
  helperRoutes(http, parts)
  coordinatorRoutes(http, parts)
  closingRoutes(http, parts)
}
