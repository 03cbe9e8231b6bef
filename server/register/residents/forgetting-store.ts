import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { emptyHouseholds, emptyResidents, removeBeside, removeLinks, removeVisits } from './erase-store.ts'

/** Rows forgotten in one transaction. */
const PORTION = 500

/** Receipts nobody asks for any more: how many went. */
export async function forgetReceipts(db: Database, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from register_receipt where (device_id, mutation_id) in (
      select device_id, mutation_id from register_receipt where at < ${before} order by at limit ${PORTION})`.execute(
    db,
  )
  return Number(numAffectedRows ?? 0)
}

/** Merges that can no longer be taken back, with what both were before. */
export async function forgetMerges(db: Database, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from register_merge where (province_code, id) in (
      select province_code, id from register_merge where made_at < ${before} limit ${PORTION})`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** Values that were settled: what the other had said. */
export async function forgetConflicts(db: Database, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from register_conflict where (province_code, id) in (
      select province_code, id from register_conflict
      where made_at < ${before} and (settled_at < ${before} or not hard) limit ${PORTION})`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** Why a move was sent back. */
export async function forgetMoves(db: Database, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    update register_move set reason = null where (province_code, id) in (
      select province_code, id from register_move
      where decided_at < ${before} and reason is not null limit ${PORTION})`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** Residents deleted, or merged into another, and not yet empty. */
export async function forgetDeletedResidents(db: Database, before: Date): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select id from register_resident
    where (deleted_at is not null or merged_into is not null) and versions <> '{}' and changed_at < ${before}
    limit ${PORTION}`.execute(db)
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return 0
  const visits = await removeVisits(db, ids)
  await emptyResidents(db, ids)
  await removeLinks(db, ids)
  await removeBeside(db, [...ids, ...visits.map(({ id }) => id)])
  return ids.length
}

export async function forgetDeletedHouseholds(db: Database, before: Date): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select id from register_household
    where deleted_at is not null and versions <> '{}' and changed_at < ${before} limit ${PORTION}`.execute(db)
  const ids = rows.map(({ id }) => id)
  await emptyHouseholds(db, ids)
  await removeBeside(db, ids)
  return ids.length
}

/** Visits that were deleted. */
export async function forgetDeletedVisits(db: Database, before: Date): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    delete from register_visit where (province_code, id) in (
      select province_code, id from register_visit
      where deleted_at is not null and deleted_at < ${before} limit ${PORTION})
    returning id`.execute(db)
  await removeBeside(
    db,
    rows.map(({ id }) => id),
  )
  return rows.length
}

/** Residents who died or moved away long ago and have not been taken over: at most so many, with their places. */
export async function longGone(
  db: Database,
  before: Date,
): Promise<{ id: string; subdistrict_code: string }[]> {
  const { rows } = await sql<{ id: string; subdistrict_code: string }>`
    select id, subdistrict_code from register_resident
    where gone is not null and changed_at < ${before} and deleted_at is null and merged_into is null
    order by id limit ${PORTION}`.execute(db)
  return rows
}
