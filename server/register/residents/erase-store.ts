import { sql } from 'kysely'
import type { RequestKey } from '../../help-requests/questions.ts'
import type { Database } from '../../platform/database.ts'

/** What is left of a resident: that there was one, where, and who had written it. */
const nothingOfResident = {
  ...{ name: null, name_key: null, identity_kind: null, identity_cipher: null, identity_hash: null },
  ...{
    birth_year: null,
    sex: null,
    nationality: null,
    phone_cipher: null,
    phone_hash: null,
    tags: [],
    wish: null,
  },
  ...{ reasons: [], doses: '{}', dose_count: null, infected_month: null, next_visit_on: null, note: null },
  ...{ gone: null, moved_to: null, visits: 0, last_visit_at: null, first_wish: null, versions: '{}' },
}
const nothingOfHousehold = {
  ...{ house_no: null, landmark: null, lon: null, lat: null, note: null, versions: '{}' },
  ...{ notice_read_at: null, notice_version: null, notice_by: null },
}

/** Empties residents that are deleted, and forgets who held their identity numbers. */
export async function emptyResidents(db: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await db.updateTable('register_resident').set(nothingOfResident).where('id', 'in', ids).execute()
  await db.deleteFrom('register_identity').where('resident_id', 'in', ids).execute()
}

export async function emptyHouseholds(db: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await db.updateTable('register_household').set(nothingOfHousehold).where('id', 'in', ids).execute()
}

type Left = { id: string; subdistrict_code: string }
type Self = Left & { household_id: string }

/** Residents, and all that were merged into them. */
export async function selvesOf(db: Database, ids: readonly string[]): Promise<Self[]> {
  const { rows } = await sql<Self>`
    with recursive self as (
      select id, subdistrict_code, household_id from register_resident where id = any(${ids}::uuid[])
      union
      select other.id, other.subdistrict_code, other.household_id
      from register_resident other join self on other.merged_into = self.id)
    select * from self`.execute(db)
  return rows
}

/** Those of the households in which nobody lives who is not deleted, apart from these residents. */
export async function emptiedHomes(
  db: Database,
  households: readonly string[],
  residents: readonly string[],
): Promise<Left[]> {
  const { rows } = await sql<Left>`
    select h.id, h.subdistrict_code from register_household h
    where h.id = any(${households}::uuid[]) and not exists (
      select from register_resident r where r.household_id = h.id and r.deleted_at is null and r.merged_into is null
        and r.id <> all(${residents}::uuid[]))`.execute(db)
  return rows
}

/** Takes the visits of residents away; those that were there, by id and place. */
export function removeVisits(db: Database, residents: readonly string[]): Promise<Left[]> {
  return db
    .deleteFrom('register_visit')
    .where('resident_id', 'in', residents)
    .returning(['id', 'subdistrict_code'])
    .execute()
}

/** Takes away what is told of records beside themselves: history, and values two did not agree on. */
export async function removeBeside(db: Database, records: readonly string[]): Promise<void> {
  if (records.length === 0) return
  await db.deleteFrom('register_event').where('record_id', 'in', records).execute()
  await db.deleteFrom('register_conflict').where('record_id', 'in', records).execute()
}

/** Takes away all that leads to residents; the help that was asked for them is answered. */
export async function removeLinks(db: Database, ids: readonly string[]): Promise<RequestKey[]> {
  await db
    .deleteFrom('register_twin')
    .where((eb) => eb.or([eb('resident_id', 'in', ids), eb('other_id', 'in', ids)]))
    .execute()
  await db
    .deleteFrom('register_merge')
    .where((eb) => eb.or([eb('kept_id', 'in', ids), eb('gone_id', 'in', ids)]))
    .execute()
  await db.deleteFrom('register_move').where('resident_id', 'in', ids).execute()
  await db.deleteFrom('register_appointment').where('resident_id', 'in', ids).execute()
  const asked = await db
    .deleteFrom('register_request')
    .where('resident_id', 'in', ids)
    .returning(['province_code as provinceCode', 'help_request_id as id'])
    .execute()
  // a receipt stays, so that the phone that sends the same again gets the same answer; who it spoke of is not told
  await sql`
    update register_receipt set answer = jsonb_set(answer, '{exists}', 'null')
    where answer #>> '{exists,resident}' = any(${ids})`.execute(db)
  return asked
}
