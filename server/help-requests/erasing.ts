import type { Database } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import type { HelpRequest, Step } from './case.ts'
import { endedToo } from './linked-rules.ts'
import { withdrawn } from './requester-rules.ts'
import { isOpen } from './rules.ts'
import { saveStep } from './save-step.ts'
import { erasePersonal, lockById, lockGroupsOf } from './store.ts'
import type { When } from './urgency-rules.ts'

/** Withdraws a locked case if it is open or linked, notes that it is erased, and empties all that is personal in it. */
export async function eraseCase(db: Database, row: HelpRequest, when: When): Promise<HelpRequest> {
  const { now } = when
  const closed = await saveStep(db, row, ending(row, now), when)
  const noted = await saveStep(db, closed, { set: {}, events: [{ kind: 'erased', by: 'requester' }] }, when)
  return erasePersonal(db, noted, now)
}

function ending(row: HelpRequest, now: Date): Step {
  if (row.lead_id !== null && row.erased_at === null)
    return endedToo(row, { now, group: newId(now) }, 'withdrawn', { kind: 'withdrawn', by: 'requester' })
  return isOpen(row.status) ? withdrawn(row, now, undefined) : { set: {}, events: [] }
}

/** Erases requests that were asked for a person who wants to be forgotten; those erased already stay as they are. */
export async function eraseRequests(
  db: Database,
  keys: readonly { provinceCode: string; id: string }[],
  when: When,
): Promise<void> {
  await lockGroupsOf(
    db,
    keys.map(({ provinceCode, id }) => ({ province_code: provinceCode, id })),
  )
  for (const { provinceCode, id } of keys) {
    const row = await lockById(db, { province_code: provinceCode, id })
    if (row && row.erased_at === null) await eraseCase(db, row, when)
  }
}
