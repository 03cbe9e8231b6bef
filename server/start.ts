import type { AddressInfo } from 'node:net'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Profile } from '../profiles/profile.ts'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { startMapFollower } from './map/follower.ts'
import { smsQueue, workNotices } from './notices/jobs.ts'
import { createSms } from './notices/sms.ts'
import { CannotStart } from './platform/cannot-start.ts'
import { type Clock, systemClock } from './platform/clock.ts'
import { createCrypto } from './platform/crypto.ts'
import { type KeyRing, openDataSecrets } from './platform/data-secrets.ts'
import { openDatabase, openPool } from './platform/database.ts'
import { startEmbeddedPostgres } from './platform/embedded-postgres.ts'
import { healthRoutes } from './platform/health.ts'
import { startJobs } from './platform/jobs.ts'
import { startLive } from './platform/live.ts'
import { migrate } from './platform/migrate.ts'
import type { Parts, Sms } from './platform/parts.ts'
import { rarely } from './platform/rarely.ts'
import { resealInBackground } from './platform/resealing.ts'
import { hasRoom } from './platform/room-on-disk.ts'
import { keyFileOf, makeKeyOfFolder, secretKeysOfFolder } from './platform/secret-keys.ts'
import { startTimers } from './platform/timers.ts'
import { timersOf } from './timers.ts'
import { webPages } from './web.ts'

/** Connections of one process: reads are short, and PostgreSQL works best with a few more than its cores. */
const CONNECTIONS = 24

export type Running = {
  /** where it listens, such as http://127.0.0.1:8080 */
  address: string
  parts: Parts
  /** Ends everything in reverse order; what was acknowledged stays. */
  stop(): Promise<void>
}

type Means = {
  config: Config
  profile: Profile
  log: FastifyBaseLogger
  /** other than the wall clock and the configured provider */
  clock?: Clock
  sms?: Sms
  /** adds routes of whoever starts the server, before it listens */
  extend?: (app: FastifyInstance) => void
}

/** Starts the whole: database, migrations, jobs, timers, HTTP. Throws `CannotStart` with a sentence for the terminal. */
export async function startServer({
  config,
  profile,
  log,
  clock = systemClock,
  sms,
  extend,
}: Means): Promise<Running> {
  await using opened = new AsyncDisposableStack()
  const url = config.databaseUrl ?? (await embedded(config, log, opened))
  await migrate(url)
  const secrets = await openDataSecrets(url, keyRing(config))
  const crypto = createCrypto(secrets)

  const pool = openPool(url, CONNECTIONS)
  // the pool opens another; without a listener Node would end us
  const quiet = rarely(log)
  pool.on('error', (err) => quiet.warn({ err }, 'lost an idle database connection'))
  const db = openDatabase(pool)
  opened.defer(() => db.destroy())
  const live = await startLive(url, quiet)
  opened.defer(() => live.stop())
  const jobs = await startJobs(pool, [smsQueue], quiet)
  opened.defer(() => jobs.stop())

  const parts: Parts = {
    config,
    clock,
    crypto,
    profile,
    db,
    live,
    jobs,
    sms: sms ?? createSms(config, log),
    log,
  }
  await workNotices(parts)
  const timers = startTimers(timersOf(parts), { ...parts, log: quiet })
  opened.defer(() => timers.stop())
  const follower = startMapFollower({ ...parts, log: quiet })
  opened.defer(() => follower.stop())

  const app = await createApp(parts)
  const alive = { ready: live.hearing, room: () => hasRoom(config.dataDir) }
  healthRoutes(app, { db, ...alive, metricsToken: config.metricsToken, gauges: poolGauges(pool) })
  await webPages(app, config)
  extend?.(app)
  opened.defer(() => app.close())
  await listen(app, config)
  const { port } = app.server.address() as AddressInfo
  if (secrets.length > 1) {
    const resealing = resealInBackground(url, { crypto, newest: secrets.length, log })
    opened.defer(() => resealing.stop())
  }
  const ending = opened.move()
  return { address: `http://127.0.0.1:${port}`, parts, stop: () => ending.disposeAsync() }
}

async function embedded(
  config: Config,
  log: FastifyBaseLogger,
  opened: AsyncDisposableStack,
): Promise<string> {
  const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir, log })
  opened.defer(() => postgres.stop())
  return postgres.url
}

/** The keys from the environment, else those of the data folder. */
function keyRing({ secretKeys, dataDir }: Config): KeyRing {
  if (secretKeys) return { keys: secretKeys, make: () => secretKeys, where: 'SECRET_KEY' }
  return {
    keys: secretKeysOfFolder(dataDir),
    make: () => makeKeyOfFolder(dataDir),
    where: keyFileOf(dataDir),
  }
}

async function listen(app: Awaited<ReturnType<typeof createApp>>, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EADDRINUSE')
      throw new CannotStart(`Port ${port} is taken. Stop the other program, or set PORT to another number.`)
    if (code === 'EACCES')
      throw new CannotStart(`Port ${port} may not be opened by this account. Set PORT to 1024 or higher.`)
    if (code === 'EADDRNOTAVAIL') throw new CannotStart(`HOST ${host} is not an address of this machine.`)
    throw error
  }
}

const poolGauges = (pool: ReturnType<typeof openPool>) => ({
  database_connections: { help: 'Open connections to PostgreSQL', read: () => pool.totalCount },
  database_connections_waiting: { help: 'Calls waiting for a connection', read: () => pool.waitingCount },
})
