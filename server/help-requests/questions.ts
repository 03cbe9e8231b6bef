import type { Database } from '../platform/database.ts'
import { returned } from './rules.ts'
import { saveStep } from './save-step.ts'
import { lockHeldBy } from './store.ts'
import type { When } from './urgency-rules.ts'

export { askWithin as askFor } from './ask.ts'
export { type Ended, endedAmong, numbersOf, type RequestKey } from './ended-view.ts'
export { eraseRequests } from './erasing.ts'
export { pausesOf, removePause as liftPause } from './pause-store.ts'
export { countOpenClaimsOfEach as openClaimsOf } from './store.ts'

/** Returns every case an account holds to the queue, as when it is suspended; says how many. */
export async function releaseAllHeldBy(db: Database, accountId: string, when: When): Promise<number> {
  const rows = await lockHeldBy(db, accountId)
  for (const row of rows)
    await saveStep(
      db,
      row,
      returned(row, when.now, when.profile.terms, { kind: 'released', by: 'system' }),
      when,
    )
  return rows.length
}
