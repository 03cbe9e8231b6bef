import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { dirty } from './dirty-store.ts'
import type { Kind } from './record.ts'
import { drawNumbers } from './record-store.ts'

/** A new change number for a record of which something beside its fields has changed. The lock of its subdistrict is held. */
export async function touchRecord(db: Database, kind: Kind, id: string, now: Date): Promise<void> {
  const [seq] = await drawNumbers(db, 1)
  const { rows } = await sql<{ code: string }>`
    update ${sql.table(`register_${kind}`)} set seq = ${seq}, changed_at = ${now}
    where id = ${id} and deleted_at is null returning subdistrict_code as code`.execute(db)
  await dirty(
    db,
    rows.map(({ code }) => code),
    now,
  )
}
