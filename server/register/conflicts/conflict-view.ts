import { type Selectable, sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { RegisterConflict, RegisterEvent } from '../../platform/schema.ts'
import type { Kind } from '../write/record.ts'

/** A conflict with whose record it is about: the name of the resident, or the house number. */
export type ConflictRow = Omit<Selectable<RegisterConflict>, 'kind' | 'choice'> & {
  kind: Kind
  choice: 'standing' | 'other' | null
  area_code: string
  title: string
  /** of the account that told the word that does not stand, where that is kept */
  said_by_code: string | null
}

const conflicts = sql`
  select made.*, auth_user.code as said_by_code,
    coalesce(resident.area_code, household.area_code, visit.area_code) as area_code,
    coalesce(resident.name, household.house_no, visited.name, '') as title
  from register_conflict made
  left join auth_user on auth_user.id = made.said_by
  left join register_resident resident on made.kind = 'resident' and resident.id = made.record_id
    and resident.merged_into is null
  left join register_household household on made.kind = 'household' and household.id = made.record_id
  left join register_visit visit on made.kind = 'visit' and visit.id = made.record_id
  left join register_resident visited on visited.id = visit.resident_id`

type Asked = { areas: readonly string[]; settled: boolean; after: string | undefined; limit: number }

/** Of a record that is another's by a merge nothing is left to choose. */
const isOfRecord = sql`coalesce(resident.id, household.id, visit.id) is not null`

/** Conflicts of areas, the open ones or those that are settled; the hard ones by which somebody waits come first. */
export async function conflictsIn(
  db: Database,
  { areas, settled, after, limit }: Asked,
): Promise<ConflictRow[]> {
  const { rows } = await sql<ConflictRow>`${conflicts}
    where made.subdistrict_code ^@ any (${areas}::text[])
      and (made.settled_at is not null) = ${settled}
      and coalesce(resident.deleted_at, household.deleted_at, visit.deleted_at) is null
      and ${isOfRecord}
      and (${after ?? null}::uuid is null or (not made.hard, made.id) >
        (select not before.hard, before.id from register_conflict before where before.id = ${after ?? null}::uuid))
    order by not made.hard, made.id limit ${limit}`.execute(db)
  return rows
}

/** One conflict within the scope. */
export async function readConflict(db: Database, id: string): Promise<ConflictRow | undefined> {
  const { rows } = await sql<ConflictRow>`${conflicts} where made.id = ${id} and ${isOfRecord}`.execute(db)
  return rows[0]
}

export type Said = Pick<Selectable<RegisterEvent>, 'record_id' | 'at' | 'changes_cipher'> & {
  code: string | null
}

/** What was told of records, the last first. */
export async function saidOf(db: Database, records: readonly string[]): Promise<Said[]> {
  if (records.length === 0) return []
  const { rows } = await sql<Said>`
    select told.record_id, told.at, told.changes_cipher, auth_user.code
    from register_event told left join auth_user on auth_user.id = told.account_id
    where told.record_id = any(${records}::uuid[]) and told.action in ('add', 'change') order by told.id desc`.execute(
    db,
  )
  return rows
}
