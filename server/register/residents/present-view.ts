import { sql } from 'kysely'
import type { Receipt, Resident } from '../../../contract/register.ts'
import type { Database } from '../../platform/database.ts'

type OpenConflict = Receipt['conflicts'][number]
export type AppointmentShown = NonNullable<Resident['appointment']>
export type HelpShown = NonNullable<Resident['help']>

/** What nobody has settled yet, by record. */
export async function conflictsOf(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, OpenConflict[]>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Of<OpenConflict>>`
    select record_id as of, id, field, hard from register_conflict
    where record_id = any(${ids}::uuid[]) and settled_at is null order by made_at, id`.execute(db)
  return grouped(rows)
}

/** What is shown beside residents, by resident: open conflicts, the appointment made last, the help asked for last. */
export type Beside = {
  conflicts: Map<string, OpenConflict[]>
  appointments: Map<string, AppointmentShown>
  help: Map<string, HelpShown>
}

type Of<T> = T & { of: string }
type BesideRow = {
  conflicts: Of<OpenConflict>[]
  appointments: Of<AppointmentShown>[]
  help: Of<HelpShown>[]
}

/** Asked at once: a page of residents is read often, and each question is a way to the database and back. */
export async function besideOf(db: Database, ids: readonly string[]): Promise<Beside> {
  if (ids.length === 0) return { conflicts: new Map(), appointments: new Map(), help: new Map() }
  const { rows } = await sql<BesideRow>`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('of', record_id, 'id', id, 'field', field, 'hard', hard)
          order by made_at, id), '[]')
        from register_conflict where record_id = any(${ids}::uuid[]) and settled_at is null) as conflicts,
      (select coalesce(jsonb_agg(to_jsonb(last)), '[]') from (
        select distinct on (made.resident_id) made.resident_id as of, made.id, coalesce(facility.name_th, '') as facility, made.at,
          made.dose, made.state
        from register_appointment made left join facility on facility.id = made.facility_id
        where made.resident_id = any(${ids}::uuid[]) order by made.resident_id, made.made_at desc, made.id desc) as last
      ) as appointments,
      (select coalesce(jsonb_agg(to_jsonb(last)), '[]') from (
        select distinct on (asked.resident_id) asked.resident_id as of, coalesce(help_request.number, '') as number, asked.need,
          asked.outcome
        from register_request asked left join help_request
          on help_request.province_code = asked.province_code and help_request.id = asked.help_request_id
        where asked.resident_id = any(${ids}::uuid[]) order by asked.resident_id, asked.made_at desc, asked.help_request_id) as last
      ) as help`.execute(db)
  const { conflicts = [], appointments = [], help = [] } = rows[0] ?? {}
  return {
    conflicts: grouped(conflicts),
    appointments: new Map(
      appointments.map(({ of, ...shown }) => [of, { ...shown, at: new Date(shown.at).toISOString() }]),
    ),
    help: new Map(help.map(({ of, ...shown }) => [of, shown])),
  }
}

function grouped(conflicts: readonly Of<OpenConflict>[]): Map<string, OpenConflict[]> {
  const byRecord = Map.groupBy(conflicts, ({ of }) => of)
  return new Map([...byRecord].map(([record, open]) => [record, open.map(({ of: _, ...one }) => one)]))
}

/** The public codes of accounts. */
export async function codesOf(db: Database, accounts: readonly string[]): Promise<Map<string, string>> {
  if (accounts.length === 0) return new Map()
  const rows = await db.selectFrom('auth_user').select(['id', 'code']).where('id', 'in', accounts).execute()
  return new Map(rows.map(({ id, code }) => [id, code]))
}
