import type { Static } from 'typebox'
import type { Volunteer } from '../../contract/volunteers.ts'
import { openClaimsAllowed, type Terms } from '../../profiles/profile.ts'
import { openClaimsOf } from '../help-requests/questions.ts'
import type { Database } from '../platform/database.ts'
import type { VolunteerRow } from './volunteer-view.ts'

/** Volunteers as their coordinator, and they themselves, read them. */
export async function presentVolunteers(
  db: Database,
  rows: readonly VolunteerRow[],
  terms: Terms,
): Promise<Static<typeof Volunteer>[]> {
  const claims = await openClaimsOf(
    db,
    rows.map((row) => row.account_id),
  )
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    name: row.name,
    kinds: row.kinds,
    affiliation: row.affiliation,
    programme: row.programme,
    areas: row.areas,
    skills: row.skills,
    vehicles: row.vehicles,
    availability: row.availability,
    status: row.status,
    reason: row.reason,
    registeredAt: row.registered_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
    openClaims: claims.get(row.account_id) ?? 0,
    openClaimsCap: openClaimsAllowed(terms, row.closed_cases),
    closedCases: row.closed_cases,
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    change: row.change && { ...row.change, askedAt: new Date(row.change.askedAt).toISOString() },
  }))
}

export async function presentOne(db: Database, row: VolunteerRow, terms: Terms) {
  const [one] = await presentVolunteers(db, [row], terms)
  if (!one) throw new Error('one row gives one volunteer')
  return one
}
