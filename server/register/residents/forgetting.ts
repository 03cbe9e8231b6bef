import { eraseRequests } from '../../help-requests/questions.ts'
import type { Database } from '../../platform/database.ts'
import type { Parts } from '../../platform/parts.ts'
import type { Timer } from '../../platform/timers.ts'
import { inScope, wholeRegister } from '../scope-store.ts'
import { eraseResidents, lockSelves } from './erasing.ts'
import {
  forgetConflicts,
  forgetDeletedHouseholds,
  forgetDeletedResidents,
  forgetDeletedVisits,
  forgetMerges,
  forgetMoves,
  forgetReceipts,
  longGone,
} from './forgetting-store.ts'

const DAY_MS = 24 * 3_600_000
/** A phone that has not asked again for so long has lost its queue. */
const RECEIPT_DAYS = 60

/**
 * What the register knows of people has an end. Deleted records can be taken back as long as a merge can, then they are
 * empty; who died or moved away is erased after the profile's term, as is what was settled.
 */
export const registerForgetting = ({ profile }: Pick<Parts, 'profile'>): Record<string, Timer> => {
  const { anonymiseAfterDays } = profile.terms
  const { undoMergeDays } = profile.register.terms
  const terms: [days: number, forgets: readonly Forget[]][] = [
    [RECEIPT_DAYS, [forgetReceipts]],
    [undoMergeDays, [forgetMerges, forgetDeletedVisits, forgetDeletedResidents, forgetDeletedHouseholds]],
    [anonymiseAfterDays, [forgetConflicts, forgetMoves]],
  ]
  const before = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS)
  return {
    'the-register-forgets': ({ db, now }) =>
      inScope(db, wholeRegister, async (whole) => {
        let forgotten = 0
        for (const [days, forgets] of terms)
          for (const forget of forgets) forgotten += await forget(whole, before(now, days))
        return forgotten
      }),
    'who-is-gone-is-forgotten': ({ db, now }) =>
      inScope(db, wholeRegister, (whole) =>
        forgetGone(whole, before(now, anonymiseAfterDays), { now, profile }),
      ),
  }
}
type Forget = (db: Database, before: Date) => Promise<number>

async function forgetGone(
  db: Database,
  before: Date,
  when: { now: Date; profile: Parts['profile'] },
): Promise<number> {
  const seen = await longGone(db, before)
  const locked = await lockSelves(
    db,
    seen.map(({ id }) => id),
  )
  // once more: a phone may have told something while the locks were waited for
  const rows = await longGone(db, before)
  const ids = rows.filter(({ subdistrict_code }) => locked.has(subdistrict_code)).map(({ id }) => id)
  if (ids.length > 0) await eraseRequests(db, await eraseResidents(db, ids, when.now), when)
  return ids.length
}
