import { withoutThirteenDigits } from '../../../profiles/identity.ts'
import { dataKindsOf } from '../../../profiles/profile.ts'
import { asSurveyor, coordinatedAreas } from '../../access/actor.ts'
import { readPhones } from '../../access/questions.ts'
import type { Acting, ImportTarget } from '../../imports/questions.ts'
import type { Database } from '../../platform/database.ts'
import type { Parts } from '../../platform/parts.ts'
import { inScope, scopeOf } from '../scope-store.ts'
import { residentChoices } from './import-choices-of.ts'
import { residentFileFields } from './import-fields.ts'
import { type Means, matchResidents } from './import-match.ts'
import { readResidentRow } from './import-read.ts'
import type { ToldResident } from './import-told.ts'
import { undoResidents } from './import-undo.ts'
import { writeResidents } from './import-write.ts'

/** Residents as something that can be brought in by file, by coordinators and within their own areas. */
export function residentImports({
  profile,
  crypto,
}: Pick<Parts, 'profile' | 'crypto'>): ImportTarget<ToldResident> {
  /** Each batch sees the register of whoever brings it in, as far as that reaches by then. */
  const within = <T>(db: Database, acting: Acting, work: (db: Database, means: Means) => Promise<T>) => {
    const actor = asSurveyor(acting.actor, dataKindsOf(profile))
    return inScope(db, scopeOf(actor), (scoped) => work(scoped, { actor, now: acting.now, crypto, profile }))
  }
  return {
    name: 'residents',
    sealed: true,
    rowsAtOnce: 1000,
    may: (actor) => coordinatedAreas(actor).length > 0,
    // digits of a phone abroad may be thirteen
    shown: (field, text) => (field === 'phone' && isPhone(text) ? text : masked(text)),
    fields: residentFileFields(profile).map(({ written: _, ...field }) => field),
    choicesOf: residentChoices(profile),
    read: (cells, how) => readResidentRow(cells, profile, how),
    match: (db, rows, acting) => within(db, acting, (scoped, means) => matchResidents(scoped, rows, means)),
    write: (db, rows, acting) => within(db, acting, (scoped, means) => writeResidents(scoped, rows, means)),
    undo: (db, rows, acting) => within(db, acting, (scoped, means) => undoResidents(scoped, rows, means)),
  }
}

function isPhone(text: string): boolean {
  const { phones, wrong } = readPhones(text)
  return phones.length > 0 && wrong.length === 0
}

const PASSPORT = /\b[A-Z]{1,2}\d{5,8}\b/gi

/** Thirteen digits, however they are written, or letters and digits of a passport. */
const masked = (text: string): string =>
  withoutThirteenDigits(text).replace(
    PASSPORT,
    (found) => `${found.slice(0, 2)}${'x'.repeat(found.length - 4)}${found.slice(-2)}`,
  )
