import type { Terms } from '../../profiles/profile.ts'
import type { Database } from '../platform/database.ts'
import { returned } from './rules.ts'
import { lockHeldBy, saveStep } from './store.ts'

export { askWithin as askFor } from './ask.ts'
export { type Ended, endedAmong, numbersOf, type RequestKey } from './ended-view.ts'
export { eraseRequests } from './erasing.ts'
export { pausesOf, removePause as liftPause } from './pause-store.ts'
export { countOpenClaimsOfEach as openClaimsOf } from './store.ts'

/** Returns every case an account holds to the queue, as when it is suspended; says how many. */
export async function releaseAllHeldBy(
  db: Database,
  accountId: string,
  { now, terms }: { now: Date; terms: Terms },
): Promise<number> {
  const rows = await lockHeldBy(db, accountId)
  for (const row of rows)
    await saveStep(db, row, returned(row, now, terms, { kind: 'released', by: 'system' }), now)
  return rows.length
}
