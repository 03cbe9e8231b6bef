import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asOwner } from '../test/setup/facilities.ts'

const ROWS = ['register_household', 'register_resident', 'register_identity'] as const
const HISTORY = ['register_event'] as const
const TABLES = [...ROWS, ...HISTORY]

/** Seconds that COPY takes for the rows of the register and for their history, into empty tables with all indexes and checks. */
export async function copyOfRegister(url: string): Promise<{ rows: number; history: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'jitasa-copy-'))
  // PostgreSQL runs as an account of its own
  chmodSync(folder, 0o777)
  return asOwner(url, async (db) => {
    for (const table of TABLES) {
      await db.query(`copy ${table} to '${join(folder, `${table}.copy`)}'`)
      await db.query(`create table copied_${table} (like ${table} including all)`)
    }
    await db.query('checkpoint')
    const copied = async (tables: readonly string[]) => {
      const start = performance.now()
      for (const table of tables)
        await db.query(`copy copied_${table} from '${join(folder, `${table}.copy`)}'`)
      return (performance.now() - start) / 1000
    }
    return { rows: await copied(ROWS), history: await copied(HISTORY) }
  }).finally(() => rmSync(folder, { recursive: true, force: true }))
}

/** How many residents there are, and how many identity numbers are held. */
export async function countRegister(url: string): Promise<{ residents: number; numbers: number }> {
  return asOwner(url, async (db) => {
    const { rows } =
      await db.query(`select (select count(*)::int from register_resident where deleted_at is null) as residents,
      (select count(distinct identity_hash)::int from register_identity) as numbers`)
    return rows[0]
  })
}
