import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { Holder } from './batch.ts'

export type Claim = { hash: Buffer; resident: string; subdistrict: string }

/** What came of claims: those that were free and are taken now, and who holds the others, by hash in hex. */
export type Claimed = { won: readonly Claim[]; holders: Map<string, Holder> }

/**
 * Takes identity numbers nobody holds for residents, and answers who holds each that was held. A number another transaction
 * has just taken is waited for. Claims that are not used in the end are released.
 */
export async function claimIdentities(db: Database, claims: readonly Claim[]): Promise<Claimed> {
  if (claims.length === 0) return { won: [], holders: new Map() }
  // in one order, so that two transactions never wait for each other
  const sorted = claims.toSorted((a, b) => Buffer.compare(a.hash, b.hash))
  const { rows: won } = await sql<Claim>`
    insert into register_identity (identity_hash, resident_id, subdistrict_code)
    select * from unnest(${sorted.map(({ hash }) => hash)}::bytea[], ${sorted.map(({ resident }) => resident)}::uuid[],
      ${sorted.map(({ subdistrict }) => subdistrict)}::text[])
    on conflict (identity_hash) do nothing
    returning identity_hash as hash, resident_id as resident, subdistrict_code as subdistrict`.execute(db)
  const taken = new Set(won.map(({ hash }) => hash.toString('hex')))
  const held = await holdersOf(
    db,
    sorted.flatMap(({ hash }) => (taken.has(hash.toString('hex')) ? [] : [hash])),
  )
  const holders = held.map((row): [string, Holder] => [
    row.identity_hash.toString('hex'),
    { resident: row.resident_id, subdistrict: row.subdistrict_code, name: row.name },
  ])
  return { won, holders: new Map(holders) }
}

export type Holding = {
  identity_hash: Buffer
  resident_id: string
  subdistrict_code: string
  name: string | null
}

/** Who holds identity numbers, in the whole country; names are to be masked outside the own areas. */
export async function holdersOf(db: Database, hashes: readonly Buffer[]): Promise<Holding[]> {
  if (hashes.length === 0) return []
  const { rows } = await sql<Holding>`
    select holder.* from register_holders(${hashes}::bytea[]) as holder`.execute(db)
  return rows
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
