import { readAudit } from '../../contract/access.ts'
import { type Actor, coordinatedAreas, narrowed } from '../access/actor.ts'
import type { Http } from '../platform/http.ts'
import { pageFrom, pageOf } from '../platform/page.ts'
import { auditWithin } from './audit-view.ts'

export function auditRoutes(http: Http<Actor>): void {
  http.handle(readAudit, async ({ area, subject, ...asked }, { db, actor }) => {
    const page = pageOf(asked)
    const rows = await auditWithin(db, { areas: narrowed(coordinatedAreas(actor), area), subject, ...page })
    return pageFrom(rows, page.limit, (row) => ({
      at: row.at.toISOString(),
      action: row.action,
      by: row.by_kind,
      byCode: row.code,
      subject: row.subject,
      area: row.area,
      reason: row.reason,
    }))
  })
}
