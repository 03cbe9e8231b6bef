import type { Static } from 'typebox'
import type { Followed } from '../../contract/help-requests.ts'
import type { ContactPreference } from '../../contract/timeline.ts'
import { maskPhone } from '../access/questions.ts'
import type { Database } from '../platform/database.ts'
import type { Parts } from '../platform/parts.ts'
import { scrubbed } from '../platform/scrub.ts'
import { volunteerCards } from '../volunteers/questions.ts'
import { type HelpRequest, hoursAfter } from './case.ts'
import { eventsOf, revealsOf } from './case-view.ts'
import { repeatsOf } from './family-store.ts'
import { provenBeside } from './group-view.ts'
import { asOwn } from './join-rules.ts'
import { followKeyOf, followUrl } from './number.ts'
import { cardOf, caseFields, isoOrNull, placeOf } from './present.ts'
import { readById } from './store.ts'

/** Everything the requester may know of the own request. */
export async function followed(
  db: Database,
  row: HelpRequest,
  parts: Parts & { origin: string },
): Promise<Static<typeof Followed>> {
  const { crypto, profile } = parts
  const [events, reveals] = [await eventsOf(db, row), await revealsOf(db, row)]
  const cards = await volunteerCards(db, accountsIn(row, events, reveals))
  const whole = await ownWords(db, row)
  return {
    ...caseFields(whole, events, { cards, profile, reader: 'requester' }),
    place: placeOf(row, 'raw'),
    reporterName: row.reporter_name,
    personName: row.person_name,
    relation: row.relation,
    note: row.note,
    phoneMasked: row.reporter_phone_cipher && maskPhone(crypto.open(row.reporter_phone_cipher)),
    holder: row.holder_account_id
      ? cardOf(cards, row.holder_account_id, row.claimed_at ?? row.status_at)
      : null,
    doorCode: row.door_code,
    reveals: reveals.map((reveal) => {
      const { code, kind, affiliation } = cardOf(cards, reveal.account_id, reveal.at)
      return {
        code,
        kind,
        affiliation,
        at: reveal.at.toISOString(),
        reason: scrubbed(reveal.reason),
        revoked: reveal.revoked_at !== null,
      }
    }),
    helpedResults: row.helped_results,
    closesAt: isoOrNull(closesAt(row, profile.terms)),
    closedAt: isoOrNull(row.closed_at),
    eraseAt: isoOrNull(row.closed_at && hoursAfter(row.closed_at, 24 * profile.terms.anonymiseAfterDays)),
    erased: row.erased_at !== null,
    contactPreference: row.contact_preference as ContactPreference | null,
    likely: (await provenBeside(db, row)).map((other) => ({
      ...linkTo(other, parts),
      needs: other.needs,
      askedAt: other.asked_at.toISOString(),
    })),
    duplicateOf: row.lead_id === null ? null : await leadOf(db, { ...row, lead_id: row.lead_id }, parts),
  }
}

/**
 * The lead of a linked request, only when the phone of both is proven and the same: whoever merely knows somebody's
 * number must not learn of their case.
 */
async function leadOf(
  db: Database,
  row: HelpRequest & { lead_id: string },
  parts: Parts & { origin: string },
) {
  const lead = await readById(db, { province_code: row.province_code, id: row.lead_id })
  if (!lead || !provenByOne(row, lead)) return { number: null, followUrl: null, status: null }
  return linkTo(lead, parts)
}

const provenByOne = (a: HelpRequest, b: HelpRequest): boolean =>
  a.phone_verified &&
  b.phone_verified &&
  a.reporter_phone_hash !== null &&
  (b.reporter_phone_hash?.equals(a.reporter_phone_hash) ?? false)

const linkTo = (row: HelpRequest, { crypto, origin }: Parts & { origin: string }) => ({
  number: row.number,
  followUrl: followUrl(origin, followKeyOf(crypto, row.province_code, row.id)),
  status: row.status as Static<typeof Followed>['status'],
})

/** A lead shows its requester what others said who are linked to it only where all are proven to be theirs. */
async function ownWords(db: Database, row: HelpRequest): Promise<HelpRequest> {
  if (row.own === null) return row
  const repeats = await repeatsOf(db, row)
  return repeats.every((repeat) => provenByOne(row, repeat)) ? row : asOwn(row)
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
