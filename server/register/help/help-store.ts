import type { Insertable, Selectable } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { RegisterRequest } from '../../platform/schema.ts'

export type RequestRow = Selectable<RegisterRequest>

/** What was asked under this id already, if anything. */
export function readRequest(db: Database, helpRequestId: string): Promise<RequestRow | undefined> {
  return db
    .selectFrom('register_request')
    .selectAll()
    .where('help_request_id', '=', helpRequestId)
    .executeTakeFirst()
}

/** All help asked for residents. */
export function requestsOf(db: Database, residents: readonly string[]): Promise<RequestRow[]> {
  if (residents.length === 0) return Promise.resolve([])
  return db.selectFrom('register_request').selectAll().where('resident_id', 'in', residents).execute()
}

export async function insertRequest(db: Database, row: Insertable<RegisterRequest>): Promise<void> {
  await db.insertInto('register_request').values(row).execute()
}

/** Help of which nothing is known yet, oldest first, after one of them. */
export function openRequests(
  db: Database,
  after: RequestRow | undefined,
  limit: number,
): Promise<RequestRow[]> {
  const open = db
    .selectFrom('register_request')
    .selectAll()
    .where('outcome', 'is', null)
    .orderBy('made_at')
    .orderBy('help_request_id')
    .limit(limit)
  if (!after) return open.execute()
  return open
    .where((eb) =>
      eb(eb.refTuple('made_at', 'help_request_id'), '>', eb.tuple(after.made_at, after.help_request_id)),
    )
    .execute()
}

/** Notes what came of it; false when it is noted already. */
export async function saveRequestOutcome(
  db: Database,
  { province_code, help_request_id }: Pick<RequestRow, 'province_code' | 'help_request_id'>,
  outcome: string,
  at: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('register_request')
    .set({ outcome, outcome_at: at })
    .where('province_code', '=', province_code)
    .where('help_request_id', '=', help_request_id)
    .where('outcome', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
