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

/** What the requesters of linked requests have said since: whoever helps the lead must read it. */
export const eventsBelow = async (db: Database, lead: HelpRequest, repeats: readonly HelpRequest[]) =>
  repeats.length === 0
    ? []
    : await db
        .selectFrom('help_request_event')
        .select(['seq', 'at', 'kind', 'by_kind', 'account_id', 'note', 'details'])
        .where('province_code', '=', lead.province_code)
        .where(
          'request_id',
          'in',
          repeats.map(({ id }) => id),
        )
        .where('kind', 'in', ['news', 'still-needed'])
        .orderBy('seq')
        .execute()

/** The requests linked under a case, its own lead, and the open ones that may be the same. */
export async function relatedTo(db: Database, row: HelpRequest) {
  const above = [row.lead_id, row.may_repeat_id].filter((id) => id !== null)
  const rows = await db
    .selectFrom('help_request')
    .selectAll()
    .where('province_code', '=', row.province_code)
    .where('id', '<>', row.id)
    .where((eb) =>
      eb.or([
        eb('lead_id', '=', row.id),
        eb('may_repeat_id', '=', row.id),
        ...(above.length > 0 ? [eb('id', 'in', above)] : []),
        ...(row.repeat_group_id === null ? [] : [eb('repeat_group_id', '=', row.repeat_group_id)]),
      ]),
    )
    .orderBy('received_at')
    .limit(50)
    .execute()
  return {
    lead: rows.find(({ id }) => id === row.lead_id) ?? null,
    linked: rows.filter(({ lead_id, erased_at }) => lead_id === row.id && erased_at === null),
    likely: row.lead_id === null ? rows.filter(({ status }) => status !== 'closed') : [],
  }
}
