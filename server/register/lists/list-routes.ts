import { cannotGetThereList, revisitList, wantsList } from '../../../contract/register-desk.ts'
import type { Actor } from '../../access/actor.ts'
import { spanOf } from '../../platform/days.ts'
import type { Context, Http, Input } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { cut, readAreaCursor, readMomentCursor, writeCursor } from '../cursors.ts'
import { ownAreas } from '../own-areas.ts'
import { bookedResidents, residentsWhoCannotGetThere, wantingResidents } from './list-view.ts'
import { presentListed } from './listed.ts'
import type { AreaPlace, ListedResident } from './listed-view.ts'
import { revisits } from './revisits.ts'

/** Rows in a page, unless asked for fewer or more. */
export const PAGE = 50

type Query = { area?: string; limit?: number; after?: string }
type PageAsked = { areas: string[]; limit: number; after: AreaPlace | undefined }

/** The lists of work: who to see again, who wants it, who cannot get there. */
export function listRoutes(http: Http<Actor>, parts: Parts): void {
  const { register } = parts.profile
  const { enough } = register.doses

  /** A page in the order of areas. */
  const inOrder = async (
    { area, limit = PAGE, after }: Query,
    context: Context<Actor>,
    read: (page: PageAsked) => Promise<ListedResident[]>,
  ) => {
    context.about({ area: area ?? '' })
    const asked = { areas: ownAreas(context.actor, area), limit: limit + 1, after: readAreaCursor(after) }
    const { items, next } = cut(await read(asked), limit, (last) => writeCursor(last.area_code, last.id))
    return { items: await presentListed(context.db, items, parts), next }
  }

  http.handle(revisitList, (query, context) => {
    context.about({ area: query.area ?? '' })
    return revisits({ limit: PAGE, ...query }, context, parts)
  })

  http.handle(wantsList, async (query, context) => {
    if (query.facility !== undefined || query.on !== undefined) return booked(query, context)
    return inOrder(query, context, (page) => wantingResidents(context.db, { ...page, enough }))
  })

  const booked = async (query: Input<typeof wantsList>, { db, actor, about }: Context<Actor>) => {
    const { area, facility, on, limit = PAGE, after } = query
    about({ area: area ?? '' })
    const { from, to } = on === undefined ? {} : (spanOf(on) ?? refuseDay('/on'))
    const asked = { areas: ownAreas(actor, area), facility, from, to, after: readMomentCursor(after) }
    const rows = await bookedResidents(db, { ...asked, limit: limit + 1 })
    const { items, next } = cut(rows, limit, (last) =>
      writeCursor(last.booked_at.getTime(), last.appointment_id),
    )
    return { items: await presentListed(db, items, parts), next }
  }

  http.handle(cannotGetThereList, (query, context) => {
    const reasons = register.reasons.filter(({ group }) => group === 'cannot-get-there').map(({ id }) => id)
    return inOrder(query, context, (page) =>
      residentsWhoCannotGetThere(context.db, { ...page, enough, reasons }),
    )
  })
}

export const refuseDay = (path: string): never => refuse('invalid-input', [{ path, code: 'out-of-range' }])
