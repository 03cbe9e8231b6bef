import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test, vi } from 'vitest'
import { canReach } from '../server/platform/postgres-account.ts'
import { runOnServer } from './setup/database-names.ts'
import { freePort, refusedStart, runServer, type ServerProcess, startServer } from './setup/server-process.ts'
import { temporaryFolder } from './setup/temporary-folder.ts'
import { helpRequest } from './world.ts'

vi.setConfig({ testTimeout: 60_000 }) // up to three whole starts in one test

/** The account nobody has everywhere. */
const nobody = { uid: 65534, gid: 65534 }
const root = fileURLToPath(new URL('..', import.meta.url))
const isRoot = process.getuid?.() === 0

/** A data folder the account of PostgreSQL can reach, inside one that goes after the test. */
function dataFolder(): string {
  const folder = temporaryFolder()
  if (isRoot) chmodSync(folder, 0o755)
  return join(folder, 'var')
}

async function start(how: Parameters<typeof startServer>[0]): Promise<ServerProcess> {
  const server = await startServer(how)
  onTestFinished(async () => void (await server.end('SIGTERM')))
  return server
}

function databaseOf(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres/18/postmaster.pid'), 'utf8').split('\n')[0])
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // Where nobody collects them, the ended stay as zombies, without a command line.
    return !existsSync('/proc/self') || readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== ''
  } catch {
    return false
  }
}

test('the first start shows its address and a one-time link, and a second one is refused by name', async () => {
  const DATA_DIR = dataFolder()
  const server = await start({ env: { DATA_DIR } })
  expect(server.output()).toMatch(/http:\/\/127\.0\.0\.1:\d+/)
  expect(server.output()).toMatch(/one time.*http:\S+\/setup#[\w-]{22,}/)
  const second = await refusedStart({ DATA_DIR, PORT: String(await freePort()) })
  expect(second.code).toBe(1)
  expect(second.said).toContain(`process ${server.pid}`)
  expect(second.said).toContain(DATA_DIR)
  expect(second.said).not.toMatch(/^\s+at /m)
})

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends everything, the database too, with code 0',
  async (signal) => {
    const DATA_DIR = dataFolder()
    const server = await startServer({ env: { DATA_DIR } })
    const database = databaseOf(DATA_DIR)
    expect(await server.end(signal)).toBe(0)
    expect(isRunning(database)).toBe(false)
    expect(existsSync(join(DATA_DIR, 'postgres/18/postmaster.pid'))).toBe(false)
  },
)

test('Ctrl-C while it is still starting leaves no database running', async () => {
  const DATA_DIR = dataFolder()
  await startServer({ env: { DATA_DIR } }).then((server) => server.end('SIGTERM'))
  const { child } = runServer({ DATA_DIR, PORT: String(await freePort()) })
  const file = join(DATA_DIR, 'postgres/18/postmaster.pid')
  await expect.poll(() => existsSync(file), { timeout: 10_000, interval: 5 }).toBe(true)
  const database = databaseOf(DATA_DIR)
  child.kill('SIGINT')
  await once(child, 'exit')
  await expect.poll(() => isRunning(database), { timeout: 10_000 }).toBe(false)
})

test('killed hard, it starts again on the same folder, as before', async () => {
  const DATA_DIR = dataFolder()
  const first = await startServer({ env: { DATA_DIR } })
  const key = readFileSync(join(DATA_DIR, 'secret.key'), 'utf8')
  const left = databaseOf(DATA_DIR)
  await first.end('SIGKILL')
  expect(isRunning(left)).toBe(true)
  await start({ env: { DATA_DIR } })
  expect(isRunning(left)).toBe(false)
  expect(readFileSync(join(DATA_DIR, 'secret.key'), 'utf8')).toBe(key)
})

test('it outlives the loss of its database connections', async () => {
  const DATA_DIR = dataFolder()
  const server = await start({ env: { DATA_DIR } })
  const folder = encodeURIComponent(join(DATA_DIR, 'postgres/18'))
  // often, so that some are cut idle, some in a transaction, some in a statement
  for (let cuts = 0; cuts < 30; cuts++) {
    await runOnServer(
      `postgres://jitasa_care@${folder}/jitasa_care`,
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and usename is not null',
    )
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  }
  await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status, { timeout: 10_000 }).toBe(200)
  expect(await server.end('SIGTERM')).toBe(0)
})

