import { deskFacilities } from '../../../contract/facility-keeping.ts'
import { type Actor, coordinatedAreas, narrowed } from '../../access/actor.ts'
import type { Http } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { pageAsked, pageGiven, presentKeptTo } from './kept.ts'
import { deskCounts, deskQueue } from './kept-view.ts'

const HOUR_MS = 3_600_000

/** The facilities a coordinator answers for, by what they need. */
export function deskRoutes(http: Http<Actor>, { profile }: Parts): void {
  http.handle(deskFacilities, async ({ area, queue = 'all', kind, q, ...asked }, context) => {
    const { db, actor, now } = context
    const areas = narrowed(coordinatedAreas(actor), area)
    const silentHours = profile.facilityTerms.tellCoordinatorAfterHours
    const desk = { areas, kind, q, silentSince: new Date(now.getTime() - silentHours * HOUR_MS) }
    const page = pageAsked(asked)
    const rows = await deskQueue(db, { now, profile }, { ...desk, queue, page })
    const { items, next } = pageGiven(rows, page)
    return {
      ...{ items: items.map((row) => presentKeptTo(row, context, { profile })), next },
      counts: await deskCounts(db, desk),
    }
  })
}
