import {
  closeFacility,
  facilityHistory,
  myFacilities,
  readKeptFacility,
  refuseFacility,
  reopenFacility,
  verifyFacility,
} from '../../../contract/facility-keeping.ts'
import { type Actor, account } from '../../access/actor.ts'
import type { Context, Http } from '../../platform/http.ts'
import { pageFrom, pageOf } from '../../platform/page.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { keepsAs } from '../access.ts'
import { shownChanges } from '../history.ts'
import { eventsBefore } from '../history-view.ts'
import { holdRoutes } from '../holds/hold-routes.ts'
import { publicText } from '../public-text.ts'
import { remarkRoutes } from '../remarks/remark-routes.ts'
import { checkRoutes } from '../silence/check-routes.ts'
import { nudgeRoutes } from '../silence/nudge-routes.ts'
import { readFacility } from '../store.ts'
import { deskRoutes } from './desk-routes.ts'
import * as rules from './keep-rules.ts'
import { keeperRoutes } from './keeper-routes.ts'
import { lockCoordinated, lockKept, refuseGone, saveKept } from './keeping.ts'
import { keptShower, pageAsked, pageGiven, presentKeptTo } from './kept.ts'
import { keptByGrant } from './kept-view.ts'
import { proposeRoutes } from './propose-routes.ts'
import { tellRoutes } from './tell-routes.ts'

/** What those who keep facilities see and do. */
export function keepRoutes(http: Http<Actor>, parts: Parts): void {
  proposeRoutes(http, parts)
  tellRoutes(http, parts)
  decisionRoutes(http, parts)
  ownRoutes(http, parts)
  holdRoutes(http, parts)
  remarkRoutes(http, parts)
  keeperRoutes(http, parts)
  nudgeRoutes(http, parts)
  checkRoutes(http, parts)
  deskRoutes(http, parts)
}

/** Public or not, open for good or not. */
function decisionRoutes(http: Http<Actor>, parts: Parts): void {
  const { profile } = parts
  const show = keptShower(parts)

  http.handle(verifyFacility, async ({ id }, context) => {
    const kept = await lockCoordinated({ id, context, profile })
    refuseGone(kept.row)
    if (kept.row.verification === 'verified') return show(context, kept.row)
    const set = { verification: 'verified', refused_reason: null }
    return show(context, await saveKept(context, kept, { kind: 'verified', set }))
  })

  http.handle(refuseFacility, async ({ id, reason }, context) => {
    const kept = await lockCoordinated({ id, context, profile })
    if (kept.row.verification === 'verified') refuse('wrong-status')
    context.about({ reason })
    const set = { verification: 'refused', refused_reason: reason }
    return show(context, await saveKept(context, kept, { kind: 'refused', set, reason }))
  })

  http.handle(closeFacility, async ({ id, reason }, context) => {
    const kept = await lockKept({ id, context, profile })
    // the same answer again, as when signal was lost on the way back
    if (kept.row.gone_at) return show(context, kept.row)
    context.about({ reason })
    const set = { gone_at: context.now, gone_reason: publicText(reason, kept.row.phones) }
    return show(context, await saveKept(context, kept, { kind: 'closed', set, reason }))
  })

  http.handle(reopenFacility, async ({ id }, context) => {
    const kept = await lockKept({ id, context, profile })
    if (!kept.row.gone_at) return show(context, kept.row)
    // what was counted before it closed says nothing of now
    const open = rules.told(kept.row, { state: 'open', free: null }, kept)
    const set = { ...open, gone_at: null, gone_reason: null }
    return show(context, await saveKept(context, kept, { kind: 'reopened', set }))
  })
}

/** What one keeps, and what has happened to it. */
function ownRoutes(http: Http<Actor>, parts: Parts): void {
  const { profile } = parts
  const show = keptShower(parts)
  const read = async (id: string, { db, actor }: Context<Actor>) => {
    const row = (await readFacility(db, id)) ?? refuse('facility-not-found')
    return keepsAs(actor, row) ? row : refuse('outside-scope')
  }

  http.handle(readKeptFacility, async ({ id }, context) => show(context, await read(id, context)))

  http.handle(facilityHistory, async ({ id, ...asked }, context) => {
    const row = await read(id, context)
    const page = pageOf(asked)
    const { items, next } = pageFrom(await eventsBefore(context.db, row, page), page)
    return {
      items: items.map(({ code, done_as, at, changes, reason, ...event }) => ({
        ...event,
        ...{ at: at.toISOString(), byCode: code, as: done_as, changes: shownChanges(changes) },
        reason: reason && publicText(reason, row.phones),
      })),
      next,
    }
  })

  http.handle(myFacilities, async (asked, context) => {
    const { db, actor, now } = context
    const page = pageAsked(asked)
    const rows = await keptByGrant(db, { now, profile }, { keeps: account(actor).keeps, page })
    const { items, next } = pageGiven(rows, page)
    return { items: items.map((row) => presentKeptTo(row, context, parts)), next }
  })
}
