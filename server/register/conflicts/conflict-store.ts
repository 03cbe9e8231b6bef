import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { Batch, KeptBeside } from '../write/batch.ts'
import type { Json } from '../write/record.ts'
import { addRows } from '../write/save-store.ts'

/** The word that does not stand, as it is sealed: with the device that told it and as its how-manieth. */
export type Other = { value: Json; device: string | null; n: number }

/** What the word beside a field says, of its sealed bytes. */
export const openOther = (sealed: Buffer, open: (sealed: Buffer) => string): Other => JSON.parse(open(sealed))

/**
 * Keeps words that do not stand. Of a hard field a device's newer word takes the place of its earlier one; the kept
 * words get the id they have been kept under before.
 */
export async function saveKept(db: Database, { by, kept }: Batch): Promise<void> {
  const open = by.device === null ? [] : await openHard(db, kept, by)
  const fresh: KeptBeside[] = []
  for (const one of kept) {
    const same = open.find(({ record_id, field }) => one.hard && isAbout(one, record_id, field))
    const before = fresh.findIndex((other) => by.device !== null && one.hard && isSameField(one, other))
    if (same) await replaceOpen(db, Object.assign(one, { id: same.id }), by)
    else if (before < 0) fresh.push(one)
    else {
      one.id = fresh[before]?.id ?? one.id
      fresh[before] = one
    }
  }
  await addRows(
    db,
    'register_conflict',
    fresh.map((one) => rowOf(one, by)),
  )
}

const isAbout = ({ standing, field }: KeptBeside, record: string, of: string) =>
  standing.id === record && field === of
const isSameField = (one: KeptBeside, { standing, field }: KeptBeside) => isAbout(one, standing.id, field)

async function replaceOpen(db: Database, one: KeptBeside, by: Batch['by']): Promise<void> {
  const { value_cipher, said_at } = rowOf(one, by)
  const { id } = one
  await db.updateTable('register_conflict').set({ value_cipher, said_at }).where('id', '=', id).execute()
}

const otherOf = ({ value, mutation }: KeptBeside, device: string | null): Other => ({
  ...{ value, device, n: mutation.n },
})

const rowOf = (one: KeptBeside, { actor, device, now, crypto }: Batch['by']) => ({
  province_code: one.standing.place.province_code,
  subdistrict_code: one.standing.place.subdistrict_code,
  id: one.id,
  kind: one.standing.kind,
  record_id: one.standing.id,
  field: one.field,
  hard: one.hard,
  value_cipher: crypto.seal(JSON.stringify(otherOf(one, device))),
  // of a soft field the word kept is the one before, told by somebody else
  said_by: one.hard ? actor.accountId : null,
  said_at: saidAt(one, now),
  made_at: now,
})

/** No phone is older; its clock may tell no time at all. */
const BEFORE_PHONES = new Date('1970-01-01T00:00:00Z')
/** The phone's clock is shown, unless what it tells cannot be. */
const saidAt = ({ mutation }: KeptBeside, now: Date): Date => {
  const at = new Date(mutation.at)
  return at >= BEFORE_PHONES && at <= now ? at : now
}

type Open = { id: string; record_id: string; field: string; value_cipher: Buffer }

/** What this device said of hard fields that waits for a choice. */
async function openHard(db: Database, kept: readonly KeptBeside[], by: Batch['by']): Promise<Open[]> {
  const ids = [...new Set(kept.filter(({ hard }) => hard).map(({ standing }) => standing.id))]
  if (ids.length === 0) return []
  const { rows } = await sql<Open>`
    select id, record_id, field, value_cipher from register_conflict
    where record_id = any(${ids}::uuid[]) and settled_at is null and hard`.execute(db)
  return rows.filter(({ value_cipher }) => openOther(value_cipher, by.crypto.open).device === by.device)
}

/** Settles an open conflict; false when it was settled before. */
export async function saveSettled(
  db: Database,
  id: string,
  { at, by, choice }: { at: Date; by: string; choice: 'standing' | 'other' },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('register_conflict')
    .set({ settled_at: at, settled_by: by, choice })
    .where('id', '=', id)
    .where('settled_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
