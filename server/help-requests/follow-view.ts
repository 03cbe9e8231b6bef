import type { Static } from 'typebox'
import type { Followed } from '../../contract/help-requests.ts'
import type { ContactPreference } from '../../contract/timeline.ts'
import { maskPhone } from '../access/questions.ts'
import type { Database } from '../platform/database.ts'
import type { Parts } from '../platform/parts.ts'
import { volunteerCards } from '../volunteers/questions.ts'
import { type HelpRequest, hoursAfter } from './case.ts'
import { eventsOf, revealsOf } from './case-view.ts'
import { cardOf, caseFields, isoOrNull, placeOf } from './present.ts'
import { readById } from './store.ts'

/**
 * Everything the requester may know of the own request. A linked repeat shows how its lead case goes (status, wait and
 * helper's steps without words), and the lead's number only when the phone of this one is proven.
 */
export async function followed(
  db: Database,
  row: HelpRequest,
  parts: Parts,
): Promise<Static<typeof Followed>> {
  const { crypto, profile } = parts
  const lead =
    row.lead_id === null
      ? undefined
      : await readById(db, { province_code: row.province_code, id: row.lead_id })
  const [events, reveals] = [await eventsOf(db, row), await revealsOf(db, row)]
  const shown = lead ?? row
  const cards = await volunteerCards(db, accountsIn(shown, events, reveals))
  return {
    ...caseFields(row, events, { cards, profile, reader: 'requester' }),
    ...(lead && {
      status: lead.status as Static<typeof Followed>['status'],
      outcome: lead.outcome as Static<typeof Followed>['outcome'],
    }),
    place: placeOf(row, 'raw'),
    reporterName: row.reporter_name,
    personName: row.person_name,
    relation: row.relation,
    note: row.note,
    phoneMasked: row.reporter_phone_cipher && maskPhone(crypto.open(row.reporter_phone_cipher)),
    holder: shown.holder_account_id
      ? cardOf(cards, shown.holder_account_id, shown.claimed_at ?? shown.status_at)
      : null,
    doorCode: row.door_code,
    reveals: reveals.map((reveal) => {
      const { code, kind, affiliation } = cardOf(cards, reveal.account_id, reveal.at)
      return { code, kind, affiliation, at: reveal.at.toISOString(), revoked: reveal.revoked_at !== null }
    }),
    helpedResults: row.helped_results,
    closesAt: isoOrNull(closesAt(row, profile.terms)),
    closedAt: isoOrNull(row.closed_at),
    eraseAt: isoOrNull(row.closed_at && hoursAfter(row.closed_at, 24 * profile.terms.anonymiseAfterDays)),
    erased: row.erased_at !== null,
    contactPreference: row.contact_preference as ContactPreference | null,
    duplicateOf: lead ? { number: row.phone_verified ? lead.number : null } : null,
  }
}

function accountsIn(row: HelpRequest, ...lists: readonly { account_id: string | null }[][]): string[] {
  const ids = [row.holder_account_id, ...lists.flat().map(({ account_id }) => account_id)]
  return [...new Set(ids.filter((id) => id !== null))]
}

/** When silence closes a helped case: after the time to answer, and the coordinator's time to call. */
function closesAt(row: HelpRequest, terms: Parts['profile']['terms']): Date | null {
  if (row.status !== 'helped' || row.helped_at === null) return null
  if (row.call_asked_at !== null) return hoursAfter(row.call_asked_at, terms.coordinatorCallHours)
  return hoursAfter(row.helped_at, terms.closingSilenceHours + terms.coordinatorCallHours)
}
