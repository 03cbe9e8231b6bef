import { readdir, readFile } from 'node:fs/promises'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import pg from 'pg'
import { installJobs } from './jobs.ts'

const FOLDER = new URL('../migrations/', import.meta.url)

/**
 * Runs the numbered .sql files that have not run yet, as the owner, under Kysely's advisory lock, so that several
 * servers may start at once; then the job queue's own tables. Throws what PostgreSQL said of the first file that fails;
 * that file leaves no trace.
 */
export async function migrate(ownerUrl: string): Promise<void> {
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: ownerUrl, max: 2 }) }),
  })
  try {
    const { error } = await new Migrator({
      db,
      provider: { getMigrations: readMigrations },
    }).migrateToLatest()
    if (error) throw error
  } finally {
    await db.destroy()
  }
  await installJobs(ownerUrl)
}

async function readMigrations(): Promise<Record<string, Migration>> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort()
  const read = async (name: string): Promise<[string, Migration]> => {
    const text = await readFile(new URL(name, FOLDER), 'utf8')
    return [name, { up: async (db) => void (await sql.raw(text).execute(db)) }]
  }
  return Object.fromEntries(await Promise.all(names.map(read)))
}
