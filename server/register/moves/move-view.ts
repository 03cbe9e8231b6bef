import { type Selectable, sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { RegisterMove } from '../../platform/schema.ts'

export type MoveRow = Selectable<RegisterMove>
type Listed = MoveRow & { asked_by_code: string }

/** Where a page of moves ends: decided ones come after the open ones, newer ones first. */
export type MovePlace = { decided: boolean; id: string }

/** Moves into or out of areas, open ones first. */
export async function movesOf(
  db: Database,
  { areas, after, limit }: { areas: readonly string[]; after: MovePlace | undefined; limit: number },
): Promise<Listed[]> {
  const touches = areas.map(
    (area) => sql`starts_with(m.to_area, ${area}) or starts_with(m.subdistrict_code, ${area})`,
  )
  const behind = after
    ? sql`and ((m.decided_at is not null) > ${after.decided}
        or ((m.decided_at is not null) = ${after.decided} and m.id < ${after.id}::uuid))`
    : sql``
  const { rows } = await sql<Listed>`
    select m.*, auth_user.code as asked_by_code
    from register_move m join auth_user on auth_user.id = m.asked_by
    where (${sql.join(touches, sql` or `)}) ${behind}
    order by m.decided_at is not null, m.id desc limit ${limit}`.execute(db)
  return rows
}

export function readMove(db: Database, id: string): Promise<MoveRow | undefined> {
  return db.selectFrom('register_move').selectAll().where('id', '=', id).executeTakeFirst()
}

export function lockMove(db: Database, id: string): Promise<MoveRow | undefined> {
  return db.selectFrom('register_move').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}
