import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { openDataFolder } from '../server/platform/data-folder.ts'
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'

const said: string[] = []
const log = { debug: () => {}, info: () => {}, warn: () => {}, error: (line: string) => said.push(line) }
const base = mkdtempSync(join(tmpdir(), 'jitasa-embedded-'))
chmodSync(base, 0o711)
afterAll(() => rmSync(base, { recursive: true }), 60_000)

function dataFolder(name: string): string {
  const path = join(base, name)
  openDataFolder(path).release()
  return path
}

async function query(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(statement)
  await client.end()
  return rows
}

function postmasterPid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres/18/postmaster.pid'), 'utf8').split('\n')[0])
}

test('what is written is there after a stop and a start, and nothing listens on the network', async () => {
  const dataDir = dataFolder('kept')
  const first = await startEmbeddedPostgres({ dataDir, log })
  await query(first.url, 'create table kept as select 1 as n')
  expect(await query(first.url, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
  expect(await query(first.url, 'show fsync')).toEqual([{ fsync: 'on' }])
  await first.stop()
  expect(existsSync(join(dataDir, 'postgres/18/postmaster.pid'))).toBe(false)
  const second = await startEmbeddedPostgres({ dataDir, log })
  expect(await query(second.url, 'select n from kept')).toEqual([{ n: 1 }])
  await second.stop()
})

test('one left running by a server killed hard is stopped, and what it had answered for is there', async () => {
  const dataDir = dataFolder('left')
  const server = `import { startEmbeddedPostgres } from '${new URL('../server/platform/embedded-postgres.ts', import.meta.url)}'
    const log = { debug() {}, info() {}, warn() {}, error() {} }
    console.log((await startEmbeddedPostgres({ dataDir: '${dataDir}', log })).url)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', server])
  const [url] = await once(child.stdout, 'data')
  await query(String(url).trim(), 'create table kept as select 1 as n')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const left = postmasterPid(dataDir)
  const next = await startEmbeddedPostgres({ dataDir, log })
  expect(postmasterPid(dataDir)).not.toBe(left)
  expect(await query(next.url, 'select n from kept')).toEqual([{ n: 1 }])
  await next.stop()
})

test('a number in postmaster.pid that belongs to another process by now does not hold it up', async () => {
  const dataDir = dataFolder('reused')
  const first = await startEmbeddedPostgres({ dataDir, log })
  const file = join(dataDir, 'postgres/18/postmaster.pid')
  const [, ...rest] = readFileSync(file, 'utf8').split('\n')
  await first.stop()
  const bystander = spawn('sleep', ['60'], { ...ownerOf(dataDir) })
  writeFileSync(file, [bystander.pid, ...rest].join('\n'))
  const next = await startEmbeddedPostgres({ dataDir, log })
  await next.stop()
  expect(bystander.exitCode).toBe(null)
  bystander.kill()
})

test('a folder with a very long path works: its socket goes elsewhere', async () => {
  mkdirSync(join(base, 'x'.repeat(100)))
  const dataDir = dataFolder(`${'x'.repeat(100)}/data`)
  const running = await startEmbeddedPostgres({ dataDir, log })
  expect(await query(running.url, 'select 1 as n')).toEqual([{ n: 1 }])
  await running.stop()
})

test('killed by the system it is started again, and what it had answered for is there', async () => {
  const dataDir = dataFolder('killed')
  const lines: string[] = []
  const running = await startEmbeddedPostgres({ dataDir, log: { ...log, error: (line) => lines.push(line) } })
  await query(running.url, 'create table kept (n int)')
  for (let n = 1; n <= 3; n++) {
    await query(running.url, `insert into kept values (${n})`)
    process.kill(postmasterPid(dataDir), 'SIGKILL')
    const counted = () => query(running.url, 'select count(*)::int as n from kept').catch(() => undefined)
    await expect.poll(counted, { timeout: 20_000 }).toEqual([{ n }])
  }
  expect(lines.filter((line) => line.includes('ended by itself'))).toHaveLength(3)
  await running.stop()
  expect(existsSync(join(dataDir, 'postgres/18/postmaster.pid'))).toBe(false)
})

test('one that does not come back is given up, with the reason', async () => {
  const dataDir = dataFolder('broken')
  const gaveUp = Promise.withResolvers<Error>()
  const running = await startEmbeddedPostgres({
    dataDir,
    log: { ...log, error: () => {} },
    gaveUp: gaveUp.resolve,
    restartPauses: [0, 1, 1],
  })
  rmSync(join(dataDir, 'postgres/18/PG_VERSION'))
  process.kill(postmasterPid(dataDir), 'SIGKILL')
  expect((await gaveUp.promise).message).toContain('PostgreSQL did not start')
  await running.stop()
})

test('nothing went wrong that an operator would have to read', () => {
  expect(said).toEqual([])
})

function ownerOf(dataDir: string) {
  const { uid, gid } = statSync(join(dataDir, 'postgres'))
  return { uid, gid }
}
