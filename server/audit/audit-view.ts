import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'

type Wanted = {
  /** area prefixes; '' is the country and what belongs to no area */
  areas: readonly string[]
  subject: string | undefined
  /** the public code of who did it */
  by: string | undefined
  /** the id of the last entry of the page before */
  after: string | undefined
  limit: number
}

/** The audit record within areas, newest first. */
export function auditWithin(db: Database, { areas, subject, by, after, limit }: Wanted) {
  let query = db
    .selectFrom('audit')
    .leftJoin('auth_user', 'auth_user.id', 'audit.account_id')
    .select([
      'audit.id',
      'audit.at',
      'audit.action',
      'audit.by_kind',
      'auth_user.code',
      'audit.subject',
      'audit.area',
      'audit.reason',
    ])
  if (!areas.includes('')) {
    query = query
      .where('audit.province_code', 'in', [...new Set(areas.map((area) => area.slice(0, 2)))])
      .where(sql<boolean>`audit.area ^@ any(${areas}::text[])`)
  }
  if (subject !== undefined) query = query.where('audit.subject', '=', subject)
  if (by !== undefined) query = query.where('auth_user.code', '=', by)
  if (after !== undefined) query = query.where('audit.id', '<', after)
  return query.orderBy('audit.id', 'desc').limit(limit).execute()
}
