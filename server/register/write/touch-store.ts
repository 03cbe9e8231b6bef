import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { dirty } from './dirty-store.ts'
import { drawNumbers } from './record-store.ts'

type At = { id: string; province_code: string; subdistrict_code: string }
export type Note = {
  kind: 'household' | 'resident' | 'visit'
  action: string
  accountId: string | null
  /** sealed changes, where words belong to it */
  changes?: Buffer
}

/** Adds to the history of a record something that is no change of its fields. */
export async function addNote(db: Database, record: At, note: Note, now: Date): Promise<void> {
  await db
    .insertInto('register_event')
    .values({
      ...{ province_code: record.province_code, id: newId(now), subdistrict_code: record.subdistrict_code },
      ...{ kind: note.kind, record_id: record.id, at: now, action: note.action },
      ...{ account_id: note.accountId, device_id: null, changes_cipher: note.changes ?? null },
    })
    .execute()
}

/** A new change number for a resident whose appointments or help have changed, so that phones read it again. Locked. */
export async function touchResident(db: Database, resident: At, now: Date): Promise<void> {
  const [seq] = await drawNumbers(db, 1)
  await db
    .updateTable('register_resident')
    .set({ seq, changed_at: now })
    .where('province_code', '=', resident.province_code)
    .where('id', '=', resident.id)
    .execute()
  await dirty(db, [resident.subdistrict_code], now)
}

type Erased = { kind: 'household' | 'resident' | 'visit'; id: string; subdistrict_code: string }

/** Records that are erased: phones that hold them are told, those that stay as empty rows are deleted. Locked. */
export async function saveErased(db: Database, records: readonly Erased[], now: Date): Promise<void> {
  const numbers = await drawNumbers(db, records.length)
  await sql`
    insert into register_gone (province_code, subdistrict_code, seq, kind, record_id, why)
    select left(area, 2), area, seq, kind, id, 'erased'
    from unnest(${records.map(({ subdistrict_code }) => subdistrict_code)}::text[], ${numbers}::bigint[],
      ${records.map(({ kind }) => kind)}::text[], ${records.map(({ id }) => id)}::uuid[]) as gone (area, seq, kind, id)`.execute(
    db,
  )
  const ofKind = (wanted: string) => records.filter(({ kind }) => kind === wanted).map(({ id }) => id)
  for (const table of ['register_resident', 'register_household'] as const) {
    const ids = ofKind(table.slice('register_'.length))
    if (ids.length === 0) continue
    const gone = { deleted_at: now, changed_at: now, seq: numbers.at(-1) ?? 0 }
    await db.updateTable(table).set(gone).where('id', 'in', ids).execute()
  }
  await dirty(db, [...new Set(records.map(({ subdistrict_code }) => subdistrict_code))], now)
}
