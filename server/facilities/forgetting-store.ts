import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'

/** Rows forgotten in one transaction. */
const PORTION = 500

/** Each empties what is older than `before` of what it tells about a person; how many rows that were. */
export const forgetters: readonly ((db: Database, before: Date) => Promise<number>)[] = [
  // who said it, and in which words; that it was said stays
  async (db, before) => {
    const { numAffectedRows } = await sql`
      update facility_remark set note = null, from_hash = '' where (province_code, facility_id, id) in (
        select province_code, facility_id, id from facility_remark
        where at < ${before} and (note is not null or from_hash <> '') limit ${PORTION})`.execute(db)
    return Number(numAffectedRows ?? 0)
  },
  async (db, before) => {
    const { numAffectedRows } = await sql`
      update facility_check set note = null where (province_code, facility_id, id) in (
        select province_code, facility_id, id from facility_check
        where at < ${before} and note is not null limit ${PORTION})`.execute(db)
    return Number(numAffectedRows ?? 0)
  },
  async (db, before) => {
    const { numAffectedRows } = await sql`
      delete from keeper_grant where (province_code, id) in (
        select province_code, id from keeper_grant where ended_at < ${before} limit ${PORTION})`.execute(db)
    return Number(numAffectedRows ?? 0)
  },
]
