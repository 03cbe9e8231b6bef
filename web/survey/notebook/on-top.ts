import type { Household, RegisterRecord, Resident, ResidentSet, Visit } from '../../../contract/register.ts'
import { christianYear } from '../../../profiles/answers.ts'
import { maskIdentity, readIdentity } from '../../../profiles/identity.ts'
import type { Entry, Told } from './entry.ts'

/** What a change leans on beside its own record. */
export type Around = {
  /** where a household is; '' when it is not here */
  areaOf(household: string): string
}

/** A record with changes on top, oldest first; undefined where there is none, or none any more. */
export function withChanges(
  record: RegisterRecord | undefined,
  entries: readonly Entry[],
  around: Around,
): RegisterRecord | undefined {
  return entries.reduce<RegisterRecord | undefined>(
    (before, { told }) => withChange(before, told, around),
    record,
  )
}

function withChange(before: RegisterRecord | undefined, told: Told, around: Around) {
  if (told.deleted) return undefined
  // a record others have deleted does not come back half
  if (!before && told.base > 0) return undefined
  if (told.kind === 'household') return household(before, told)
  if (told.kind === 'visit') return visit(before, told)
  return resident(before, told, around)
}

const blank = ({ record, at }: Told) => ({ id: record, seq: 0, changedAt: at, conflicts: [] })

function household(before: RegisterRecord | undefined, told: Told & { kind: 'household' }): Household {
  const standing: Household =
    before?.kind === 'household'
      ? before
      : {
          ...blank(told),
          kind: 'household',
          area: '',
          ...{ houseNo: null, landmark: null, point: null, note: null, notice: null },
        }
  return { ...standing, ...told.set, changedAt: told.at }
}

function visit(before: RegisterRecord | undefined, told: Told & { kind: 'visit' }): Visit {
  const standing: Visit =
    before?.kind === 'visit'
      ? before
      : {
          ...blank(told),
          ...{ kind: 'visit', resident: '', at: told.at, way: 'home', said: null, reasons: [] },
          ...{ wishBefore: null, wishAfter: null, nextVisitOn: null, number: 0, by: '' },
        }
  return { ...standing, ...told.set, changedAt: told.at }
}

function resident(
  before: RegisterRecord | undefined,
  told: Told & { kind: 'resident' },
  { areaOf }: Around,
): Resident {
  const standing: Resident = before?.kind === 'resident' ? before : blankResident(told)
  const { identity, birthYear, doses, ...plain } = told.set
  const after: Resident = { ...standing, ...plain, changedAt: told.at }
  if (identity !== undefined) after.identity = identityAfter(standing.identity, identity)
  if (birthYear !== undefined) after.birthYear = birthYear === null ? null : christianYear(birthYear)
  if (doses) after.doses = dosesAfter(standing.doses, doses)
  if (Object.keys(after.doses).length > 0) after.noDoses = null
  if (plain.household) after.area = areaOf(plain.household) || standing.area
  return after
}

const blankResident = (told: Told): Resident => ({
  ...blank(told),
  ...{ kind: 'resident', household: '', area: '', name: null, identity: null, birthYear: null, sex: null },
  ...{ nationality: null, phone: null, tags: [], wish: null, reasons: [], doses: {}, noDoses: null },
  infectedMonth: null,
  ...{
    nextVisitOn: null,
    note: null,
    gone: null,
    visits: 0,
    lastVisitAt: null,
    appointment: null,
    help: null,
  },
})

/** The number is shown masked from the first moment, as the server will show it. */
function identityAfter(
  before: Resident['identity'],
  told: NonNullable<ResidentSet['identity']> | null,
): Resident['identity'] {
  if (told === null) return null
  if (told.kind === 'none') return { kind: 'none', masked: null }
  if (told.number === null) return { kind: told.kind, masked: before?.masked ?? null }
  const read = readIdentity(told.kind, told.number)
  return { kind: told.kind, masked: 'identity' in read ? maskIdentity(read.identity) : null }
}

function dosesAfter(before: Resident['doses'], told: NonNullable<ResidentSet['doses']>): Resident['doses'] {
  const doses = { ...before }
  for (const [number, dose] of Object.entries(told)) {
    if (dose === null) delete doses[number]
    else doses[number] = dose
  }
  return doses
}
