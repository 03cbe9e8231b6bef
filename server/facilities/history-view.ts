import type { Database } from '../platform/database.ts'
import type { Changes } from './history.ts'
import type { Undoable } from './keep/undo-rules.ts'

type Key = { province_code: string; id: string }

const eventsOf = (db: Database, { province_code, id }: Key) =>
  db
    .selectFrom('facility_event')
    .where('facility_event.province_code', '=', province_code)
    .where('facility_event.facility_id', '=', id)
    .orderBy('facility_event.id', 'desc')

/** What happened last, with what it was before. */
export function lastEvent(db: Database, facility: Key) {
  return eventsOf(db, facility)
    .select(['kind', 'at', 'account_id', 'changes'])
    .$castTo<{ kind: string; at: Date; account_id: string | null; changes: Undoable }>()
    .limit(1)
    .executeTakeFirst()
}

type EventRow = {
  id: string
  at: Date
  kind: string
  code: string | null
  done_as: string | null
  changes: Changes
  reason: string | null
}

/** What has happened to a facility, newest first; `after`: the id of the last one seen. */
export function eventsBefore(
  db: Database,
  facility: Key,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<EventRow[]> {
  const events = eventsOf(db, facility)
    .leftJoin('auth_user', 'auth_user.id', 'facility_event.account_id')
    .select(['facility_event.id', 'at', 'kind', 'auth_user.code', 'done_as', 'changes', 'reason'])
    .limit(limit)
    .$castTo<EventRow>()
  return (after === undefined ? events : events.where('facility_event.id', '<', after)).execute()
}

export async function movementIsThere(
  db: Database,
  { province_code, id }: Key,
  movementId: string,
): Promise<boolean> {
  const there = await db
    .selectFrom('facility_movement')
    .select('id')
    .where('province_code', '=', province_code)
    .where('facility_id', '=', id)
    .where('id', '=', movementId)
    .executeTakeFirst()
  return there !== undefined
}
