import { randomBytes } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import pg from 'pg'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { backUp } from '../server/platform/backup/back-up.ts'
import { restore } from '../server/platform/backup/restore.ts'
import { parentsFirst } from '../server/platform/backup/tables.ts'
import { migrate } from '../server/platform/migrate.ts'
import { catalogue } from './migrations/catalogue.ts'
import { plant } from './privacy/planted.ts'
import { databaseAt, dropDatabase, runOnServer } from './setup/database-names.ts'
import { temporaryFolder } from './setup/temporary-folder.ts'
import { openWorld, type World } from './world.ts'

const { serverUrl } = inject('postgres')
const made: string[] = []
const key = randomBytes(32)
let world: World

beforeAll(async () => {
  world = await openWorld({ SECRET_KEY: key.toString('base64') })
  await plant(world)
  await world.settle()
}, 60_000)
afterAll(async () => {
  await world.close()
  for (const name of made) await dropDatabase(serverUrl, name)
})

async function emptyDatabase(): Promise<string> {
  const name = `restored_${randomBytes(4).toString('hex')}`
  await runOnServer(serverUrl, `create database ${name}`)
  made.push(name)
  return databaseAt(serverUrl, name)
}

async function on<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return work(client).finally(() => client.end())
}

const linesOf = (url: string) =>
  on(url, async (client) => (await client.query<{ line: string }>(catalogue)).rows.map(({ line }) => line))

/** Each table with the number of its rows and a hash over all of them. */
const contentsOf = (url: string) =>
  on(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
        and relname not like 'kysely%' order by 1`,
    )
    const contents: Record<string, unknown> = {}
    for (const { name } of rows) {
      const all = await client.query(
        `select count(*)::int as rows, md5(string_agg(t::text, chr(10) order by t::text)) as hash from ${name} as t`,
      )
      contents[name] = all.rows[0]
    }
    return contents
  })

const ahead = { register_seq: 1000 }

test('what is backed up comes back whole, row for row, into the same tables, and numbers go on beyond those given out', async () => {
  const folder = join(temporaryFolder(), 'one')
  const backup = await backUp(world.ownerUrl, folder)
  const ownerUrl = await emptyDatabase()
  await restore({ ownerUrl, folder, ahead })
  const [before, after] = [await contentsOf(world.ownerUrl), await contentsOf(ownerUrl)]
  expect(after).toEqual(before)
  const filled = Object.values(before).filter((one) => (one as { rows: number }).rows > 0)
  expect(filled.length).toBeGreaterThan(25)
  expect(await linesOf(ownerUrl)).toEqual(await linesOf(world.ownerUrl))
  const { rows } = await on(ownerUrl, (client) => client.query("select nextval('register_seq')::int as n"))
  const last = backup.sequences.find(({ name }) => name === 'register_seq')?.last ?? 0
  expect(rows).toEqual([{ n: last + ahead.register_seq + 1 }])
})

test('the key is in no file of it, and nobody else of the machine may read it', async () => {
  const folder = join(temporaryFolder(), 'one')
  await backUp(world.ownerUrl, folder)
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(join(folder, name))
    const text = name.endsWith('.gz') ? gunzipSync(bytes).toString() : bytes.toString()
    for (const written of [key.toString('base64'), key.toString('hex'), key.toString('base64url')])
      expect(text).not.toContain(written)
    expect(statSync(join(folder, name)).mode & 0o077).toBe(0)
  }
  expect(statSync(folder).mode & 0o077).toBe(0)
})

test('a backup that is not whole, or of other tables, is refused by name, and leaves the database empty for another try', async () => {
  const whole = join(temporaryFolder(), 'whole')
  await backUp(world.ownerUrl, whole)
  const ownerUrl = await emptyDatabase()
  const spoilt = (how: (folder: string) => void) => {
    const folder = join(temporaryFolder(), 'spoilt')
    cpSync(whole, folder, { recursive: true })
    how(folder)
    return restore({ ownerUrl, folder, ahead })
  }
  const cases = 'help_request.copy.gz'
  await expect(spoilt((folder) => rmSync(join(folder, 'manifest.json')))).rejects.toThrow(/no whole backup/)
  await expect(spoilt((folder) => rmSync(join(folder, cases)))).rejects.toThrow(/help_request are gone/)
  const fewer = (folder: string) => {
    const lines = gunzipSync(readFileSync(join(folder, cases)))
      .toString()
      .split('\n')
    writeFileSync(join(folder, cases), gzipSync(lines.slice(1).join('\n')))
  }
  await expect(spoilt(fewer)).rejects.toThrow(/rows where \d+ were written/)
  const cut = (folder: string) =>
    writeFileSync(join(folder, cases), readFileSync(join(folder, cases)).subarray(0, -12))
  await expect(spoilt(cut)).rejects.toThrow()
  const edited = (folder: string) => {
    const text = readFileSync(join(folder, 'manifest.json'), 'utf8')
    writeFileSync(join(folder, 'manifest.json'), text.replace(/"sha256": "..../, '"sha256": "0000'))
  }
  await expect(spoilt(edited)).rejects.toThrow(/another version: 0001-access.sql/)

  await restore({ ownerUrl, folder: whole, ahead })
  await expect(restore({ ownerUrl, folder: whole, ahead })).rejects.toThrow(/not empty/)
  expect(await contentsOf(ownerUrl)).toEqual(await contentsOf(world.ownerUrl))
})

test('a backup of an older version comes back into its tables, and the next start brings them up to date', async () => {
  const [older, ownerUrl] = [await emptyDatabase(), await emptyDatabase()]
  await migrate(older, '0009-import-keys.sql')
  await runOnServer(older, `insert into agency values ('12', '${newId()}', 'เทศบาลสมมติ', now())`)
  const folder = join(temporaryFolder(), 'older')
  const { migrations } = await backUp(older, folder)
  expect(migrations.at(-1)?.name).toBe('0009-import-keys.sql')
  await restore({ ownerUrl, folder, ahead })
  expect(await linesOf(ownerUrl)).toEqual(await linesOf(older))
  await migrate(ownerUrl)
  expect(await linesOf(ownerUrl)).toEqual(await linesOf(world.ownerUrl))
  const { rows } = await on(ownerUrl, (client) => client.query('select name from agency'))
  expect(rows).toEqual([{ name: 'เทศบาลสมมติ' }])
})

test('whatever tables point to, they come after it', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f']
  const parentsOf = fc.array(fc.subarray(names), { minLength: 6, maxLength: 6 })
  fc.assert(
    fc.property(parentsOf, fc.shuffledSubarray(names, { minLength: 6 }), (wished, order) => {
      // only to tables before it in some order: no circle
      const tables = order.map((name, at) => ({
        ...{ name, columns: [] },
        parents: (wished[at] ?? []).filter((parent) => order.indexOf(parent) < at),
      }))
      const placed = parentsFirst(tables.toReversed()).map(({ name }) => name)
      expect(placed.toSorted()).toEqual(names)
      for (const { name, parents } of tables)
        for (const parent of parents) expect(placed.indexOf(parent)).toBeLessThan(placed.indexOf(name))
    }),
  )
  const circle = [
    { name: 'a', columns: [], parents: ['b'] },
    { name: 'b', columns: [], parents: ['a'] },
  ]
  expect(() => parentsFirst(circle)).toThrow(/a, b/)
})
