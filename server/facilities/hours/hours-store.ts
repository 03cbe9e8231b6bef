import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { Spot } from '../store.ts'
import type { HolidayChange } from './holiday-list.ts'

/** A text of opening hours in a province: holidays differ from one to another. */
export type HoursText = { province_code: string; hours: string }
/** What is known of one at a moment, and until when that needs no second look. */
export type HoursKnown = HoursText & {
  open_now: boolean | null
  changes_at: Date | null
  holds_until: Date
  /** from, to */
  week: [Date, Date][]
}

/** Texts whose time to be looked at again has come, with what was known; others are left to who works on them. */
export function dueHours(
  db: Database,
  now: Date,
  most: number,
): Promise<(HoursText & { open_now: boolean | null })[]> {
  return db
    .selectFrom('facility_hours')
    .select(['province_code', 'hours', 'open_now'])
    .where('holds_until', '<=', now)
    .orderBy('holds_until')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute()
}

/** Texts that facilities have and nobody has worked out. */
export async function newHours(db: Database, most: number): Promise<HoursText[]> {
  const { rows } = await sql<HoursText>`
    select distinct f.province_code, f.hours
    from facility f left join facility_hours known on known.province_code = f.province_code and known.hours = f.hours
    where f.hours is not null and known.hours is null
    limit ${most}`.execute(db)
  return rows
}

/** Writes what is known of texts of hours. */
export async function saveHours(db: Database, known: readonly HoursKnown[]): Promise<void> {
  if (known.length === 0) return
  await db
    .insertInto('facility_hours')
    .values(known.map((one) => ({ ...one, week: JSON.stringify(one.week) })))
    .onConflict((conflict) =>
      conflict.columns(['province_code', 'hours']).doUpdateSet((eb) => ({
        open_now: eb.ref('excluded.open_now'),
        changes_at: eb.ref('excluded.changes_at'),
        holds_until: eb.ref('excluded.holds_until'),
        week: eb.ref('excluded.week'),
      })),
    )
    .execute()
}

/** Texts that tell of holidays are to be looked at again, in a province or, with '', in all of them. */
export async function lookAgainAtHolidays(db: Database, area: string, now: Date): Promise<void> {
  await db
    .updateTable('facility_hours')
    .set({ holds_until: now })
    .where('hours', 'like', '%PH%')
    .where('province_code', 'like', `${area}%`)
    .execute()
}

/** The public facilities with these hours, at most so many. */
export async function spotsWithHours(
  db: Database,
  texts: readonly HoursText[],
  most: number,
): Promise<Spot[]> {
  const column = (key: keyof HoursText) => texts.map((text) => text[key])
  const { rows } = await sql<Spot>`
    select f.id, f.lon, f.lat
    from unnest(${column('province_code')}::text[], ${column('hours')}::text[]) as changed (province_code, hours)
    join facility f on f.province_code = changed.province_code and f.hours = changed.hours
    where f.verification = 'verified' and f.gone_at is null
    limit ${most}`.execute(db)
  return rows
}

/** All that coordinators have said of holidays. */
export async function holidayChanges(db: Database): Promise<HolidayChange[]> {
  const { rows } = await sql<HolidayChange>`
    select province_code, to_char(day, 'YYYY-MM-DD') as day, name, off from holiday`.execute(db)
  return rows
}

/** Says of a day that it is a holiday, or is none. */
export async function saveHoliday(db: Database, change: HolidayChange, by: string): Promise<void> {
  const said = { ...change, added_by: by }
  await db
    .insertInto('holiday')
    .values(said)
    .onConflict((conflict) => conflict.columns(['province_code', 'day']).doUpdateSet(said))
    .execute()
}

/** Takes back what was said of a day. */
export async function forgetHoliday(db: Database, { province_code, day }: HolidayDay): Promise<void> {
  await db
    .deleteFrom('holiday')
    .where('province_code', '=', province_code)
    .where('day', '=', sql<string>`${day}::date`)
    .execute()
}
type HolidayDay = Pick<HolidayChange, 'province_code' | 'day'>
