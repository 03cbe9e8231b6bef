import type { Database } from '../../platform/database.ts'
import type { Parts } from '../../platform/parts.ts'
import { asWords, openChanges } from '../write/changes.ts'
import { presentHouseholds, presentResidents, presentVisits } from './present.ts'
import { eventsOf, householdThere, residentThere, type StoredEvent, visitsOf } from './sheet-view.ts'

/** As much of a history as is shown; it is seldom longer. */
const MOST_EVENTS = 200

/** A resident with all that belongs to it; undefined when not there or not in scope. */
export async function residentSheet(db: Database, id: string, parts: Parts) {
  const row = await residentThere(db, id)
  const home = row && (await householdThere(db, row.household_id))
  if (!row || !home) return undefined
  const [resident] = await presentResidents(db, [row], parts)
  const [household] = await presentHouseholds(db, [home])
  if (!resident || !household) return undefined
  const visits = await presentVisits(db, await visitsOf(db, id))
  const events = await eventsOf(db, id, MOST_EVENTS)
  return { resident, household, visits, history: events.map((event) => presentEvent(event, parts)) }
}

const presentEvent = ({ at, action, code, changes_cipher }: StoredEvent, { crypto }: Parts) => ({
  ...{ at: at.toISOString(), action, by: code ?? '' },
  changes: openChanges(crypto, changes_cipher).map(({ field, before, after }) => ({
    field,
    before: asWords(before),
    after: asWords(after),
  })),
})
