import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { CannotStart } from '../server/platform/cannot-start.ts'
import { migrate, migrationFiles } from '../server/platform/migrate.ts'
import { catalogue } from './migrations/catalogue.ts'
import { databaseAt, dropDatabase, runOnServer } from './setup/database-names.ts'

const editions = new URL('./migrations/editions/', import.meta.url)
const released = new URL('../server/migrations/', import.meta.url)
const { serverUrl } = inject('postgres')
const made: string[] = []
afterAll(async () => {
  for (const name of made) await dropDatabase(serverUrl, name)
})

async function emptyDatabase(): Promise<string> {
  const name = `edition_${randomBytes(4).toString('hex')}`
  await runOnServer(serverUrl, `create database ${name}`)
  made.push(name)
  return databaseAt(serverUrl, name)
}

async function on<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const catalogueOf = (url: string) =>
  on(url, async (client) => (await client.query<{ line: string }>(catalogue)).rows.map(({ line }) => line))

/** A database as an early edition left it, with somebody who has asked for help in it. */
async function asLeftBy(edition: string, upTo: string): Promise<string> {
  const url = await emptyDatabase()
  const early = readdirSync(editions)
  const names = readdirSync(released).filter((name) => name.endsWith('.sql') && name.slice(0, 4) <= upTo)
  await on(url, async (client) => {
    for (const name of names.sort()) {
      const file = early.includes(`${edition}-${name}`)
        ? new URL(`${edition}-${name}`, editions)
        : new URL(name, released)
      await client.query(readFileSync(file, 'utf8'))
    }
    await client.query(`
      create table kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null);
      create table kysely_migration_lock (id varchar(255) primary key, is_locked integer not null default 0);
      insert into kysely_migration select name, now()::text from unnest('{${names.join()}}'::text[]) as name;
      insert into auth_user (id, name, email, "updatedAt")
        values ('018f0000-0000-7000-8000-000000000001', 'สมมติ', 'a@phone.invalid', now());
      insert into help_request (province_code, id, number, follow_key_hash, district_code, subdistrict_code, position,
        exactness, h3_cell, needs, urgency, urgency_reasons, status, asked_at, received_at, waiting_since, status_at,
        people_count, tags, phone_verified, relation, note)
      values ('12', '018f0000-0000-7000-8000-000000000002', '12-7F3K9Q', '\\x01', '1206', '120601', '(100.5,13.9)', 'gps',
        '8864a49b15fffff', '{oxygen}', 3, '{}', 'waiting', now(), now(), now(), now(), 2, '{}', false, 'self', 'ซอยสมมติ')`)
  })
  return url
}

let fresh: string[]
beforeAll(async () => {
  const url = await emptyDatabase()
  await migrate(url)
  fresh = await catalogueOf(url)
}, 60_000)

describe('a data folder made by an early edition', () => {
  test.each([
    ['first', '0004'],
    ['first', '0007'],
    ['first', '0008'],
    ['later', '0009'],
    ['latest', '0009'],
  ])(
    'the %s, up to %s, is upgraded to the schema of today, and what was in it is there',
    async (edition, upTo) => {
      const url = await asLeftBy(edition, upTo)
      await migrate(url)
      expect(await catalogueOf(url)).toEqual(fresh)
      const { rows } = await on(url, (client) =>
        client.query(
          'select number, needs, people_count, note, near_point is not null as near from help_request',
        ),
      )
      expect(rows).toMatchObject([
        { number: '12-7F3K9Q', needs: ['oxygen'], people_count: 2, note: 'ซอยสมมติ' },
      ])
      await migrate(url)
      expect(await catalogueOf(url)).toEqual(fresh)
    },
  )
})

describe('a database', () => {
  const started = (url: string) => migrate(url).catch((error: unknown) => error)

  test('made with another edition of a file is refused by the name of the file, and stays as it is', async () => {
    const url = await emptyDatabase()
    await migrate(url)
    await on(url, (client) =>
      client.query("update migration_edition set sha256 = 'other' where name = '0003-help-requests.sql'"),
    )
    const refusal = await started(url)
    expect(refusal).toBeInstanceOf(CannotStart)
    expect(String(refusal)).toContain('0003-help-requests.sql')
    expect(await catalogueOf(url)).toEqual(fresh)
  })

  test('made by a newer version is refused', async () => {
    const url = await emptyDatabase()
    await migrate(url)
    await on(url, (client) =>
      client.query("insert into kysely_migration values ('9999-later.sql', now()::text)"),
    )
    const refusal = await started(url)
    expect(refusal).toBeInstanceOf(CannotStart)
    expect(String(refusal)).toContain('9999-later.sql')
  })

  test('that several servers start on at once is migrated once', async () => {
    const url = await emptyDatabase()
    await Promise.all([migrate(url), migrate(url), migrate(url)])
    expect(await catalogueOf(url)).toEqual(fresh)
  })
})

test('released migrations are frozen: none has changed, and new ones come after them', async () => {
  const lines = readFileSync(new URL('./migrations/frozen.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n')
  const frozen = new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]))
  const files = await migrationFiles()
  const changed = [...frozen].filter(
    ([name, hash]) => files.find((file) => file.name === name)?.hash !== hash,
  )
  expect(changed, 'put the released file back; a change is a new file').toEqual([])
  const last = [...frozen.keys()].sort().at(-1) ?? ''
  expect(files.filter(({ name }) => !frozen.has(name) && name < last).map(({ name }) => name)).toEqual([])
})
