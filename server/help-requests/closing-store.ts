import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import type { HelpRequest } from './case.ts'
import { lockGroups } from './group-lock-store.ts'
import { lockGroupsOfNumbers } from './store.ts'
import { inAreas } from './wanted-view.ts'

/** Cases by their numbers, locked in one order, so that two who decide about the same ones never wait for each other. */
export async function lockNumbers(db: Database, numbers: readonly string[]): Promise<HelpRequest[]> {
  await lockGroupsOfNumbers(db, numbers)
  return db
    .selectFrom('help_request')
    .selectAll()
    .where('province_code', 'in', [...new Set(numbers.map((number) => number.slice(0, 2)))])
    .where('number', 'in', numbers)
    .orderBy('number')
    .forUpdate()
    .execute()
}

const closedBy = (id: string, areas: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`closing_id = ${id} and status = 'closed' and erased_at is null and ${inAreas(areas)}`

/** What one act closed within areas and nobody has taken back, locked. */
export async function lockClosedBy(
  db: Database,
  { id, areas, most }: { id: string; areas: readonly string[]; most: number },
): Promise<HelpRequest[]> {
  await lockGroups(db, closedBy(id, areas))
  return db
    .selectFrom('help_request')
    .selectAll()
    .where(closedBy(id, areas))
    .orderBy('number')
    .limit(most)
    .forUpdate()
    .execute()
}

export async function countClosedBy(
  db: Database,
  { id, areas }: { id: string; areas: readonly string[] },
): Promise<number> {
  const { count } = await db
    .selectFrom('help_request')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(closedBy(id, areas))
    .executeTakeFirstOrThrow()
  return count
}
