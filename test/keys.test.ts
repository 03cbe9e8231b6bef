import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CannotStart } from '../server/platform/cannot-start.ts'
import { createCrypto } from '../server/platform/crypto.ts'
import { openDataSecrets } from '../server/platform/data-secrets.ts'
import { resealInBackground } from '../server/platform/resealing.ts'
import type { SecretKeys } from '../server/platform/secret-keys.ts'
import { type FreshDatabase, freshDatabase } from './setup/database.ts'

let fresh: FreshDatabase
let client: pg.Client
const log = pino({ level: 'silent' })
const key = () => randomBytes(32)
const phone = '+66810000001'

beforeEach(async () => {
  fresh = await freshDatabase()
  client = new pg.Client({ connectionString: fresh.url })
  await client.connect()
})
afterEach(async () => {
  await client.end()
  await fresh.drop()
})

/** Starts as the server does, with the keys given (none: there is no key file). */
async function start(...keys: Buffer[]) {
  const [newest, ...older] = keys
  const made: Buffer[] = []
  const make = (): SecretKeys => {
    const first = key()
    made.push(first)
    return [first]
  }
  const ring = { keys: newest && ([newest, ...older] as const), make, where: 'secret.key' }
  const secrets = await openDataSecrets(fresh.url, ring)
  return { secrets, crypto: createCrypto(secrets), made }
}

const refused = async (...keys: Buffer[]) => {
  const before = await stored()
  const outcome = await start(...keys).catch((error: unknown) => error)
  expect(outcome).toBeInstanceOf(CannotStart)
  expect(await stored()).toEqual(before)
  return String(outcome)
}

const stored = async () => (await client.query('select * from data_secret order by id')).rows

const putPhone = (sealed: Buffer) =>
  client.query(
    `insert into phone_code (id, phone_hash, phone_cipher, address_hash, code_hash, sent_at, ends_at)
     values (gen_random_uuid(), '\\x01', $1, '\\x02', '\\x03', now(), now())`,
    [sealed],
  )
const phones = async () =>
  (await client.query<{ sealed: Buffer }>('select phone_cipher as sealed from phone_code')).rows.map(
    ({ sealed }) => sealed,
  )

describe('the key of an installation', () => {
  test('is made at the first start, and that one opens it from then on; without it or with another nothing starts', async () => {
    const first = await start()
    const [made = key()] = first.made
    await putPhone(first.crypto.seal(phone))
    expect(await refused()).toMatch(/missing/)
    expect(await refused(key())).toMatch(/not the key/)
    const [sealed = Buffer.of()] = await phones()
    expect((await start(made)).crypto.open(sealed)).toBe(phone)
  })

  test('of a database from before secrets were kept must open what is there', async () => {
    const old = key()
    await putPhone(createCrypto([old]).seal(phone))
    expect(await refused()).toMatch(/missing/)
    expect(await refused(key())).toMatch(/not the key/)
    const [sealed = Buffer.of()] = await phones()
    const { crypto } = await start(old)
    expect(crypto.open(sealed)).toBe(phone)
    expect(crypto.hash('phone', phone)).toEqual(createCrypto([old]).hash('phone', phone))
  })

  test('is known by what it is, wherever it stands in the list', async () => {
    const [one, other, third] = [key(), key(), key()]
    const { crypto } = await start(one)
    const sealed = crypto.seal(phone)
    expect((await start(one, other, third)).crypto.open(sealed)).toBe(phone)
    expect((await start(other, third, one)).crypto.open(sealed)).toBe(phone)
    expect((await start(third, other)).crypto.open(sealed)).toBe(phone)
    expect(await refused(one)).toMatch(/not the key/)
  })

  test('can be changed: everything is sealed anew, also after a stop half-way, and the old key is of no use', async () => {
    const [old, fresh1] = [key(), key()]
    const before = await start(old)
    for (let n = 0; n < 1200; n++) await putPhone(before.crypto.seal(phone))
    const hash = before.crypto.hash('phone', phone)
    const lookup = before.crypto.sealForLookup(phone)

    const between = await start(fresh1, old)
    const newest = between.secrets.length
    await resealInBackground(fresh.url, { crypto: between.crypto, newest, log }).stop()
    await resealInBackground(fresh.url, { crypto: between.crypto, newest, log }).done

    const after = await start(fresh1)
    const all = await phones()
    expect(new Set(all.map((sealed) => sealed[0]))).toEqual(new Set([newest]))
    expect(all.every((sealed) => after.crypto.open(sealed) === phone)).toBe(true)
    expect(after.crypto.hash('phone', phone)).toEqual(hash)
    expect(after.crypto.openFromLookup(lookup)).toBe(phone)
    expect(await refused(old)).toMatch(/not the key/)
    expect(() => before.crypto.open(after.crypto.seal(phone))).toThrow()
  })
})

test('every column of sealed bytes is named so that it is found, and the server itself cannot read the secrets', async () => {
  const { rows } = await client.query<{ column: string }>(`
    select table_name || '.' || column_name as column from information_schema.columns
    where table_schema = 'public' and data_type = 'bytea' and column_name not like '%\\_cipher' order by 1`)
  expect(
    rows.map(({ column }) => column).filter((column) => !/_hash$|^help_request\.origin$/.test(column)),
  ).toEqual([])
  const denied = await client
    .query('set role jitasa_app; select * from data_secret')
    .catch((error: unknown) => String(error))
  expect(denied).toContain('permission denied')
})
