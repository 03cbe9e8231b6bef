import type { Profile } from '../../../profiles/profile.ts'
import { isBringingIn } from '../../imports/questions.ts'
import type { Database } from '../../platform/database.ts'
import { yearOf } from '../../platform/days.ts'
import type { Parts } from '../../platform/parts.ts'
import type { Timer } from '../../platform/timers.ts'
import { inScope, wholeRegister } from '../scope-store.ts'
import { toBeCompared } from '../twins/twin-store.ts'
import { longestDirty, markOtherYears, saveFigures, strikeOff } from './figure-store.ts'
import { countSubdistrict } from './measure-view.ts'

/** Counts anew what has changed, and has it compared: one subdistrict in a transaction, so that writers wait for no more than their own. */
export const countTimers = ({ profile }: Pick<Parts, 'profile'>): Record<string, Timer> => ({
  'register-is-counted': ({ db, now }) =>
    inScope(db, wholeRegister, (whole) => countLongestDirty(whole, { profile, now })),
})

async function countLongestDirty(db: Database, { profile, now }: { profile: Profile; now: Date }) {
  const year = yearOf(now)
  const subdistrict = await longestDirty(db)
  if (subdistrict === undefined) return await markOtherYears(db, year, now)
  // who waited for the lock of another server finds it struck off
  if (!(await strikeOff(db, subdistrict))) return 1
  const figures = await countSubdistrict(db, subdistrict, { profile, year })
  await saveFigures(db, subdistrict, { figures, year })
  await toBeCompared(db, subdistrict)
  // while a file is written, the same subdistrict is soon to be counted again
  return (await isBringingIn(db, 'residents')) ? 0 : 1
}
