import type { RequestKey } from '../../help-requests/questions.ts'
import { forgetRowsOf } from '../../imports/questions.ts'
import type { Database } from '../../platform/database.ts'
import { lockSubdistricts } from '../write/record-store.ts'
import { saveErased } from '../write/touch-store.ts'
import {
  emptiedHomes,
  emptyHouseholds,
  emptyResidents,
  removeBeside,
  removeLinks,
  removeVisits,
  selvesOf,
} from './erase-store.ts'

/** Holds the subdistricts of residents and of all that were merged into them; their codes. */
export async function lockSelves(db: Database, residents: readonly string[]): Promise<ReadonlySet<string>> {
  const codes = new Set((await selvesOf(db, residents)).map(({ subdistrict_code }) => subdistrict_code))
  await lockSubdistricts(db, [...codes])
  return codes
}

/**
 * Takes away all that is known of residents, in every copy: the record stays as an empty deleted row, so that no phone
 * brings it back; of a home where nobody is left the same. Phones are told to forget. Answers which help requests were
 * asked for them. `lockSelves` came before.
 */
export async function eraseResidents(
  db: Database,
  residents: readonly string[],
  now: Date,
): Promise<RequestKey[]> {
  const selves = await selvesOf(db, residents)
  const ids = selves.map(({ id }) => id)
  const households = selves.map(({ household_id }) => household_id)
  const homes = await emptiedHomes(db, [...new Set(households)], ids)
  const homeIds = homes.map(({ id }) => id)
  const visits = await removeVisits(db, ids)
  await removeBeside(db, [...ids, ...homeIds, ...visits.map(({ id }) => id)])
  const asked = await removeLinks(db, ids)
  await forgetRowsOf(db, 'residents', ids)
  await emptyResidents(db, ids)
  await emptyHouseholds(db, homeIds)
  await saveErased(
    db,
    [
      ...visits.map((visit) => ({ ...visit, kind: 'visit' as const })),
      ...selves.map((self) => ({ ...self, kind: 'resident' as const })),
      ...homes.map((home) => ({ ...home, kind: 'household' as const })),
    ],
    now,
  )
  return asked
}
