import type { Database } from '../platform/database.ts'
import { countClosing } from '../volunteers/questions.ts'
import type { HelpRequest } from './case.ts'

/** Help that its requester has confirmed, by the second key or on the phone. */
export const isConfirmed = ({ outcome }: Pick<HelpRequest, 'outcome'>): boolean =>
  outcome === 'confirmed' || outcome === 'confirmed-by-phone'

/** Confirmed help counts for the helper, as long as nobody takes it back. */
export async function countConfirmed(db: Database, before: HelpRequest, after: HelpRequest): Promise<void> {
  if (before.helped_by === null || isConfirmed(before) === isConfirmed(after)) return
  await countClosing(db, before.helped_by, isConfirmed(after) ? 1 : -1)
}
