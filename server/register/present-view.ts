import { sql } from 'kysely'
import type { Receipt, Resident } from '../../contract/register.ts'
import type { Database } from '../platform/database.ts'

type OpenConflict = Receipt['conflicts'][number]
export type AppointmentShown = NonNullable<Resident['appointment']>
export type HelpShown = NonNullable<Resident['help']>

/** What nobody has settled yet, by record. */
export async function conflictsOf(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, OpenConflict[]>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<OpenConflict & { record_id: string }>`
    select record_id, id, field, hard from register_conflict
    where record_id = any(${ids}::uuid[]) and settled_at is null order by made_at, id`.execute(db)
  const grouped = Map.groupBy(rows, ({ record_id }) => record_id)
  return new Map(
    [...grouped].map(([id, open]) => [
      id,
      open.map((one) => ({ id: one.id, field: one.field, hard: one.hard })),
    ]),
  )
}

type AppointmentRow = Omit<AppointmentShown, 'at'> & { resident_id: string; at: Date }

/** The appointment made last, by resident. */
export async function appointmentsOf(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, AppointmentShown>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<AppointmentRow>`
    select distinct on (made.resident_id) made.resident_id, made.id, coalesce(facility.name_th, '') as facility, made.at,
      made.dose, made.state
    from register_appointment made left join facility on facility.id = made.facility_id
    where made.resident_id = any(${ids}::uuid[]) order by made.resident_id, made.made_at desc, made.id desc`.execute(
    db,
  )
  return new Map(
    rows.map(({ resident_id, at, ...shown }) => [resident_id, { ...shown, at: at.toISOString() }]),
  )
}

/** The help asked for last, by resident. */
export async function helpOf(db: Database, ids: readonly string[]): Promise<Map<string, HelpShown>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<HelpShown & { resident_id: string }>`
    select distinct on (asked.resident_id) asked.resident_id, coalesce(help_request.number, '') as number, asked.need,
      asked.outcome
    from register_request asked left join help_request
      on help_request.province_code = asked.province_code and help_request.id = asked.help_request_id
    where asked.resident_id = any(${ids}::uuid[]) order by asked.resident_id, asked.made_at desc, asked.help_request_id`.execute(
    db,
  )
  return new Map(rows.map(({ resident_id, ...shown }) => [resident_id, shown]))
}

/** The public codes of accounts. */
export async function codesOf(db: Database, accounts: readonly string[]): Promise<Map<string, string>> {
  if (accounts.length === 0) return new Map()
  const rows = await db.selectFrom('auth_user').select(['id', 'code']).where('id', 'in', accounts).execute()
  return new Map(rows.map(({ id, code }) => [id, code]))
}
