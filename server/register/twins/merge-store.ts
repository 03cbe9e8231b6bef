import { type Selectable, sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { RegisterMerge } from '../../platform/schema.ts'
import type { Place } from '../write/record.ts'
import { drawNumbers } from '../write/record-store.ts'

export type MergeRow = Selectable<RegisterMerge>
type Settled = { now: Date; accountId: string }

/** Whether the merged resident is the other's still, and not deleted. */
export async function isMergedInto(db: Database, { kept_id, gone_id }: MergeRow): Promise<boolean> {
  const row = await db
    .selectFrom('register_resident')
    .select('id')
    .where('id', '=', gone_id)
    .where('merged_into', '=', kept_id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Where both residents of a merge are now. */
export function placesOf(db: Database, { kept_id, gone_id }: MergeRow): Promise<Place[]> {
  return db
    .selectFrom('register_resident')
    .select(['province_code', 'subdistrict_code', 'area_code'])
    .where('id', 'in', [kept_id, gone_id])
    .execute()
}

/** A resident becomes another's: phones are told to forget it. The lock of its subdistrict is held. */
export async function mergeInto(
  db: Database,
  gone: Place & { id: string },
  { kept, now }: { kept: string; now: Date },
): Promise<void> {
  const [seq = 0] = await drawNumbers(db, 1)
  const { province_code, subdistrict_code, id } = gone
  await db
    .updateTable('register_resident')
    .set({ merged_into: kept, seq, changed_at: now })
    .where('province_code', '=', province_code)
    .where('id', '=', id)
    .execute()
  await db
    .insertInto('register_gone')
    .values({ province_code, subdistrict_code, seq, kind: 'resident', record_id: id, why: 'merged' })
    .execute()
}

/** A resident is its own again. */
export async function unmerge(db: Database, id: string): Promise<void> {
  await db.updateTable('register_resident').set({ merged_into: null }).where('id', '=', id).execute()
}

/** The identity number of a resident is nobody's. */
export async function releaseIdentity(db: Database, resident: string): Promise<void> {
  await db.deleteFrom('register_identity').where('resident_id', '=', resident).execute()
}

/** The identity number of a resident is its own; false when another has been given it meanwhile. */
export async function holdIdentity(
  db: Database,
  { id, subdistrict_code, identity_hash }: { id: string; subdistrict_code: string; identity_hash: Buffer },
): Promise<boolean> {
  const held = await db
    .insertInto('register_identity')
    .values({ identity_hash, subdistrict_code, resident_id: id })
    .onConflict((taken) => taken.doNothing())
    .executeTakeFirst()
  return held.numInsertedOrUpdatedRows === 1n
}

/** What hangs on a resident beside visits, by id. */
export type Beside = { appointments: readonly string[]; requests: readonly string[] }

export async function besideOf(db: Database, resident: string): Promise<Beside> {
  const { rows } = await sql<Beside>`
    select array(select id from register_appointment where resident_id = ${resident}) as appointments,
      array(select help_request_id from register_request where resident_id = ${resident}) as requests`.execute(
    db,
  )
  return rows[0] ?? { appointments: [], requests: [] }
}

/** Gives appointments and help asked for, as far as they are `from`'s, to another resident. */
export async function giveBeside(
  db: Database,
  { appointments, requests }: Beside,
  { from, to }: { from: string; to: Place & { id: string } },
): Promise<void> {
  const { province_code, subdistrict_code } = to
  const set = { resident_id: to.id, subdistrict_code }
  if (appointments.length > 0)
    await db
      .updateTable('register_appointment')
      .set({ ...set, province_code })
      .where('id', 'in', appointments)
      .where('resident_id', '=', from)
      .execute()
  // its province stays: that of the request for help, which is found by it
  if (requests.length > 0)
    await db
      .updateTable('register_request')
      .set(set)
      .where('help_request_id', 'in', requests)
      .where('resident_id', '=', from)
      .execute()
}

export function readMerge(db: Database, id: string): Promise<MergeRow | undefined> {
  return db.selectFrom('register_merge').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Writes a merge; false when its id is taken. */
export async function saveMerge(
  db: Database,
  merge: Omit<MergeRow, 'undone_at' | 'undone_by'>,
): Promise<boolean> {
  const saved = await db
    .insertInto('register_merge')
    .values(merge)
    .onConflict((taken) => taken.doNothing())
    .executeTakeFirst()
  return saved.numInsertedOrUpdatedRows === 1n
}

export async function saveUndone(db: Database, id: string, { now, accountId }: Settled): Promise<void> {
  await db
    .updateTable('register_merge')
    .set({ undone_at: now, undone_by: accountId })
    .where('id', '=', id)
    .execute()
}

type Two = { one: Place & { id: string }; other: Place & { id: string } }

/** Decides about a pair, also one that nobody had found. */
export async function settlePair(
  db: Database,
  { one, other }: Two,
  { verdict, now, accountId }: Settled & { verdict: 'same' | 'different' },
): Promise<void> {
  const [first, second] = one.id < other.id ? [one, other] : [other, one]
  const settled = { settled_at: now, settled_by: accountId, verdict }
  const { province_code, subdistrict_code } = first
  await db
    .insertInto('register_twin')
    .values({
      ...{ province_code, subdistrict_code, resident_id: first.id, other_id: second.id },
      ...{ likeness: 1, made_at: now, ...settled },
    })
    .onConflict((known) => known.columns(['province_code', 'resident_id', 'other_id']).doUpdateSet(settled))
    .execute()
}
