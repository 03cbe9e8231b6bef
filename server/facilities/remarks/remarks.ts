import type { FacilityTerms } from '../../../profiles/profile.ts'
import type { Database } from '../../platform/database.ts'
import type { FacilityRow } from '../facility.ts'
import { saveFacility } from '../store.ts'
import { countDoubters, insertRemark } from './remark-store.ts'

/** What contradicts what is told; the others are news, or praise. */
const doubting = ['wrong', 'closed', 'phone-wrong']
const DAY_MS = 24 * 3_600_000

/**
 * `fromHash`: the same for all that one sender says of one facility, and telling nobody who they are. `proven`: the sender is
 * a person by their phone; of a network address nobody knows how many are behind it, nor how many one person has.
 */
export type NewRemark = { id: string; says: string; note: string | null; fromHash: Buffer; proven: boolean }

/**
 * Puts a remark in the queue of who keeps the facility, which is locked. Enough proven people mark the pin as doubted;
 * nothing else that is told changes. False when it was said before.
 */
export async function addRemark(
  { db, now, terms }: { db: Database; now: Date; terms: FacilityTerms },
  row: FacilityRow,
  { id, says, note, fromHash, proven }: NewRemark,
): Promise<boolean> {
  const { province_code, id: facility_id } = row
  // that all is right asks nobody to do anything
  const settled = says === 'right' ? { settled_at: now, result: 'right', note: null } : { note }
  const remark = { province_code, facility_id, id, at: now, says, from_hash: fromHash, proven, ...settled }
  if (!(await insertRemark(db, remark))) return false
  if (!proven || row.doubted_at || !doubting.includes(says)) return true
  const since = new Date(now.getTime() - terms.remarkDays * DAY_MS)
  if ((await countDoubters(db, row, { says: doubting, since })) < terms.remarksToDoubt) return true
  const event = { kind: 'doubted', by: { accountId: null, as: null } }
  await saveFacility(db, row, { set: { doubted_at: now }, event }, now)
  return true
}
