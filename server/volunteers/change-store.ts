import type { Database } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { type Change, type Identity, identityOf } from './change-rules.ts'

/** What a volunteer has asked to be and nobody has decided yet. */
export async function readChange(db: Database, volunteerId: string): Promise<Change | null> {
  const row = await db
    .selectFrom('volunteer_change')
    .select(['id', 'asked_at', 'name', 'kinds', 'affiliation', 'programme'])
    .where('volunteer_id', '=', volunteerId)
    .executeTakeFirst()
  return row ?? null
}

/** Makes a change wait under a new id, in place of one that waited: what a coordinator saw is what they decide. */
export async function saveChange(
  db: Database,
  volunteerId: string,
  { wanted, now }: { wanted: Identity; now: Date },
): Promise<void> {
  const row = { ...identityOf(wanted), kinds: [...wanted.kinds], id: newId(now), asked_at: now }
  await db
    .insertInto('volunteer_change')
    .values({ ...row, volunteer_id: volunteerId })
    .onConflict((conflict) => conflict.column('volunteer_id').doUpdateSet(row))
    .execute()
}

export async function removeChange(db: Database, volunteerId: string): Promise<void> {
  await db.deleteFrom('volunteer_change').where('volunteer_id', '=', volunteerId).execute()
}
