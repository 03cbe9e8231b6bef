import { type Insertable, type Selectable, sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { FacilityHold } from '../../platform/schema.ts'
import type { Spot } from '../store.ts'

/** A hold with the code of who made it. */
export type HoldRow = Selectable<FacilityHold> & { code: string }
type Facility = { province_code: string; id: string }

/** What time finds due is taken in portions. */
const PORTION = 200

const holds = (db: Database) =>
  db
    .selectFrom('facility_hold')
    .innerJoin('auth_user', 'auth_user.id', 'facility_hold.account_id')
    .selectAll('facility_hold')
    .select('auth_user.code')

const holdsOf = (db: Database, { province_code, id }: Facility) =>
  holds(db).where('facility_hold.province_code', '=', province_code).where('facility_id', '=', id)

/** Places one person holds anywhere now. Only one hold of a person is decided at a time. */
export async function lockPlacesHeldBy(db: Database, accountId: string, now: Date): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${accountId}, 3))`.execute(db)
  const { held } = await db
    .selectFrom('facility_hold')
    .select(sql<number>`coalesce(sum(amount), 0)::int`.as('held'))
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('until', '>', now)
    .executeTakeFirstOrThrow()
  return held
}

export async function insertHold(db: Database, hold: Insertable<FacilityHold>): Promise<void> {
  await db.insertInto('facility_hold').values(hold).execute()
}

/** A hold of a facility; the facility is locked, so nobody else ends it. */
export function readHold(db: Database, facility: Facility, holdId: string): Promise<HoldRow | undefined> {
  return holdsOf(db, facility).where('facility_hold.id', '=', holdId).executeTakeFirst()
}

/** The holds of a facility that count now, those that lapse first first; `accountId`: only that person's. */
export function openHolds(
  db: Database,
  facility: Facility,
  { now, accountId }: { now: Date; accountId: string | null },
): Promise<HoldRow[]> {
  const open = holdsOf(db, facility)
    .where('ended_at', 'is', null)
    .where('until', '>', now)
    .orderBy('until')
    .limit(200)
  return (accountId === null ? open : open.where('account_id', '=', accountId)).execute()
}

export async function saveHoldEnd(
  db: Database,
  { province_code, facility_id, id }: Pick<HoldRow, 'province_code' | 'facility_id' | 'id'>,
  end: { at: Date; result: string },
): Promise<void> {
  await db
    .updateTable('facility_hold')
    .set({ ended_at: end.at, result: end.result })
    .where('province_code', '=', province_code)
    .where('facility_id', '=', facility_id)
    .where('id', '=', id)
    .execute()
}

/** Marks holds whose time has come; says where. They no longer count since that moment. */
export async function lapseHolds(db: Database, now: Date): Promise<Spot[]> {
  const { rows } = await sql<Spot>`
    with due as (
      select province_code, facility_id, id from facility_hold where ended_at is null and until <= ${now}
      limit ${PORTION} for update skip locked),
    lapsed as (
      update facility_hold hold set ended_at = ${now}, result = 'lapsed' from due
      where hold.province_code = due.province_code and hold.facility_id = due.facility_id and hold.id = due.id
      returning hold.province_code, hold.facility_id)
    select distinct facility.id, facility.lon, facility.lat from lapsed
    join facility on facility.province_code = lapsed.province_code and facility.id = lapsed.facility_id`.execute(
    db,
  )
  return rows
}
