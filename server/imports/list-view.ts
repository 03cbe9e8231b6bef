import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import type { StoredImport } from './import.ts'

/** One import of an account, to read. */
export function findImport(db: Database, id: string, accountId: string): Promise<StoredImport | undefined> {
  return db
    .selectFrom('import')
    .selectAll()
    .where('id', '=', id)
    .where('made_by', '=', accountId)
    .$castTo<StoredImport>()
    .executeTakeFirst()
}

type Page = { target?: string; after: string | undefined; limit: number }

/** The imports of an account, newest first; ids grow with time. */
export function importsOf(
  db: Database,
  accountId: string,
  { target, after, limit }: Page,
): Promise<StoredImport[]> {
  let rows = db.selectFrom('import').selectAll().where('made_by', '=', accountId)
  if (target) rows = rows.where('target', '=', target)
  if (after) rows = rows.where('id', '<', after)
  return rows.orderBy('id', 'desc').limit(limit).$castTo<StoredImport>().execute()
}

/** How many rows of an account's imports are kept, whatever became of them. */
export async function rowsKeptOf(db: Database, accountId: string): Promise<number> {
  const { rows } = await db
    .selectFrom('import')
    .select(sql<number>`coalesce(sum(rows), 0)::float8`.as('rows'))
    .where('made_by', '=', accountId)
    .where('forgotten_at', 'is', null)
    .executeTakeFirstOrThrow()
  return rows
}

/** The latest import of the same bytes before this one. */
export function sameFileBefore(
  db: Database,
  { id, made_by, target, file_hash }: Pick<StoredImport, 'id' | 'made_by' | 'target' | 'file_hash'>,
): Promise<{ id: string; made_at: Date } | undefined> {
  return db
    .selectFrom('import')
    .select(['id', 'made_at'])
    .where('made_by', '=', made_by)
    .where('target', '=', target)
    .where('file_hash', '=', file_hash)
    .where('id', '<', id)
    .where('status', 'not in', ['discarded', 'failed'])
    .orderBy('id', 'desc')
    .executeTakeFirst()
}

/** What an account once said headings mean. */
export async function rememberedHeadings(
  db: Database,
  accountId: string,
  target: string,
): Promise<Map<string, string | null>> {
  const rows = await db
    .selectFrom('import_memory')
    .select(['heading', 'field'])
    .where('account_id', '=', accountId)
    .where('target', '=', target)
    .execute()
  return new Map(rows.map(({ heading, field }) => [heading, field]))
}

/** An import whose time has come to be forgotten, locked. */
export function lockEnding(db: Database, now: Date): Promise<StoredImport | undefined> {
  return db
    .selectFrom('import')
    .selectAll()
    .where('forgotten_at', 'is', null)
    .where('ends_at', '<=', now)
    .where('status', 'not in', ['committing', 'undoing'])
    .orderBy('ends_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .$castTo<StoredImport>()
    .executeTakeFirst()
}

/** Whether rows of files are being written to a target now: what is made of them afterwards can take its time. */
export async function isBringingIn(db: Database, target: StoredImport['target']): Promise<boolean> {
  const { rows } = await sql<{ writing: boolean }>`
    select exists (select from import where status = 'committing' and target = ${target}) as writing`.execute(
    db,
  )
  return rows[0]?.writing ?? false
}
