import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig } from '../server/config.ts'
import { addKeyToFolder, makeKeyOfFolder, secretKeysOfFolder } from '../server/platform/secret-keys.ts'
import { temporaryFolder } from './setup/temporary-folder.ts'

const read = (env: Record<string, string>) => readConfig(env, { dataDir: '/srv/care' })

test('an empty environment is a whole configuration', () => {
  expect(read({})).toMatchObject({
    port: 8080,
    dataDir: '/srv/care',
    databaseUrl: undefined,
    sms: undefined,
    trustProxy: false,
  })
})

test('a variable left empty counts as left out', () => {
  expect(read({ PORT: '', SMS_URL: ' ', DATABASE_URL: '' })).toEqual(read({}))
})

describe('a value that cannot be right is refused by the name of its variable', () => {
  test.each([
    ['PORT', 'eighty'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['DATABASE_URL', 'mysql://host/db'],
    ['DATABASE_URL', 'care'],
    ['PUBLIC_URL', 'care.example.org'],
    ['PUBLIC_URL', 'https://care.example.org/app'],
    ['PUBLIC_URL', 'ftp://care.example.org'],
    ['SECRET_KEY', 'short'],
    ['SECRET_KEY', `${'a'.repeat(64)},short`],
    ['METRICS_TOKEN', 'guess'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['LOG_LEVEL', 'loud'],
    ['BASEMAP_PMTILES', '/nowhere/thailand.pmtiles'],
    ['BASEMAP_PMTILES', import.meta.filename],
  ])('%s=%s', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(new RegExp(`^${name} .+\\.`))
  })
})

test('all that is wrong is said at once', () => {
  expect(() => read({ PORT: 'x', LOG_LEVEL: 'x' })).toThrow(/PORT .*\nLOG_LEVEL /s)
})

test('a provider half set up is refused by what is missing', () => {
  expect(() => read({ SMS_URL: 'https://sms.example.org' })).toThrow(
    /SMS_TOKEN is missing.*\nSMS_SENDER is missing/,
  )
  expect(() => read({ LINE_CHANNEL_ID: '1' })).toThrow(/LINE_CHANNEL_SECRET is missing/)
})

test('what is right is parsed', () => {
  const older = Buffer.alloc(32, 7)
  const config = read({
    PORT: '0',
    PUBLIC_URL: 'https://care.example.org/',
    DATABASE_URL: 'postgres:///care?host=/run/postgresql',
    SECRET_KEY: `${'ab'.repeat(32)}, ${older.toString('base64')}`,
    TRUST_PROXY: '10.0.0.0/8, ::1',
    SMS_URL: 'https://sms.example.org/send',
    SMS_TOKEN: 't',
    SMS_SENDER: 'CARE',
  })
  expect(config).toMatchObject({
    port: 0,
    publicUrl: 'https://care.example.org',
    databaseUrl: 'postgres:///care?host=/run/postgresql',
    secretKeys: [Buffer.alloc(32, 0xab), older],
    trustProxy: ['10.0.0.0/8', '::1'],
    sms: { url: 'https://sms.example.org/send', token: 't', sender: 'CARE' },
  })
  expect(read({ TRUST_PROXY: '1' }).trustProxy).toBe(1)
})

test('the key of a data folder is made once and kept', () => {
  const folder = temporaryFolder()
  expect(secretKeysOfFolder(folder)).toBeUndefined()
  const [key] = makeKeyOfFolder(folder)
  expect(key).toHaveLength(32)
  expect(secretKeysOfFolder(folder)).toEqual([key])
  addKeyToFolder(folder)
  expect(secretKeysOfFolder(folder)?.[1]).toEqual(key)
})

test('a spoiled key is not replaced by another, which would lock the data away', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'secret.key'), '')
  expect(() => secretKeysOfFolder(folder)).toThrow(/backup/)
})
