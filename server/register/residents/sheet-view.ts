import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { HouseholdRow, ResidentRow, VisitRow } from '../write/record.ts'

/** A resident who is neither deleted nor another's by a merge, if in scope. */
export function residentThere(db: Database, id: string): Promise<ResidentRow | undefined> {
  return db
    .selectFrom('register_resident')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .where('merged_into', 'is', null)
    .$castTo<ResidentRow>()
    .executeTakeFirst()
}

export function householdThere(db: Database, id: string): Promise<HouseholdRow | undefined> {
  return db
    .selectFrom('register_household')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .$castTo<HouseholdRow>()
    .executeTakeFirst()
}

/** The visits to a resident, oldest first. */
export function visitsOf(db: Database, residentId: string): Promise<VisitRow[]> {
  return db
    .selectFrom('register_visit')
    .selectAll()
    .where('resident_id', '=', residentId)
    .where('deleted_at', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .$castTo<VisitRow>()
    .execute()
}

export type StoredEvent = {
  at: Date
  action: string
  changes_cipher: Buffer | null
  /** the public code of who did it; null: time did, or the account is gone */
  code: string | null
}

/** What happened to a record, newest first; at most so many. */
export async function eventsOf(db: Database, recordId: string, limit: number): Promise<StoredEvent[]> {
  const { rows } = await sql<StoredEvent>`
    select e.at, e.action, e.changes_cipher, auth_user.code
    from register_event e left join auth_user on auth_user.id = e.account_id
    where e.record_id = ${recordId}
    order by e.id desc limit ${limit}`.execute(db)
  return rows
}
