import { type Insertable, sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import type { KeeperGrant } from '../../platform/schema.ts'

/** Inserts a keeper's grant; false when its id is there already. */
export async function insertKeeper(db: Database, row: Insertable<KeeperGrant>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('keeper_grant')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export function lockKeeper(db: Database, id: string) {
  return db.selectFrom('keeper_grant').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function saveKeeperEnd(db: Database, id: string, end: { at: Date; by: string }): Promise<void> {
  await db
    .updateTable('keeper_grant')
    .set({ ended_at: end.at, ended_by: end.by })
    .where('id', '=', id)
    .execute()
}

/** Puts a keeper's grant under another coordinator. */
export async function saveKeeperKept(db: Database, id: string, by: string): Promise<void> {
  await db.updateTable('keeper_grant').set({ granted_by: by }).where('id', '=', id).execute()
}

/** The agency of this name in a province, made if it is new. */
export async function agencyNamed(
  db: Database,
  { province_code, name }: { province_code: string; name: string },
  now: Date,
): Promise<string> {
  // most are there: writing the row again would make all who propose for an agency wait for one another
  const there = await db
    .selectFrom('agency')
    .select('id')
    .where('province_code', '=', province_code)
    .where('name', '=', name)
    .executeTakeFirst()
  if (there) return there.id
  const { rows } = await sql<{ id: string }>`
    insert into agency (province_code, id, name, made_at) values (${province_code}, ${newId(now)}, ${name}, ${now})
    on conflict on constraint agency_name_once do update set name = excluded.name
    returning id`.execute(db)
  const [agency] = rows
  if (!agency) throw new Error('an agency is there or is made')
  return agency.id
}
