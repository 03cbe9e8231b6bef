import { readAudit } from '../../contract/access.ts'
import { type Actor, coordinatedAreas, narrowed } from '../access/actor.ts'
import type { Http } from '../platform/http.ts'
import { pageFrom, pageOf } from '../platform/page.ts'
import { auditWithin } from './audit-view.ts'

export function auditRoutes(http: Http<Actor>): void {
  http.handle(readAudit, async ({ area, subject, by, ...asked }, { db, actor }) => {
    const page = pageOf(asked)
    const rows = await auditWithin(db, {
      areas: narrowed(coordinatedAreas(actor), area),
      subject,
      by,
      ...page,
    })
    const { items, next } = pageFrom(rows, page)
    return {
      items: items.map(({ at, action, by_kind, code, subject, area, reason }) => ({
        ...{ at: at.toISOString(), action, by: by_kind, byCode: code },
        ...{ subject, area, reason },
      })),
      next,
    }
  })
}
