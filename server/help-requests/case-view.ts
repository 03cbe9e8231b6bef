import type { Database } from '../platform/database.ts'
import type { HelpRequest } from './case.ts'

/** A line of a case's timeline as stored. */
export type StoredEvent = Awaited<ReturnType<typeof eventsOf>>[number]

/** The story of a case, oldest first; a linked repeat shows its own. */
export const eventsOf = (db: Database, row: Pick<HelpRequest, 'province_code' | 'id'>) =>
  db
    .selectFrom('help_request_event')
    .select(['seq', 'at', 'kind', 'by_kind', 'account_id', 'note', 'details'])
    .where('province_code', '=', row.province_code)
    .where('request_id', '=', row.id)
    .orderBy('seq')
    .execute()

/** Who opened a phone number of the case, newest first. */
export const revealsOf = (db: Database, row: Pick<HelpRequest, 'province_code' | 'id'>) =>
  db
    .selectFrom('phone_reveal')
    .select(['account_id', 'at', 'who', 'reason', 'revoked_at'])
    .where('province_code', '=', row.province_code)
    .where('request_id', '=', row.id)
    .orderBy('at', 'desc')
    .execute()

/** The numbers of the cases linked under this one, and of the one it may repeat. */
export async function relatedNumbers(db: Database, row: HelpRequest) {
  const above = [row.lead_id, row.may_repeat_id].filter((id) => id !== null)
  const rows = await db
    .selectFrom('help_request')
    .select(['id', 'number', 'lead_id', 'status'])
    .where('province_code', '=', row.province_code)
    .where((eb) => eb.or([eb('lead_id', '=', row.id), ...(above.length > 0 ? [eb('id', 'in', above)] : [])]))
    .limit(50)
    .execute()
  return {
    lead: rows.find(({ id }) => id === row.lead_id)?.number ?? null,
    duplicates: rows
      .filter(({ id }) => id !== row.lead_id)
      .map(({ number, lead_id }) => ({ number, linked: lead_id === row.id })),
  }
}
