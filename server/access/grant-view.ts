import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'

export type GrantRow = Awaited<ReturnType<typeof readGrant>>

const grants = (db: Database) =>
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
    ])

export function readGrant(db: Database, id: string) {
  return grants(db).where('access_grant.id', '=', id).executeTakeFirstOrThrow()
}

type Wanted = {
  /** the reader's own area prefixes */
  scope: readonly string[]
  /** those of them that were asked for: grants below and above reach into it */
  areas: readonly string[]
  after: string | undefined
  limit: number
}

/** The grants with an area inside the scope that reach into the areas asked for, newest first. */
export function grantsWithin(db: Database, { scope, areas, after, limit }: Wanted): Promise<GrantRow[]> {
  let query = grants(db).where(
    sql<boolean>`exists (
      select from unnest(access_grant.areas) as held, unnest(${areas}::text[]) as asked
      where held ^@ any(${scope}::text[]) and (held ^@ asked or asked ^@ held))`,
  )
  if (after !== undefined) query = query.where('access_grant.id', '<', after)
  return query.orderBy('access_grant.id', 'desc').limit(limit).execute()
}
