import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { FacilityRow } from '../facility.ts'

/** Facilities of one name are proposed one at a time, so that none is there twice. */
export async function lockName(db: Database, { kind, name_key }: Named): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${kind} ${name_key}`}, 2))`.execute(db)
}
type Named = Pick<FacilityRow, 'kind' | 'name_key'>

/** Where facilities of this kind and name are, other than those refused or gone. */
export function namesakes(
  db: Database,
  { kind, name_key }: Named,
): Promise<Pick<FacilityRow, 'id' | 'lon' | 'lat'>[]> {
  return db
    .selectFrom('facility')
    .select(['id', 'lon', 'lat'])
    .where('kind', '=', kind)
    .where('name_key', '=', name_key)
    .where('verification', '<>', 'refused')
    .where('gone_at', 'is', null)
    .execute()
}

/** Whether the database would not write a facility because its agency has another with its code. */
export const saysCodeIsTaken = (error: unknown): boolean =>
  error instanceof Error && 'constraint' in error && error.constraint === 'facility_own_code_once'

/** How many proposals of an account nobody has looked at. */
export async function openProposalsOf(db: Database, accountId: string): Promise<number> {
  const { open } = await db
    .selectFrom('facility')
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where('verification', '=', 'proposed')
    .where('made_by', '=', accountId)
    .executeTakeFirstOrThrow()
  return open
}
