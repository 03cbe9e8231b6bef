import type { Database } from '../../platform/database.ts'
import type { MoveRow } from './move-view.ts'

type Decision = { outcome: 'accepted' | 'refused'; by: string; at: Date; reason: string | null }

/** Notes how a move was decided, and by whom. */
export async function saveDecision(
  db: Database,
  { province_code, id }: Pick<MoveRow, 'province_code' | 'id'>,
  { outcome, by, at, reason }: Decision,
): Promise<void> {
  await db
    .updateTable('register_move')
    .set({ outcome, decided_by: by, decided_at: at, reason })
    .where('province_code', '=', province_code)
    .where('id', '=', id)
    .execute()
}
