import { type Insertable, sql, type Updateable } from 'kysely'
import type { Database } from '../platform/database.ts'
import type { Volunteer } from '../platform/schema.ts'
import type { Change, Identity } from './change-rules.ts'
import { readChange } from './change-store.ts'
import type { AreaDecision, Decided } from './rules.ts'

export type LockedVolunteer = {
  id: string
  account_id: string
  /** since a coordinator first approved who this is */
  vouched_at: Date | null
  identity: Identity
  change: Change | null
} & Decided

/** Inserts a registration; false when its id or its account is registered already. */
export async function insertVolunteer(db: Database, row: Insertable<Volunteer>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('volunteer')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** A registration by its id, or by its account, locked with all that is decided about it. */
export async function lockVolunteer(
  db: Database,
  which: { id: string } | { accountId: string },
): Promise<LockedVolunteer | undefined> {
  const query = db
    .selectFrom('volunteer')
    .select(['id', 'account_id', 'status', 'vouched_at', 'name', 'kinds', 'affiliation', 'programme'])
  const row = await ('id' in which
    ? query.where('id', '=', which.id)
    : query.where('account_id', '=', which.accountId)
  )
    .forUpdate()
    .executeTakeFirst()
  if (!row) return undefined
  const areas = await db
    .selectFrom('volunteer_area')
    .select(['area_code', 'approved_at', 'refused_at'])
    .where('volunteer_id', '=', row.id)
    .execute()
  const decisions = areas.map((area): [string, AreaDecision] => [area.area_code, decisionOf(area)])
  const { id, account_id, status, vouched_at, ...identity } = row
  const change = vouched_at === null ? null : await readChange(db, id)
  return { id, account_id, status, vouched_at, identity, change, areas: new Map(decisions) }
}

const decisionOf = (area: { approved_at: Date | null; refused_at: Date | null }): AreaDecision =>
  area.approved_at ? 'approved' : area.refused_at ? 'refused' : 'waiting'

export async function saveVolunteer(db: Database, id: string, set: Updateable<Volunteer>): Promise<void> {
  if (Object.keys(set).length === 0) return
  await db.updateTable('volunteer').set(set).where('id', '=', id).execute()
}

/** Makes the areas of a registration what was decided. `by` decided now on those whose decision changed. */
export async function saveAreas(
  db: Database,
  id: string,
  {
    before,
    after,
    now,
    by,
  }: { before: Decided['areas']; after: Decided['areas']; now: Date; by: string | null },
): Promise<void> {
  const gone = [...before.keys()].filter((code) => !after.has(code))
  if (gone.length > 0)
    await db
      .deleteFrom('volunteer_area')
      .where('volunteer_id', '=', id)
      .where('area_code', 'in', gone)
      .execute()
  const changed = [...after].filter(([code, decision]) => before.get(code) !== decision)
  if (changed.length === 0) return
  const rows = changed.map(([code, decision]) => ({
    ...{ province_code: code.slice(0, 2), volunteer_id: id, area_code: code, decided_by: by },
    approved_at: decision === 'approved' ? now : null,
    refused_at: decision === 'refused' ? now : null,
  }))
  await db
    .insertInto('volunteer_area')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['province_code', 'volunteer_id', 'area_code']).doUpdateSet(({ ref }) => ({
        approved_at: ref('excluded.approved_at'),
        refused_at: ref('excluded.refused_at'),
        decided_by: ref('excluded.decided_by'),
      })),
    )
    .execute()
}

/** One more closed case that its requester confirmed; one fewer when that is taken back. */
export async function addClosedCase(db: Database, accountId: string, by: 1 | -1): Promise<void> {
  await sql`update volunteer set closed_cases = greatest(0, closed_cases + ${by}::int) where account_id = ${accountId}`.execute(
    db,
  )
}
