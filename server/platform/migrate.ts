import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import pg from 'pg'
import { CannotStart } from './cannot-start.ts'
import { installJobs } from './jobs.ts'

const FOLDER = new URL('../migrations/', import.meta.url)
/** Any number, as long as it is always the same. */
const LOCK = 5_641_210

type File = { name: string; text: string; hash: string }

/**
 * Runs the numbered .sql files that have not run yet, as the owner, under an advisory lock, so that several servers may
 * start at once; then the job queue's own tables. Refuses to start on a database made with other editions of the files.
 * Throws what PostgreSQL said of the first file that fails; that file leaves no trace. `last`: the file to end with.
 */
export async function migrate(ownerUrl: string, last?: string): Promise<void> {
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: ownerUrl, max: 3 }) }),
  })
  try {
    await db.connection().execute(async (lock) => {
      await sql`select pg_advisory_lock(${LOCK})`.execute(lock)
      await migrateAlone(db, last).finally(() => sql`select pg_advisory_unlock(${LOCK})`.execute(lock))
    })
  } finally {
    await db.destroy()
  }
  await installJobs(ownerUrl)
}

async function migrateAlone(db: Kysely<unknown>, last: string | undefined): Promise<void> {
  const files = (await migrationFiles()).filter(({ name }) => last === undefined || name <= last)
  const applied = await appliedNames(db)
  const isKnown = await makeEditions(db)
  if (!isKnown) await repairEarlyEditions(db, applied)
  await refuseOtherEditions(db, { files, applied })
  const migrations = files.map(({ name, text }): [string, Migration] => [
    name,
    { up: async (handle) => void (await sql.raw(text).execute(handle)) },
  ])
  const provider = { getMigrations: async () => Object.fromEntries(migrations) }
  const { error } = await new Migrator({ db, provider }).migrateToLatest()
  if (error) throw error
  for (const { name, hash } of files)
    await sql`insert into migration_edition (name, sha256) values (${name}, ${hash}) on conflict do nothing`.execute(
      db,
    )
}

/** The files in their order, each with the hash of its edition. */
export async function migrationFiles(): Promise<File[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, FOLDER), 'utf8')
      return { name, text, hash: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

async function appliedNames(db: Kysely<unknown>): Promise<string[]> {
  const { rows } = await sql<{ there: boolean }>`
    select to_regclass('kysely_migration') is not null as there`.execute(db)
  if (!rows[0]?.there) return []
  const names = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  return names.rows.map(({ name }) => name)
}

/** Makes the table of editions; answers whether it was there before. */
async function makeEditions(db: Kysely<unknown>): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select to_regclass('migration_edition') is not null as there`.execute(db)
  if (!rows[0]?.there)
    await sql`create table migration_edition (name text primary key, sha256 text not null)`.execute(db)
  return rows[0]?.there ?? false
}

/**
 * Before editions were kept, files 0001 to 0009 were changed after they had run. What an early edition left out is made
 * good once, each file's repair before the files after it; run on the latest edition, it changes nothing.
 */
async function repairEarlyEditions(db: Kysely<unknown>, applied: readonly string[]): Promise<void> {
  if (applied.length === 0 || applied.some((name) => name >= '0010')) return
  await db.transaction().execute(async (handle) => {
    for (const name of applied) {
      const repair = new URL(`repairs/${name}`, FOLDER)
      if (existsSync(repair)) await sql.raw(await readFile(repair, 'utf8')).execute(handle)
    }
  })
}

async function refuseOtherEditions(
  db: Kysely<unknown>,
  { files, applied }: { files: readonly File[]; applied: readonly string[] },
): Promise<void> {
  const here = new Map(files.map(({ name, hash }) => [name, hash]))
  const newer = applied.filter((name) => !here.has(name))
  if (newer.length > 0)
    throw new CannotStart(
      `The database was made by a newer version: it knows ${newer.join(', ')}, which this version does not. Start that version, or restore a backup from before it.`,
    )
  const { rows } = await sql<{ name: string; sha256: string }>`
    select name, sha256 from migration_edition`.execute(db)
  const other = rows.filter(({ name, sha256 }) => here.get(name) !== sha256).map(({ name }) => name)
  if (other.length > 0)
    throw new CannotStart(
      `server/migrations/${other.join(', ')} has changed since it ran on this database. Put the released file back; a change of the schema is a new file.`,
    )
}
