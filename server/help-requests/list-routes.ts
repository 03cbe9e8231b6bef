import {
  helpRequestFigures,
  listHelpRequests,
  myHelpRequests,
  nearHelpRequests,
} from '../../contract/help-requests.ts'
import { type Actor, account, coordinatedAreas, visibleAreas } from '../access/actor.ts'
import type { Context, Http } from '../platform/http.ts'
import type { Parts } from '../platform/parts.ts'
import { hoursAfter, urgencyOf } from './case.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { closedFigures, openFigures, partFigures } from './figures.ts'
import { type Burst, closedCounts, longestWait, openBursts, openCounts } from './figures-view.ts'
import { casesHeldBy, casesNear, casesOfArea, countCases, type Reading } from './list-view.ts'
import { labelOf } from './origin.ts'
import { showList } from './show-case.ts'

/** Rows in a page of cases, unless asked for fewer or more. */
const PAGE = 50
const NEAR_KM = 20
/** How long a closed case stays in its helper's own list. */
const RECENT_DAYS = 30
/** How far back the figures of closed cases look. */
const CLOSED_DAYS = 7
/** Bursts shown as groups, the largest. */
const MOST_BURSTS = 20
/** The most digits of an area below which there are cases to tell apart: those of a subdistrict. */
const SUBDISTRICT_DIGITS = 6

/** Lists of cases, and the figures that count them. */
export function listRoutes(http: Http<Actor>, { profile }: Parts): void {
  const readingOf = ({ actor, now }: Context<Actor>): Reading => ({
    reader: {
      areas: visibleAreas(actor),
      coordinated: coordinatedAreas(actor),
      accountId: account(actor).accountId,
    },
    now,
    terms: profile.terms,
  })

  http.handle(nearHelpRequests, async ({ lon, lat, km, limit, need }, { db, actor }) => {
    const areas = visibleAreas(actor)
    const rows = await casesNear(db, { lon, lat, km: km ?? NEAR_KM, limit: limit ?? PAGE, need, areas })
    // nearest first from the database; here in the order of every queue
    const sorted = rows.toSorted(
      (a, b) => b.priority - a.priority || a.waiting_since.getTime() - b.waiting_since.getTime(),
    )
    return { items: await showList(db, sorted, { actor, from: { x: lon, y: lat } }) }
  })

  http.handle(listHelpRequests, async ({ limit = PAGE, after, ...wanted }, context) => {
    const { db, actor } = context
    if (wanted.area) context.about({ area: wanted.area })
    const reading = readingOf(context)
    const rows = await casesOfArea(db, { ...wanted, limit: limit + 1, after: readCursor(after) }, reading)
    const last = rows.length > limit ? rows[limit - 1] : undefined
    return {
      items: await showList(db, rows.slice(0, limit), { actor }),
      next: last ? writeCursor(last) : null,
      total: last || after ? await countCases(db, wanted, reading) : rows.length,
    }
  })

  http.handle(helpRequestFigures, async ({ area }, context) => {
    const { db, now } = context
    const reading = readingOf(context)
    const digits = Math.min(SUBDISTRICT_DIGITS, (area ?? '').length + 2)
    const counts = await openCounts(db, { area, digits }, reading)
    const ended = await closedCounts(db, { area, closedDays: CLOSED_DAYS }, reading)
    const longest = await longestWait(db, area, reading)
    const of = area === undefined ? {} : { area }
    return {
      at: now.toISOString(),
      figures: [...openFigures(counts, of), ...closedFigures(ended, { area: of, closedDays: CLOSED_DAYS })],
      parts: digits > (area ?? '').length ? partFigures(counts) : [],
      longest: longest
        ? {
            number: longest.number,
            urgency: urgencyOf(longest.urgency),
            waitingSince: longest.waiting_since.toISOString(),
            areaCode: longest.subdistrict_code,
          }
        : null,
      bursts: (await openBursts(db, { area, most: MOST_BURSTS }, reading)).map((one) => burstOf(one, of)),
    }
  })

  http.handle(myHelpRequests, async (_input, { db, actor, now }) => {
    const rows = await casesHeldBy(db, account(actor).accountId, hoursAfter(now, -24 * RECENT_DAYS))
    return { items: await showList(db, rows, { actor }) }
  })
}

const burstOf = ({ origin, count, red, districts, first, last }: Burst, area: { area?: string }) => ({
  figure: { name: 'burst', count, query: { ...area, burst: labelOf(origin) ?? '' } },
  ...{ red, districts, first: first.toISOString(), last: last.toISOString() },
})
