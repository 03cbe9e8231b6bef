import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'

export type GrantRow = Awaited<ReturnType<typeof readGrant>>

/**
 * Whether a grant stands still: its granter no longer answers for all of it, and it either runs or ended at the very moment
 * the granter's did.
 */
const waits = (now: Date) => sql<boolean>`(
  access_grant.ended_at is null and access_grant.granted_by is not null
  and exists (select from unnest(access_grant.areas) as area
    where not answers_for(access_grant.granted_by, area, access_grant.role, ${now}))
  and (access_grant.ends_at is null or access_grant.ends_at > ${now} or exists (
    select from access_grant above where above.account_id = access_grant.granted_by
      and above.id <> access_grant.id and above.ends_at = access_grant.ends_at)))`

const grants = (db: Database, now: Date) =>
  db
    .selectFrom('access_grant')
    .leftJoin('auth_user as granter', 'granter.id', 'access_grant.granted_by')
    .select([
      'access_grant.id',
      'access_grant.role',
      'access_grant.areas',
      'access_grant.name',
      'access_grant.phone_cipher',
      'access_grant.account_id',
      'access_grant.granted_by',
      'granter.code as granter_code',
      'access_grant.starts_at',
      'access_grant.ends_at',
      'access_grant.ended_at',
      waits(now).as('waits'),
    ])

export function readGrant(db: Database, id: string, now: Date) {
  return grants(db, now).where('access_grant.id', '=', id).executeTakeFirstOrThrow()
}

type Wanted = {
  /** the reader's own area prefixes */
  scope: readonly string[]
  /** those of them that were asked for: grants below and above reach into it */
  areas: readonly string[]
  /** only those that wait for a decision */
  onlyWaiting: boolean
  after: string | undefined
  limit: number
}

/** The grants with an area inside the scope that reach into the areas asked for, newest first. */
export function grantsWithin(db: Database, wanted: Wanted, now: Date): Promise<GrantRow[]> {
  const { scope, areas, onlyWaiting, after, limit } = wanted
  let query = grants(db, now).where(
    sql<boolean>`exists (
      select from unnest(access_grant.areas) as held, unnest(${areas}::text[]) as asked
      where held ^@ any(${scope}::text[]) and (held ^@ asked or asked ^@ held))`,
  )
  if (onlyWaiting) query = query.where(waits(now))
  if (after !== undefined) query = query.where('access_grant.id', '<', after)
  return query.orderBy('access_grant.id', 'desc').limit(limit).execute()
}
