import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import type { Holder } from './batch.ts'

export type Claim = { hash: Buffer; resident: string; subdistrict: string }

/**
 * Takes identity numbers nobody holds for residents, and answers who holds each that was held; by hash in hex. A number
 * another transaction has just taken is waited for. Claims that are not used in the end are released.
 */
export async function claimIdentities(db: Database, claims: readonly Claim[]): Promise<Map<string, Holder>> {
  if (claims.length === 0) return new Map()
  // in one order, so that two transactions never wait for each other
  const sorted = claims.toSorted((a, b) => Buffer.compare(a.hash, b.hash))
  await sql`
    insert into register_identity (identity_hash, resident_id, subdistrict_code)
    select * from unnest(${sorted.map(({ hash }) => hash)}::bytea[], ${sorted.map(({ resident }) => resident)}::uuid[],
      ${sorted.map(({ subdistrict }) => subdistrict)}::text[])
    on conflict (identity_hash) do nothing`.execute(db)
  const { rows } = await sql<{
    hash: Buffer
    resident_id: string
    subdistrict_code: string
    name: string | null
  }>`
    select asked.hash, holder.* from unnest(${sorted.map(({ hash }) => hash)}::bytea[]) as asked (hash),
      register_holder(asked.hash) as holder`.execute(db)
  return new Map(
    rows.map((row) => [
      row.hash.toString('hex'),
      { resident: row.resident_id, subdistrict: row.subdistrict_code, name: row.name },
    ]),
  )
}

/** Writes who holds what after a batch: all these residents held or claimed is released, then `held` is taken. */
export async function saveIdentities(
  db: Database,
  residents: readonly string[],
  held: readonly Claim[],
): Promise<void> {
  if (residents.length === 0) return
  await sql`delete from register_identity where resident_id = any(${residents}::uuid[])`.execute(db)
  if (held.length === 0) return
  await sql`
    insert into register_identity (identity_hash, resident_id, subdistrict_code)
    select * from unnest(${held.map(({ hash }) => hash)}::bytea[], ${held.map(({ resident }) => resident)}::uuid[],
      ${held.map(({ subdistrict }) => subdistrict)}::text[])`.execute(db)
}
