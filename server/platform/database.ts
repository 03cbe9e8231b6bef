import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { prepareStatements } from './prepared.ts'
import type { DB } from './schema.ts'

/** The one handle a handler gets: in a write it is a transaction already. */
export type Database = Kysely<DB>

/** The role everything the running server does is done as; made by the first migration, owns nothing. */
const APPLICATION_ROLE = 'jitasa_app'

// bigint counts fit a JavaScript number here; times stay Dates
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
// a day has no hour and no zone: 'YYYY-MM-DD'
pg.types.setTypeParser(pg.types.builtins.DATE, String)

const connectionSettings = (url: string) => ({
  connectionString: url,
  options: `-c role=${APPLICATION_ROLE} -c timezone=UTC`,
  application_name: 'jitasa-care',
})

/** A call that gets no connection in this time is told to come back: a lost machine would keep it waiting for minutes. */
const CONNECT_PATIENCE_MS = 10_000

/** A pool of connections as the application's own role. `size` is the most connections at once. */
export function openPool(url: string, size: number): pg.Pool {
  const pool = new pg.Pool({
    ...connectionSettings(url),
    max: size,
    connectionTimeoutMillis: CONNECT_PATIENCE_MS,
  })
  // A connection lost while idle, as when PostgreSQL restarts, is replaced by the next call; unheard, this event would
  // end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    // the same for one that is lost in a transaction, between two statements: the next of them fails, and says why
    client.on('error', () => {})
    prepareStatements(client)
  })
  return pool
}

/** One connection of its own, not open yet; a query without an answer for ten seconds fails. */
export function openConnection(url: string): pg.Client {
  const application_name = 'jitasa-care live'
  return new pg.Client({
    ...connectionSettings(url),
    application_name,
    keepAlive: true,
    query_timeout: 10_000,
  })
}

/** Opens the database over a pool. */
export function openDatabase(pool: pg.Pool): Database {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
}
