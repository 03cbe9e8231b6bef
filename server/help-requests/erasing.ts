import type { Database } from '../platform/database.ts'
import type { HelpRequest } from './case.ts'
import { withdrawn } from './requester-rules.ts'
import { isOpen } from './rules.ts'
import { erasePersonal, lockById, saveStep } from './store.ts'

/** Withdraws a locked case if it is open, notes that it is erased, and empties all that is personal in it. */
export async function eraseCase(db: Database, row: HelpRequest, now: Date): Promise<HelpRequest> {
  const closed = isOpen(row.status) ? await saveStep(db, row, withdrawn(row, now, undefined), now) : row
  const noted = await saveStep(db, closed, { set: {}, events: [{ kind: 'erased', by: 'requester' }] }, now)
  return erasePersonal(db, noted, now)
}

/** Erases requests that were asked for a person who wants to be forgotten; those erased already stay as they are. */
export async function eraseRequests(
  db: Database,
  keys: readonly { provinceCode: string; id: string }[],
  now: Date,
): Promise<void> {
  for (const { provinceCode, id } of keys) {
    const row = await lockById(db, { province_code: provinceCode, id })
    if (row && row.erased_at === null) await eraseCase(db, row, now)
  }
}
