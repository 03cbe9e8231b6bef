import { sql } from 'kysely'
import pg from 'pg'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { openDatabase, openPool } from '../server/platform/database.ts'
import { isDatabaseAway } from '../server/platform/lost-database.ts'
import { rarely } from '../server/platform/rarely.ts'
import { hasRoom } from '../server/platform/room-on-disk.ts'
import { createServer } from '../server/platform/server.ts'

const options = {
  publicUrl: undefined,
  trustProxy: false as const,
  callsPerMinute: 1000,
  asksPerMinute: 1000,
}

test('without its database a call is told when to come back, and a thousand such calls are one line in the log', async () => {
  const lines: string[] = []
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) })
  const app = await createServer({ ...options, log })
  const db = openDatabase(openPool('postgres://nobody@%2Fnonexistent/none', 2))
  app.get('/api/read', async () => (await sql`select 1`.execute(db)).rows)
  for (let call = 0; call < 900; call++) {
    const answer = await app.inject('/api/read')
    expect([answer.statusCode, answer.json().code]).toEqual([503, 'not-ready'])
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  }
  expect(lines).toHaveLength(1)
  await db.destroy()
  await app.close()
})

test.each([
  ['57P01', true],
  ['57P03', true],
  ['08006', true],
  ['53100', true],
  ['53300', true],
  ['23505', false],
  ['40001', false],
  ['22P02', false],
])('SQLSTATE %s: %s', (code, away) => {
  const error = Object.assign(new pg.DatabaseError('said so', 1, 'error'), { code, severity: 'FATAL' })
  expect(isDatabaseAway(error)).toBe(away)
})

test('an error of ours is no lost database', () => {
  expect(isDatabaseAway(new Error('something else'))).toBe(false)
  expect(isDatabaseAway(Object.assign(new Error('no such file'), { code: 'ENOENT', syscall: 'open' }))).toBe(
    false,
  )
  expect(isDatabaseAway('Connection terminated')).toBe(false)
})

test('what goes wrong again and again is told whole once, then once a minute with how often', () => {
  const lines: Record<string, unknown>[] = []
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(JSON.parse(line)) })
  let now = 0
  const quiet = rarely(log, () => now)
  const err = Object.assign(new Error('away'), { code: '57P01' })
  for (let n = 0; n < 50; n++) quiet.error({ err }, 'a timer failed')
  quiet.error({ err: new Error('other') }, 'a timer failed')
  expect(lines).toHaveLength(2)
  now = 60_001
  quiet.error({ err }, 'a timer failed')
  expect(lines.at(-1)).toMatchObject({ msg: 'a timer failed', more: 49 })
})

test('a disk with too little room for the database is told apart from one that has it', async () => {
  expect(await hasRoom('.', 1)).toBe(true)
  expect(await hasRoom('.', Number.MAX_SAFE_INTEGER)).toBe(false)
  expect(await hasRoom('/nonexistent', 1)).toBe(true)
})
