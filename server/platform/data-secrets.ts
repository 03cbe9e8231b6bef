import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import pg from 'pg'
import { CannotStart } from './cannot-start.ts'
import { createCrypto } from './crypto.ts'
import { sealedColumns } from './resealing.ts'
import type { SecretKeys } from './secret-keys.ts'

/** The keys of the installation, newest first; `undefined` when there are none yet. `make`: writes a first one down. */
export type KeyRing = { keys: SecretKeys | undefined; make: () => SecretKeys; where: string }

type Row = { id: number; key_id: string; secret_cipher: Buffer }

/** Any number, as long as it is always the same. */
const LOCK = 5_641_211
const SECRET_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * The secrets of the data, newest first, opened with the installation's key. The first start makes them. Throws
 * `CannotStart` when the database holds sealed values that no key given opens: nothing is written then. With a new key all
 * secrets are sealed under it and a new secret is begun; the older key can be taken away from then on.
 */
export async function openDataSecrets(ownerUrl: string, ring: KeyRing): Promise<SecretKeys> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const { rows } = await client.query<Row>(
      'select id, key_id, secret_cipher from data_secret order by id desc',
    )
    return rows.length > 0 ? await openRows(client, rows, ring) : await firstSecrets(client, ring)
  } finally {
    await client.end()
  }
}

async function openRows(
  client: pg.Client,
  rows: readonly Row[],
  { keys, where }: KeyRing,
): Promise<SecretKeys> {
  if (!keys) return refuseKey(where, 'is missing')
  const [newest] = keys
  const opened = rows.map(({ id, key_id, secret_cipher }) => {
    const key =
      keys.find((one) => keyId(one) === key_id) ?? refuseKey(where, 'is not the key of this database')
    return { id, secret: open(key, secret_cipher) }
  })
  const fresh = { id: (opened[0]?.id ?? 0) + 1, secret: randomBytes(SECRET_BYTES) }
  const isNew = rows.some(({ key_id }) => key_id !== keyId(newest))
  if (!isNew) return inOrder(opened)
  // another key: whoever had the old one must read nothing that is written from now on
  await client.query('begin')
  for (const one of [fresh, ...opened]) await save(client, { ...one, key: newest })
  await client.query('commit')
  return inOrder([fresh, ...opened])
}

const inOrder = (secrets: readonly { secret: Buffer }[]): SecretKeys => {
  const [newest, ...older] = secrets.map(({ secret }) => secret)
  if (!newest) throw new Error('no secret')
  return [newest, ...older]
}

/** A database from before secrets were kept is sealed with the keys themselves: they must open what is there. */
async function firstSecrets(client: pg.Client, ring: KeyRing): Promise<SecretKeys> {
  const sealed = await someSealed(client)
  const { rowCount } = await client.query('select from audit limit 1')
  const isUsed = sealed !== undefined || rowCount === 1
  if (isUsed && !ring.keys) refuseKey(ring.where, 'is missing')
  if (sealed && ring.keys && !opens(ring.keys, sealed))
    refuseKey(ring.where, 'is not the key of this database')
  const keys = ring.keys ?? ring.make()
  const secrets: SecretKeys = isUsed ? keys : [randomBytes(SECRET_BYTES)]
  for (const [index, secret] of secrets.entries())
    await save(client, { id: secrets.length - index, secret, key: keys[0] })
  return secrets
}

/** Any one sealed value, of whatever table has some. */
async function someSealed(client: pg.Client): Promise<Buffer | undefined> {
  for (const { table, column } of await sealedColumns(client)) {
    const { rows } = await client.query<{ sealed: Buffer }>(
      `select ${column} as sealed from ${table} where ${column} is not null limit 1`,
    )
    if (rows[0]) return rows[0].sealed
  }
  const { rows } = await client.query<{ phone: string }>(
    'select "phoneNumber" as phone from auth_user where "phoneNumber" is not null limit 1',
  )
  return rows[0] && Buffer.from(rows[0].phone, 'base64url')
}

function opens(keys: SecretKeys, sealed: Buffer): boolean {
  try {
    createCrypto(keys).open(sealed)
    return true
  } catch {
    return false
  }
}

async function save(
  client: pg.Client,
  { id, secret, key }: { id: number; secret: Buffer; key: Buffer },
): Promise<void> {
  await client.query(
    `insert into data_secret (id, key_id, secret_cipher) values ($1, $2, $3)
     on conflict (id) do update set key_id = excluded.key_id, secret_cipher = excluded.secret_cipher`,
    [id, keyId(key), seal(key, secret)],
  )
}

/** Which key it is, without telling the key: it stays the same wherever the key stands in a list. */
const keyId = (key: Buffer): string =>
  createHash('sha256').update('jitasa-care key id\0').update(key).digest('hex').slice(0, 16)

const wrapping = (key: Buffer) => Buffer.from(hkdfSync('sha256', key, 'jitasa-care', 'data-secret', 32))

function seal(key: Buffer, secret: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', wrapping(key), iv)
  const body = Buffer.concat([cipher.update(secret), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body])
}

function open(key: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', wrapping(key), sealed.subarray(0, IV_BYTES))
  decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
}

function refuseKey(where: string, why: string): never {
  throw new CannotStart(
    `กุญแจของระบบไม่ตรงกับฐานข้อมูล ใส่กุญแจเดิมจากที่เก็บสำรองกลับไปก่อน\n${where} ${why}. The database holds personal data sealed with another key: put that key back from where you keep it. Nothing has been changed. (docs/operations.md, "The key")`,
  )
}
