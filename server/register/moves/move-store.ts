import { within } from '../../access/actor.ts'
import type { Database } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import type { Batch } from '../write/batch.ts'
import { addRows } from '../write/save-store.ts'
import { partOf, type Standing, textOf } from '../write/standing.ts'

/**
 * Residents said to have moved to an area others answer for wait there to be taken over; what waited for them before is
 * said no longer.
 */
export async function saveMoves(db: Database, batch: Batch): Promise<void> {
  const residents = [...new Set(batch.moves)]
  if (residents.length === 0) return
  await db
    .deleteFrom('register_move')
    .where(
      'resident_id',
      'in',
      residents.map(({ id }) => id),
    )
    .where('decided_at', 'is', null)
    .execute()
  const { actor, now } = batch.by
  const rows = residents.flatMap((standing) => {
    const to = abroad(batch, standing)
    const { province_code, subdistrict_code } = standing.place
    const asked = { resident_id: standing.id, asked_by: actor.accountId, asked_at: now }
    return to === null
      ? []
      : [{ ...{ province_code, subdistrict_code, to_area: to, id: newId(now) }, ...asked }]
  })
  await addRows(db, 'register_move', rows)
}

/** The area beyond the own ones that somebody moved to. */
function abroad({ areas }: Batch, { state, values }: Standing): string | null {
  const to = textOf(partOf(values.gone, 'to'))
  return state !== 'here' || to === null || within(areas, to) ? null : to
}
