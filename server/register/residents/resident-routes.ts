import { findResidents, listResidents, readResident } from '../../../contract/register.ts'
import type { Actor } from '../../access/actor.ts'
import { yearOf } from '../../platform/days.ts'
import type { Http } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { cut, readAreaCursor, writeCursor } from '../cursors.ts'
import { whereMeasure } from '../figures/measure-view.ts'
import { PAGE } from '../lists/list-routes.ts'
import { residentsOf } from '../lists/list-view.ts'
import { ownAreas } from '../own-areas.ts'
import { find } from './find.ts'
import { presentResidents } from './present.ts'
import { residentSheet } from './resident-sheet.ts'

/** Residents found, listed and read. */
export function residentRoutes(http: Http<Actor>, parts: Parts): void {
  const { profile } = parts

  http.handle(findResidents, (input, context) => find(input, context, parts))

  http.handle(listResidents, async ({ area, measure, limit = PAGE, after, ...narrowing }, context) => {
    context.about({ area: area ?? '' })
    const counting = { profile, year: yearOf(context.now) }
    const rows = await residentsOf(context.db, {
      ...{ areas: ownAreas(context.actor, area), after: readAreaCursor(after), limit: limit + 1 },
      ...{ ...narrowing, counting },
      ...(measure !== undefined && { counted: whereMeasure(measure, counting) ?? unknownMeasure() }),
    })
    const { items, next } = cut(rows, limit, (last) => writeCursor(last.area_code, last.id))
    return { items: await presentResidents(context.db, items, parts), next }
  })

  http.handle(readResident, async ({ id }, context) => {
    const sheet = (await residentSheet(context.db, id, parts)) ?? refuse('resident-not-found')
    context.about({ subject: subjectOf(id), area: sheet.resident.area })
    return sheet
  })
}

/** A resident in the audit record. */
export const subjectOf = (id: string): string => `resident:${id}`

const unknownMeasure = () => refuse('invalid-input', [{ path: '/measure', code: 'unknown-value' }])
