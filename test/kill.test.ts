import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Asking, openIntake } from './setup/intake.ts'
import { freePort, type ServerProcess, startServer } from './setup/server-process.ts'

const KILLS = 20
/** Of the database alone, under the running server. */
const DATABASE_KILLS = 4
const CONNECTIONS = 6
/** The same "random" moments each time, so that a round that fails can be run again. */
const SEED = 25_641_210
const SUBDISTRICT = '120601'

const folder = mkdtempSync(join(tmpdir(), 'jitasa-kill-'))
const dataDir = join(folder, 'var')
let server: ServerProcess
let database: pg.Client
let port: number

/** Numbers from 0 to 1, always the same ones (mulberry32). */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const start = () =>
  startServer({
    env: {
      ...{ DATA_DIR: dataDir, PORT: String(port), CALLS_PER_MINUTE: '999999999', LOG_LEVEL: 'error' },
      // as npm start does: twenty starts, each some half a second shorter
      NODE_COMPILE_CACHE: join(folder, 'compiled'),
    },
  })

function killDatabase(): void {
  const [pid] = readFileSync(join(dataDir, 'postgres/18/postmaster.pid'), 'utf8').split('\n')
  process.kill(Number(pid), 'SIGKILL')
}

/** Ends the server hard while people are asking; every third time its database too, before or after it. */
async function kill(round: number, random: () => number): Promise<void> {
  if (round % 6 === 2) {
    killDatabase()
    await sleep(200 * random())
  }
  await server.end('SIGKILL')
  if (round % 6 === 5) killDatabase()
}

const intake = openIntake({ areaCode: SUBDISTRICT })
const asked: Asking[] = intake.asked

beforeAll(async () => {
  if (process.getuid?.() === 0) chmodSync(folder, 0o755) // PostgreSQL's account passes through
  port = await freePort()
  const random = chance(SEED)
  for (let round = 0; round < KILLS; round++) {
    server = await start()
    const people = intake.keepAsking(server.url, CONNECTIONS)
    await sleep(100 + 800 * random())
    await kill(round, random)
    await people.stop()
  }
  server = await start()
  for (let round = 0; round < DATABASE_KILLS; round++) {
    const people = intake.keepAsking(server.url, CONNECTIONS)
    const before = intake.acknowledged().length
    killDatabase()
    // it is back when people are answered again
    await vi.waitUntil(() => intake.acknowledged().length > before + 50, { timeout: 60_000 })
    await people.stop()
  }
  const sockets = encodeURIComponent(join(dataDir, 'postgres/18'))
  database = new pg.Client({ connectionString: `postgres://jitasa_care@${sockets}/jitasa_care` })
  await database.connect()
}, 400_000)

afterAll(async () => {
  await database?.end()
  await server?.end('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
})

function inPortions<T>(all: readonly T[], size: number): T[][] {
  const starts = Array.from({ length: Math.ceil(all.length / size) }, (_, i) => i * size)
  return starts.map((start) => all.slice(start, start + size))
}

const numberOf = async (statement: string): Promise<number> => {
  const { rows } = await database.query<{ n: string }>(statement)
  return Number(rows[0]?.n)
}

describe(`after ${KILLS} hard kills of the server and ${DATABASE_KILLS} of its database during intake`, () => {
  test('many were told that their request is taken, and some were not', () => {
    expect(intake.refused).toEqual([])
    expect(intake.acknowledged().length).toBeGreaterThan(KILLS * 5)
    expect(intake.unacknowledged().length).toBeGreaterThan(0)
  })

  test('each acknowledged request is there, under the number and the follow key it was told', async () => {
    for (const some of inPortions(intake.acknowledged(), 20)) {
      const opened = some.map(({ reply }) => fetch(`${server.url}/api/follow/${reply?.followKey}`))
      const found = await Promise.all(opened.map(async (response) => (await response).json()))
      const told = some.map(({ reply }) => ({ number: reply?.number, status: 'waiting' }))
      expect(found).toMatchObject(told)
    }
  })

  test('nothing is there that nobody asked for', async () => {
    const { rows } = await database.query<{ id: string }>('select id from help_request')
    const ids = new Set(asked.map(({ id }) => id))
    expect(rows.filter(({ id }) => !ids.has(id))).toEqual([])
  })

  test('the others are sent again with the same id, and no request has a twin', async () => {
    const statuses = new Set<number>()
    for (const one of intake.unacknowledged()) statuses.add(await intake.send(server.url, one))
    expect([...statuses].every((status) => status === 200 || status === 201)).toBe(true)
    expect(await numberOf('select count(*) as n from help_request')).toBe(asked.length)
    expect(await numberOf('select count(distinct number) as n from help_request')).toBe(asked.length)
    expect(await numberOf("select count(*) as n from help_request_event where kind = 'asked'")).toBe(
      asked.length,
    )
    expect(
      await numberOf("select count(*) as n from audit where action = 'help-requests/add'"),
    ).toBeGreaterThan(asked.length - 1)
  })

  test('sent once more, an acknowledged request gives the same answer', async () => {
    for (const one of intake.acknowledged().slice(0, 20)) {
      const before = one.reply
      expect(await intake.send(server.url, one)).toBe(200)
      expect(one.reply).toEqual(before)
    }
  })

  test('the map counts each of them once', async () => {
    const counted = () =>
      // what the last beat has published, and what waits for the next
      numberOf(`select coalesce((select waiting from map_place where code = '${SUBDISTRICT}'), 0)
        + coalesce((select sum(waiting) from map_change where subdistrict_code = '${SUBDISTRICT}'), 0) as n`)
    await expect.poll(counted, { timeout: 10_000 }).toBe(asked.length)
  })
})
