import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'

/** How many cases an account gave back without an attempt since a time, this one included. */
export async function addRelease(
  db: Database,
  { accountId, now, since }: { accountId: string; now: Date; since: Date },
): Promise<number> {
  const { rows } = await sql<{ releases: number }>`
    insert into claim_pause (account_id, releases, released_at, until) values (${accountId}, 1, ${now}, ${now})
    on conflict (account_id) do update set released_at = excluded.released_at,
      releases = case when claim_pause.released_at > ${since} then least(claim_pause.releases + 1, 1000) else 1 end
    returning releases`.execute(db)
  return rows[0]?.releases ?? 1
}

export async function savePause(db: Database, accountId: string, until: Date): Promise<void> {
  await db.updateTable('claim_pause').set({ until }).where('account_id', '=', accountId).execute()
}

export async function removePause(db: Database, accountId: string): Promise<void> {
  await db.deleteFrom('claim_pause').where('account_id', '=', accountId).execute()
}

/** Until when each of these accounts may claim nothing; those who may are left out. */
export async function pausesOf(
  db: Database,
  accountIds: readonly string[],
  now: Date,
): Promise<Map<string, Date>> {
  if (accountIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('claim_pause')
    .select(['account_id', 'until'])
    .where('account_id', 'in', accountIds)
    .where('until', '>', now)
    .execute()
  return new Map(rows.map(({ account_id, until }) => [account_id, until]))
}

/** Removes pauses of releases that no longer count. */
export async function forgetPauses(db: Database, before: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('claim_pause')
    .where('released_at', '<', before)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
