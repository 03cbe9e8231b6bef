import { chownSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { CannotStart } from './cannot-start.ts'
import type { Account } from './postgres-account.ts'
import { stopLeftover } from './postgres-leftover.ts'
import { type PostgresPlace, postgresPlace } from './postgres-place.ts'
import {
  type PostgresLog,
  type PostgresProcess,
  type PostgresStart,
  runProgram,
  startPostgres,
} from './postgres-process.ts'
import { RESTART_PAUSES_MS, supervise } from './postgres-supervisor.ts'

const OWNER = 'jitasa_care'
const DATABASE = 'jitasa_care'
/** The shortest limit of a socket's path among the systems we run on (macOS 104 bytes, Linux 108), less the final 0. */
const LONGEST_SOCKET_PATH = 103

type Options = {
  dataDir: string
  log: PostgresLog
  /** `false` only for data that may be lost, as in tests. */
  fsync?: boolean
  /** It ended by itself and does not come back; without this, the process ends. */
  gaveUp?: (why: Error) => void
  /** before each try of starting it again, in milliseconds */
  restartPauses?: readonly number[]
}

export type EmbeddedPostgres = {
  /** Connects as the owner of the database, who is superuser of this cluster. */
  url: string
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL that comes with the project on `postgres` in the data folder, making its cluster the first time.
 * The caller holds the data folder's lock: what still runs on the cluster was left by a killed server, and is stopped.
 */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  const { dataDir, log, fsync = true, restartPauses = RESTART_PAUSES_MS } = options
  const place = postgresPlace(dataDir)
  const cluster = join(place.folder, '18') // the major version, whose files the next one cannot read
  if (existsSync(cluster)) await stopLeftover(cluster)
  else await makeCluster(place, cluster)
  const sockets = socketFolder(cluster, place.account)
  const settings = { ...ours(sockets.path), ...(fsync ? {} : careless) }
  const bin = join(place.programs, 'bin')
  const start = () => startWhenFree({ bin, cluster, account: place.account, settings, log })
  const stop = supervise({
    first: await start(),
    again: async () => {
      await stopLeftover(cluster)
      return start()
    },
    pauses: restartPauses,
    log,
    gaveUp: options.gaveUp ?? endProcess,
  })
  await makeDatabase(address(sockets.path, 'postgres'))
  log.info(`PostgreSQL 18 runs on ${cluster}`)
  return {
    url: address(sockets.path, DATABASE),
    stop: () => stop().then(sockets.remove),
  }
}

/** Whatever keeps programs alive starts us again, and says so to somebody. */
function endProcess(why: Error): never {
  process.stderr.write(`\nThe database does not come back: ${why.message}\n`)
  process.exit(1)
}

/** A PostgreSQL killed hard may leave a session at work for a while; its memory must be free before the next one starts. */
async function startWhenFree(start: PostgresStart, tries = 50): Promise<PostgresProcess> {
  try {
    return await startPostgres(start)
  } catch (error) {
    const busy = error instanceof CannotStart && error.message.includes('is still in use')
    if (!busy || tries === 1) throw error
    await sleep(200)
    return startWhenFree(start, tries - 1)
  }
}

/** What the server relies on, whatever postgresql.conf says. */
function ours(sockets: string): Record<string, string> {
  return {
    // No network port: nothing to collide with, and the folder's mode 0700 is the password.
    listen_addresses: '',
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
    // The log must not hold people: no statements, no values, only what concerns the server itself.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_line_prefix: '',
    log_destination: 'stderr',
    logging_collector: 'off',
  }
}

const careless = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** Written once into postgresql.conf, where the operator may change them. */
const tuned: Record<string, string> = {
  shared_buffers: '256MB',
  max_connections: '100',
  max_wal_size: '2GB',
  wal_compression: 'on',
  synchronous_commit: 'on',
  random_page_cost: '1.1', // solid-state disks
  jit: 'off', // our statements are short; compiling them takes longer than running them
  timezone: 'UTC',
  log_timezone: 'UTC',
}

async function makeCluster({ programs, account }: PostgresPlace, cluster: string): Promise<void> {
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const access = ['--auth-local=trust', '--auth-host=reject', `--username=${OWNER}`]
  const settings = Object.entries(tuned).map(([name, value]) => `--set=${name}=${value}`)
  // Made beside and renamed, so that a cluster half made by a killed start is never taken for a whole one.
  const beside = `${cluster}.new`
  rmSync(beside, { recursive: true, force: true })
  await runProgram(
    join(programs, 'bin', 'initdb'),
    [`--pgdata=${beside}`, ...locale, ...access, ...settings],
    account,
  )
  renameSync(beside, cluster)
}

/** The cluster's own folder, or one with a shorter path: the name of a socket has a limit. */
function socketFolder(cluster: string, account: Account): { path: string; remove(): void } {
  const file = join(cluster, '.s.PGSQL.5432')
  if (Buffer.byteLength(file) <= LONGEST_SOCKET_PATH) return { path: cluster, remove: () => {} }
  const path = mkdtempSync(join(tmpdir(), 'jitasa-'))
  if (account) chownSync(path, account.uid, account.gid)
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** How the owner reaches a database of ours through the folder of its socket. */
export function address(sockets: string, database = DATABASE): string {
  return `postgres://${OWNER}@${encodeURIComponent(sockets)}/${database}`
}

async function makeDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const found = await client.query('select from pg_database where datname = $1', [DATABASE])
  if (found.rowCount === 0) await client.query(`create database ${DATABASE}`)
  await client.end()
}