test('without its key, or with another, it does not start; with the right one all that was taken in opens', async () => {
  const DATA_DIR = dataFolder()
  const first = await startServer({ env: { DATA_DIR } })
  const headers = { 'content-type': 'application/json' }
  const asked = await fetch(`${first.url}/api/help-requests`, {
    method: 'POST',
    headers,
    body: JSON.stringify(helpRequest()),
  })
  const { followKey } = (await asked.json()) as { followKey: string }
  await first.end('SIGTERM')
  const file = join(DATA_DIR, 'secret.key')
  const key = readFileSync(file)
  rmSync(file)
  const PORT = String(await freePort())
  const missing = await refusedStart({ DATA_DIR, PORT })
  expect([missing.code, existsSync(file)]).toEqual([1, false])
  expect(missing.said).toContain(file)
  const other = await refusedStart({ DATA_DIR, PORT, SECRET_KEY: 'ab'.repeat(32) })
  expect(other.code).toBe(1)
  expect(other.said).toContain('SECRET_KEY is not the key')
  writeFileSync(file, key)
  const again = await start({ env: { DATA_DIR } })
  const followed = await fetch(`${again.url}/api/follow/${followKey}`)
  expect([followed.status, ((await followed.json()) as { phoneMasked: string }).phoneMasked]).toEqual([
    200,
    expect.stringMatching(/\d/),
  ])
})

test('its database killed by the system comes back; meanwhile callers are told when to try again', async () => {
  const DATA_DIR = dataFolder()
  const server = await start({ env: { DATA_DIR } })
  const killed = databaseOf(DATA_DIR)
  process.kill(killed, 'SIGKILL')
  const statuses = new Set<number>()
  const areas = async () => {
    const answer = await fetch(`${server.url}/api/map/places`)
    if (answer.status === 503) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    statuses.add(answer.status)
    return (await fetch(`${server.url}/readyz`)).status
  }
  await expect.poll(areas, { timeout: 30_000, interval: 20 }).toBe(200)
  await expect.poll(() => databaseOf(DATA_DIR), { timeout: 10_000 }).not.toBe(killed)
  expect([...statuses].every((status) => status === 200 || status === 503)).toBe(true)
  expect(await server.end('SIGTERM')).toBe(0)
})

test('its database gone for good ends it with an error, so that whatever keeps programs alive starts it anew', async () => {
  const DATA_DIR = dataFolder()
  const PORT = String(await freePort())
  const { child, output } = runServer({ DATA_DIR, PORT })
  onTestFinished(() => void child.kill('SIGKILL'))
  await expect.poll(output, { timeout: 30_000 }).toContain('Ctrl-C')
  rmSync(join(DATA_DIR, 'postgres/18/PG_VERSION'))
  process.kill(databaseOf(DATA_DIR), 'SIGKILL')
  const [code] = await once(child, 'exit')
  expect(code).toBe(1)
  expect(output()).toContain('The database does not come back')
})

test('a port that is taken is refused with a sentence, and nothing stays behind', async () => {
  const DATA_DIR = dataFolder()
  const other = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void other.close())
  await new Promise((resolve) => other.once('listening', resolve))
  const address = other.address()
  const PORT = String(typeof address === 'object' ? address?.port : 0)
  const { code, said } = await refusedStart({ DATA_DIR, PORT })
  expect(code).toBe(1)
  expect(said).toContain(`Port ${PORT} is taken`)
  expect(said).not.toMatch(/^\s+at /m)
  expect(existsSync(join(DATA_DIR, 'postgres/18/postmaster.pid'))).toBe(false)
})

test('a wrong environment is refused by the names of its variables, before anything is made', async () => {
  const DATA_DIR = dataFolder()
  const { code, said } = await refusedStart({ DATA_DIR, PORT: 'eighty', SMS_URL: 'https://sms.example.org' })
  expect(code).toBe(1)
  expect(said).toMatch(/PORT must be .*\nSMS_TOKEN is missing/s)
  expect(existsSync(DATA_DIR)).toBe(false)
})

test.runIf(isRoot && canReach(nobody, root))('an ordinary user can run it', async () => {
  const DATA_DIR = dataFolder()
  chownSync(join(DATA_DIR, '..'), nobody.uid, nobody.gid)
  const server = await startServer({ env: { DATA_DIR }, account: nobody })
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  expect(await server.end('SIGINT')).toBe(0)
})

test.runIf(isRoot)('root can run it in a folder closed to all others', async () => {
  const closed = temporaryFolder() // mode 0700
  const DATA_DIR = join(closed, 'var')
  const server = await startServer({ env: { DATA_DIR } })
  const elsewhere = realpathSync(join(DATA_DIR, 'postgres'))
  onTestFinished(() => rmSync(elsewhere, { recursive: true }))
  expect(server.output()).toContain(elsewhere)
  expect(await server.end('SIGINT')).toBe(0)
})
