import { type Insertable, type Selectable, sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { RegisterAppointment } from '../../platform/schema.ts'

export type AppointmentRow = Selectable<RegisterAppointment>

/** Only one booking of a site and day ('YYYY-MM-DD') is decided at a time, whoever books. */
export async function lockSiteDay(db: Database, facility: string, day: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${facility} ${day}`}, 4))`.execute(db)
}

/** How many are booked at each of the sites within a time, also by people of other areas. */
export async function bookedAt(
  db: Database,
  sites: readonly string[],
  { from, to }: { from: Date; to: Date },
): Promise<Map<string, number>> {
  const { rows } = await sql<{ site: string; booked: number }>`
    select site, register_booked(site, ${from}, ${to}) as booked
    from unnest(${sites}::uuid[]) as site`.execute(db)
  return new Map(rows.map(({ site, booked }) => [site, booked]))
}

/** How many are booked at a site in each of these hours. */
export async function bookedInHours(db: Database, site: string, hours: readonly Date[]): Promise<number[]> {
  const { rows } = await sql<{ booked: number }>`
    select register_booked(${site}, hour, hour + interval '1 hour') as booked
    from unnest(${hours}::timestamptz[]) with ordinality as asked (hour, nth) order by nth`.execute(db)
  return rows.map(({ booked }) => booked)
}

export function readAppointment(db: Database, id: string): Promise<AppointmentRow | undefined> {
  return db.selectFrom('register_appointment').selectAll().where('id', '=', id).executeTakeFirst()
}

export function lockAppointment(db: Database, id: string): Promise<AppointmentRow | undefined> {
  return db.selectFrom('register_appointment').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/** Whether a resident is booked anywhere. */
export async function isBooked(db: Database, residentId: string): Promise<boolean> {
  const row = await db
    .selectFrom('register_appointment')
    .select('id')
    .where('resident_id', '=', residentId)
    .where('state', '=', 'booked')
    .executeTakeFirst()
  return row !== undefined
}

export async function insertAppointment(
  db: Database,
  row: Insertable<RegisterAppointment>,
): Promise<AppointmentRow> {
  return db.insertInto('register_appointment').values(row).returningAll().executeTakeFirstOrThrow()
}

export async function saveOutcome(
  db: Database,
  { province_code, id }: Pick<AppointmentRow, 'province_code' | 'id'>,
  outcome: { state: string; by: string; at: Date },
): Promise<AppointmentRow> {
  return db
    .updateTable('register_appointment')
    .set({ state: outcome.state, settled_by: outcome.by, settled_at: outcome.at })
    .where('province_code', '=', province_code)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}
