import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'

/** So many rows at a time: the locks are short, and the timer comes again at once. */
const PORTION = 500

/** Removes a portion of sessions, sign-in verifications and phone codes that ended before a time; says how many. */
export async function removeEnded(db: Database, before: Date): Promise<number> {
  const removed = [
    await sql`delete from auth_session where id in (
      select id from auth_session where "expiresAt" < ${before} limit ${PORTION} for update skip locked)`.execute(
      db,
    ),
    await sql`delete from auth_verification where id in (
      select id from auth_verification where "expiresAt" < ${before} limit ${PORTION} for update skip locked)`.execute(
      db,
    ),
    await sql`delete from phone_code where id in (
      select id from phone_code where ends_at < ${before} limit ${PORTION} for update skip locked)`.execute(
      db,
    ),
  ]
  return removed.reduce((sum, { numAffectedRows = 0n }) => sum + Number(numAffectedRows), 0)
}
