import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { openDataFolder } from './data-folder.ts'
import { address, startEmbeddedPostgres } from './embedded-postgres.ts'
import type { PostgresLog } from './postgres-process.ts'

type Where = { dataDir: string; databaseUrl: string | undefined }

/**
 * The database for a command of the operator: that of DATABASE_URL, that of a server which is running, or the one in the
 * data folder, started for the time of the work.
 */
export async function withDatabase<T>(where: Where, work: (ownerUrl: string) => Promise<T>): Promise<T> {
  const running = where.databaseUrl ?? (await runningDatabase(where.dataDir))
  return running === undefined ? withOwnDatabase(where, work) : work(running)
}

/** As `withDatabase`, for work during which no server may run on the data folder; refused while one does. */
export async function withOwnDatabase<T>(
  { dataDir, databaseUrl }: Where,
  work: (ownerUrl: string) => Promise<T>,
): Promise<T> {
  if (databaseUrl !== undefined) return work(databaseUrl)
  const folder = openDataFolder(dataDir)
  try {
    const postgres = await startEmbeddedPostgres({ dataDir, log: quiet })
    return await work(postgres.url).finally(() => postgres.stop())
  } finally {
    folder.release()
  }
}

const silent = () => {}
const quiet: PostgresLog = { debug: silent, info: silent, warn: silent, error: console.error }

/** The fifth line of PostgreSQL's own file names the folder of its socket. */
async function runningDatabase(dataDir: string): Promise<string | undefined> {
  const file = join(dataDir, 'postgres', '18', 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const sockets = readFileSync(file, 'utf8').split('\n')[4]
  if (!sockets) return undefined
  const url = address(sockets)
  const client = new pg.Client({ connectionString: url })
  const answers = await client.connect().then(
    () => client.end().then(() => true),
    () => false,
  )
  return answers ? url : undefined
}
