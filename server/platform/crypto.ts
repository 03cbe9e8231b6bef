import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * What the server can do with its secret: seal and open personal fields (AES-256-GCM, the key's number in the
 * first byte so that keys can rotate), and make keyed hashes to look things up by.
 */
export type Crypto = {
  /** Seals text; the same text gives other bytes each time. */
  seal(text: string): Buffer
  open(sealed: Buffer): string
  /** Seals text to the same string each time, so that it can be looked up by equality. */
  sealForLookup(text: string): string
  openFromLookup(sealed: string): string
  /** HMAC-SHA256 of text for one purpose; hashes of different purposes never match. */
  hash(purpose: string, text: string): Buffer
}

type Keys = { id: number; seal: KeyObject }

/** Makes the crypto of a deployment from its secrets (32 bytes or more each), newest first; hashes use the oldest. */
export function createCrypto(secrets: readonly [Buffer, ...Buffer[]]): Crypto {
  const keys = secrets.map(
    (secret, index): Keys => ({ id: secrets.length - index, seal: derive(secret, 'seal') }),
  )
  const newest = keys[0] ?? fail('no secret')
  const hashKey = derive(secrets[secrets.length - 1] ?? secrets[0], 'hash')
  const keyOf = (id: number) => keys.find((key) => key.id === id) ?? fail(`no key ${id}`)
  const hash = (purpose: string, text: string) =>
    createHmac('sha256', hashKey).update(`${purpose}\0${text}`).digest()
  const oldest = keys[keys.length - 1] ?? newest
  return {
    seal: (text) => encrypt(newest, freshIv(), text),
    open: (sealed) => decrypt(keyOf(sealed[0] ?? 0), sealed),
    // a fixed IV per text (SIV manner): equal texts are seen to be equal, which is what a lookup needs
    sealForLookup: (text) =>
      encrypt(oldest, hash('lookup-iv', text).subarray(0, IV_BYTES), text).toString('base64url'),
    openFromLookup: (sealed) => {
      const bytes = Buffer.from(sealed, 'base64url')
      return decrypt(keyOf(bytes[0] ?? 0), bytes)
    },
    hash,
  }
}

/** SHA-256, for secrets that are long and random already (follow keys, one-time links). */
export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Compares without telling by its duration where the two differ. */
export const sameBytes = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b)

/** As a key object: given as bytes, Node prepares a key anew for each use, four times the work of using it. */
function derive(secret: Buffer, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, 'jitasa-care', purpose, 32)))
}

/** So many at once: asking the system for each takes longer than sealing. */
const IVS_AT_ONCE = 512
let ivs = Buffer.of()

/** Random bytes that are used for one text and never again. */
function freshIv(): Buffer {
  if (ivs.length === 0) ivs = randomBytes(IV_BYTES * IVS_AT_ONCE)
  const iv = ivs.subarray(0, IV_BYTES)
  ivs = ivs.subarray(IV_BYTES)
  return iv
}

function encrypt(key: Keys, iv: Buffer, text: string): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key.seal, iv)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.of(key.id), iv, cipher.getAuthTag(), body])
}

function decrypt(key: Keys, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key.seal, sealed.subarray(1, 1 + IV_BYTES))
  decipher.setAuthTag(sealed.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES))
  return (
    decipher.update(sealed.subarray(1 + IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
  )
}

function fail(why: string): never {
  throw new Error(why)
}
