import type { Static } from 'typebox'
import type { Volunteer } from '../../contract/volunteers.ts'
import { openClaimsAllowed, type Terms } from '../../profiles/profile.ts'
import { openClaimsOf, pausesOf } from '../help-requests/questions.ts'
import type { Database } from '../platform/database.ts'
import type { VolunteerRow } from './volunteer-view.ts'

/** Volunteers as their coordinator, and they themselves, read them. */
export async function presentVolunteers(
  db: Database,
  rows: readonly VolunteerRow[],
  { terms, now }: { terms: Terms; now: Date },
): Promise<Static<typeof Volunteer>[]> {
  const accounts = rows.map((row) => row.account_id)
  const claims = await openClaimsOf(db, accounts)
  const pauses = await pausesOf(db, accounts, now)
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
    pausedUntil: pauses.get(row.account_id)?.toISOString() ?? null,
    closedCases: row.closed_cases,
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    change: row.change && { ...row.change, askedAt: new Date(row.change.askedAt).toISOString() },
  }))
}

export async function presentOne(db: Database, row: VolunteerRow, means: { terms: Terms; now: Date }) {
  const [one] = await presentVolunteers(db, [row], means)
  if (!one) throw new Error('one row gives one volunteer')
  return one
}
