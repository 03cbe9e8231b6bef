import type { Household, Receipt, Resident, Visit } from '../../../contract/register.ts'
import { maskIdentity } from '../../../profiles/identity.ts'
import { tagsInYear } from '../../../profiles/tags-by-age.ts'
import type { Crypto } from '../../platform/crypto.ts'
import type { Database } from '../../platform/database.ts'
import { yearOf } from '../../platform/days.ts'
import type { Parts } from '../../platform/parts.ts'
import type { ListedResident } from '../lists/listed-view.ts'
import { identityOf } from '../write/batch.ts'
import type { HouseholdRow, VisitRow } from '../write/record.ts'
import { type AppointmentShown, besideOf, codesOf, conflictsOf, type HelpShown } from './present-view.ts'

type Means = Pick<Parts, 'crypto' | 'profile' | 'clock'>
type Conflicts = Receipt['conflicts']

/** Households as those in whose areas they are see them. */
export async function presentHouseholds(db: Database, rows: readonly HouseholdRow[]): Promise<Household[]> {
  const conflicts = await conflictsOf(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => presentHousehold(row, conflicts.get(row.id) ?? []))
}

/** Residents as those in whose areas they are see them: identity masked, with their appointment and the help asked for. */
export async function presentResidents(
  db: Database,
  rows: readonly ListedResident[],
  { crypto, profile, clock }: Means,
): Promise<Resident[]> {
  const ids = rows.map(({ id }) => id)
  const { conflicts, appointments, help } = await besideOf(db, ids)
  return rows.map((row) =>
    presentResident(row, {
      crypto,
      tags: tagsInYear({ tags: row.tags, birthYear: row.birth_year }, yearOf(clock()), profile.tags),
      conflicts: conflicts.get(row.id) ?? [],
      appointment: appointments.get(row.id) ?? null,
      help: help.get(row.id) ?? null,
    }),
  )
}

/** Visits, with the public code of who visited. */
export async function presentVisits(db: Database, rows: readonly VisitRow[]): Promise<Visit[]> {
  const conflicts = await conflictsOf(
    db,
    rows.map(({ id }) => id),
  )
  const codes = await codesOf(
    db,
    rows.map(({ by_account }) => by_account),
  )
  return rows.map((row) =>
    presentVisit(row, { conflicts: conflicts.get(row.id) ?? [], by: codes.get(row.by_account) ?? '' }),
  )
}

function presentHousehold(row: HouseholdRow, conflicts: Conflicts): Household {
  const { notice_version: version, notice_read_at: readAt } = row
  return {
    ...{ kind: 'household', id: row.id, seq: row.seq, changedAt: row.changed_at.toISOString(), conflicts },
    area: row.area_code,
    houseNo: row.house_no,
    landmark: row.landmark,
    point: row.lon === null || row.lat === null ? null : [row.lon, row.lat],
    note: row.note,
    notice: version === null || readAt === null ? null : { version, readAt: readAt.toISOString() },
  }
}

type Beside = {
  crypto: Crypto
  tags: string[]
  conflicts: Conflicts
  appointment: AppointmentShown | null
  help: HelpShown | null
}

function presentResident(
  row: ListedResident,
  { crypto, tags, conflicts, appointment, help }: Beside,
): Resident {
  const number = row.identity_cipher && crypto.open(row.identity_cipher)
  const identity = identityOf(row.identity_kind === null ? null : { kind: row.identity_kind, number })
  return {
    ...{ kind: 'resident', id: row.id, seq: row.seq, changedAt: row.changed_at.toISOString(), conflicts },
    ...{ household: row.household_id, area: row.area_code, name: row.name },
    identity: identity && { kind: identity.kind, masked: maskIdentity(identity) },
    ...{ birthYear: row.birth_year, sex: row.sex, nationality: row.nationality },
    phone: row.phone_cipher && crypto.open(row.phone_cipher),
    ...{ tags, wish: wishOf(row.wish), reasons: row.reasons },
    ...{ doses: row.doses, noDoses: row.dose_count === 0 ? true : null },
    ...{ infectedMonth: row.infected_month, nextVisitOn: row.next_visit_on, note: row.note },
    gone: goneOf(row),
    ...{ visits: row.visits, lastVisitAt: row.last_visit_at?.toISOString() ?? null },
    ...{ appointment, help },
  }
}

function presentVisit(row: VisitRow, { conflicts, by }: { conflicts: Conflicts; by: string }): Visit {
  return {
    ...{ kind: 'visit', id: row.id, seq: row.seq, changedAt: row.changed_at.toISOString(), conflicts },
    ...{ resident: row.resident_id, at: row.at.toISOString(), way: wayOf(row.way), said: row.said },
    ...{ wishBefore: wishOf(row.wish_before), wishAfter: wishOf(row.wish_after), reasons: row.reasons },
    ...{ nextVisitOn: row.next_visit_on, number: row.number, by },
  }
}

const wishes = [
  'wants',
  'wants-home-area',
  'undecided',
  'does-not-want',
  'vaccinated',
  'recently-infected',
] as const
/** A wish as the contract names it. */
export const wishOf = (wish: string | null): Resident['wish'] => wishes.find((one) => one === wish) ?? null

const ways = ['home', 'phone', 'elsewhere'] as const
const wayOf = (way: string): Visit['way'] => ways.find((one) => one === way) ?? 'elsewhere'

const goneOf = ({ gone, moved_to: to }: ListedResident): Resident['gone'] =>
  gone === null ? null : { how: gone === 'died' ? 'died' : 'moved', to }
