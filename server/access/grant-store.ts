import { type Insertable, sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import type { AccessGrant } from '../platform/schema.ts'

/** Inserts a grant; false when its id is there already. */
export async function insertGrant(db: Database, row: Insertable<AccessGrant>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('access_grant')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export function lockGrant(db: Database, id: string) {
  return db.selectFrom('access_grant').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function saveGrantEnd(db: Database, id: string, end: { at: Date; by: string }): Promise<void> {
  await db
    .updateTable('access_grant')
    .set({ ended_at: end.at, ended_by: end.by })
    .where('id', '=', id)
    .execute()
}

/** Puts a grant under another granter, with the end that one may give. */
export async function saveGrantKept(
  db: Database,
  id: string,
  kept: { by: string; endsAt: Date | null },
): Promise<void> {
  await db
    .updateTable('access_grant')
    .set({ granted_by: kept.by, ends_at: kept.endsAt })
    .where('id', '=', id)
    .execute()
}

/** Puts those of these grants that have lost their granter in the place of the one that ended: under who gave that. */
export async function takePlaceOf(
  db: Database,
  ended: { granted_by: string | null },
  { heirs, now }: { heirs: readonly string[]; now: Date },
): Promise<void> {
  await sql`
    update access_grant set granted_by = ${ended.granted_by}
    where id = any(${heirs}::uuid[]) and granted_by is not null
      and exists (select from unnest(areas) as area where not answers_for(granted_by, area, role, ${now}))`.execute(
    db,
  )
}

/** The running national grants somebody gave. */
export async function nationalGrantsBy(db: Database, granter: string, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('access_grant')
    .select('id')
    .where('role', '=', 'national')
    .where('granted_by', '=', granter)
    .where('ended_at', 'is', null)
    .where((where) => where.or([where('ends_at', 'is', null), where('ends_at', '>', now)]))
    .execute()
  return rows.map(({ id }) => id)
}
