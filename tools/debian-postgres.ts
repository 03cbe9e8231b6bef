import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accountFor } from '../server/platform/postgres-account.ts'
import { runProgram, startPostgres } from '../server/platform/postgres-process.ts'
import { runOnServer } from '../test/setup/database-names.ts'

const PACKAGES = '/usr/lib/postgresql' // one folder per major version
const OLDEST = 15 // the oldest we promise to run on

export type ForeignPostgres = { version: number; url: string; adminUrl: string; stop(): Promise<void> }

/**
 * Starts the machine's own PostgreSQL on a folder that is thrown away, as an operator would have it: over TCP with a password, the account
 * no superuser. `undefined` when there is none; on CI, as root, it is installed first.
 */
export async function startDebianPostgres(): Promise<ForeignPostgres | undefined> {
  if (installedVersion() === undefined && process.env.CI && process.getuid?.() === 0) install()
  const version = installedVersion()
  if (version === undefined) return undefined
  const bin = join(PACKAGES, String(version), 'bin')
  const folder = mkdtempSync(join(tmpdir(), 'jitasa-debian-'))
  const account = accountFor(join(folder, 'data'))
  if (account) chownSync(folder, account.uid, account.gid)
  const [cluster, password, port] = [join(folder, 'data'), randomBytes(12).toString('hex'), await freePort()]
  await makeCluster({ bin, folder, cluster, password, account })
  const running = await startPostgres({
    bin,
    cluster,
    account,
    settings: settings(folder, port),
    log: silent,
  })
  const admin = `postgres://admin:${password}@127.0.0.1:${port}/postgres`
  await runOnServer(admin, `create role care login createdb createrole password '${password}'`)
  await runOnServer(admin, 'create database care owner care')
  return {
    version,
    adminUrl: admin,
    url: `postgres://care:${password}@127.0.0.1:${port}/care`,
    stop: () => running.stop().then(() => rmSync(folder, { recursive: true })),
  }
}

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: console.error }

function installedVersion(): number | undefined {
  if (!existsSync(PACKAGES)) return undefined
  const hasServer = (version: number) => existsSync(join(PACKAGES, String(version), 'bin', 'initdb'))
  const versions = readdirSync(PACKAGES).map(Number)
  return versions.filter((version) => version >= OLDEST && hasServer(version)).sort((a, b) => b - a)[0]
}

function install(): void {
  console.log("Installing Debian's PostgreSQL…")
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['-q', 'update'], { env })
  spawnSync('apt-get', ['-q', '-y', '-o', 'DPkg::Lock::Timeout=300', 'install', 'postgresql'], { env })
}

type Cluster = {
  bin: string
  folder: string
  cluster: string
  password: string
  account: ReturnType<typeof accountFor>
}

async function makeCluster({ bin, folder, cluster, password, account }: Cluster): Promise<void> {
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (account) chownSync(passwordFile, account.uid, account.gid)
  const manner = [
    '--username=admin',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ]
  await runProgram(
    join(bin, 'initdb'),
    [`--pgdata=${cluster}`, `--pwfile=${passwordFile}`, ...manner],
    account,
  )
}

function settings(folder: string, port: number): Record<string, string> {
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: folder,
    log_line_prefix: '',
    fsync: 'off',
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
