import {
  askForHelp,
  likelyDuplicates,
  listHelpRequests,
  myHelpRequests,
  nearHelpRequests,
  oneHelpRequest,
} from '../../contract/help-requests.ts'
import { type Actor, account, visibleAreas } from '../access/actor.ts'
import { phoneHash, readPhoneProof } from '../access/questions.ts'
import type { Http } from '../platform/http.ts'
import type { Parts } from '../platform/parts.ts'
import { refuse } from '../platform/problem.ts'
import { intake } from './ask.ts'
import { type HelpRequest, hoursAfter, urgencyRank } from './case.ts'
import { coordinatorRoutes } from './coordinator-routes.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { followRoutes } from './follow-routes.ts'
import { helperRoutes } from './helper-routes.ts'
import { casesHeldBy, casesNear, casesOfArea } from './list-view.ts'
import { followKeyOf, followUrl } from './number.ts'
import { showCase, showList } from './show-case.ts'
import { openOfPhone, readByNumber } from './store.ts'

/** Rows in a page of cases, unless asked for fewer or more. */
const PAGE = 50
const NEAR_KM = 20
/** How long a closed case stays in its helper's own list. */
const RECENT_DAYS = 30

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

  http.handle(nearHelpRequests, async ({ lon, lat, km, limit, need }, { db, actor }) => {
    const areas = visibleAreas(actor)
    const rows = await casesNear(db, { lon, lat, km: km ?? NEAR_KM, limit: limit ?? PAGE, need, areas })
    const items = await showList(db, rows, { x: lon, y: lat })
    return { items: items.sort(byUrgencyThenWaiting) }
  })

  http.handle(listHelpRequests, async (query, { db, actor, now, about }) => {
    if (query.area) about({ area: query.area })
    const limit = query.limit ?? PAGE
    const rows = await casesOfArea(db, {
      areas: visibleAreas(actor),
      area: query.area,
      status: query.status,
      need: query.need,
      urgency: query.urgency && urgencyRank[query.urgency],
      attention: query.attention,
      waitingBefore: query.waitedHours === undefined ? undefined : hoursAfter(now, -query.waitedHours),
      limit: limit + 1,
      after: readCursor(query.after),
    })
    const last = rows.length > limit ? rows[limit - 1] : undefined
    return { items: await showList(db, rows.slice(0, limit)), next: last ? writeCursor(last) : null }
  })

  http.handle(myHelpRequests, async (_input, { db, actor, now }) => {
    const rows = await casesHeldBy(db, account(actor).accountId, hoursAfter(now, -24 * RECENT_DAYS))
    return { items: await showList(db, rows) }
  })

  http.handle(oneHelpRequest, async ({ number }, context) => {
    const row = (await readByNumber(context.db, number)) ?? refuse('help-request-not-found')
    context.about({ subject: row.number, area: row.subdistrict_code })
    return showCase(context.db, row, context.actor, parts)
  })

  followRoutes(http, parts)
  helperRoutes(http, parts)
  coordinatorRoutes(http, parts)
}

type Ordered = { urgency: keyof typeof urgencyRank; waitingSince: string }

function byUrgencyThenWaiting(a: Ordered, b: Ordered): number {
  return urgencyRank[b.urgency] - urgencyRank[a.urgency] || a.waitingSince.localeCompare(b.waitingSince)
}
