/** Bytes that only the right key opens: 12 bytes of nonce, then AES-GCM with its tag. */
export type Sealed = Uint8Array<ArrayBuffer>

/** The data key wrapped by a PIN, which is worth nothing without the browser's own key beside it. */
export type PinWrap = {
  salt: Uint8Array<ArrayBuffer>
  rounds: number
  /** cannot be taken out of this browser by a page */
  browserKey: CryptoKey
  wrapped: Sealed
}

const NONCE_BYTES = 12
const aes = { name: 'AES-GCM', length: 256 } as const
const bytes = (text: string) => new TextEncoder().encode(text)
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

/** A key for what this phone keeps; it can be wrapped, so that a PIN can change while it is open. */
export const makeDataKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey(aes, true, ['encrypt', 'decrypt'])

/** Seals a value for one place (`about`): moved to another it does not open. */
export async function seal(key: CryptoKey, value: unknown, about: string): Promise<Sealed> {
  const iv = random(NONCE_BYTES)
  const how = { name: 'AES-GCM', iv, additionalData: bytes(about) }
  return joined(iv, await crypto.subtle.encrypt(how, key, bytes(JSON.stringify(value))))
}

/** The text of the value; throws when the key or the place is another. */
export async function unseal(key: CryptoKey, sealed: Sealed, about: string): Promise<string> {
  const how = { name: 'AES-GCM', iv: sealed.slice(0, NONCE_BYTES), additionalData: bytes(about) }
  return new TextDecoder().decode(await crypto.subtle.decrypt(how, key, sealed.slice(NONCE_BYTES)))
}

/** Wraps the data key by a PIN, anew each time. */
export async function wrapByPin(dataKey: CryptoKey, pin: string, rounds: number): Promise<PinWrap> {
  const browserKey = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256', length: 256 }, false, [
    'sign',
  ])
  const salt = random(16)
  const wrapped = await wrap(dataKey, await keyOfPin(pin, { salt, rounds, browserKey }))
  return { salt, rounds, browserKey, wrapped }
}

/** The data key, or null when the PIN is another. */
export const unwrapByPin = async (pinWrap: PinWrap, pin: string): Promise<CryptoKey | null> =>
  unwrap(pinWrap.wrapped, await keyOfPin(pin, pinWrap))

/** Wraps the data key by the server's key of this account and device (32 bytes, base64url). */
export const wrapByServer = async (dataKey: CryptoKey, serverKey: string): Promise<Sealed> =>
  wrap(dataKey, await wrappingKey(fromBase64Url(serverKey)))

/** The data key, or null when the server's key is another's. */
export const unwrapByServer = async (wrapped: Sealed, serverKey: string): Promise<CryptoKey | null> =>
  unwrap(wrapped, await wrappingKey(fromBase64Url(serverKey)))

async function keyOfPin(pin: string, { salt, rounds, browserKey }: Omit<PinWrap, 'wrapped'>) {
  const secret = await crypto.subtle.importKey('raw', bytes(pin), 'PBKDF2', false, ['deriveBits'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }
  const stretched = await crypto.subtle.deriveBits(how, secret, 256)
  return wrappingKey(await crypto.subtle.sign('HMAC', browserKey, stretched))
}

const wrappingKey = (raw: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, aes, false, ['wrapKey', 'unwrapKey'])

async function wrap(dataKey: CryptoKey, by: CryptoKey): Promise<Sealed> {
  const iv = random(NONCE_BYTES)
  return joined(iv, await crypto.subtle.wrapKey('raw', dataKey, by, { name: 'AES-GCM', iv }))
}

async function unwrap(wrapped: Sealed, by: CryptoKey): Promise<CryptoKey | null> {
  const how = { name: 'AES-GCM', iv: wrapped.slice(0, NONCE_BYTES) }
  try {
    const raw = wrapped.slice(NONCE_BYTES)
    return await crypto.subtle.unwrapKey('raw', raw, by, how, aes, true, ['encrypt', 'decrypt'])
  } catch {
    return null
  }
}

function joined(iv: Uint8Array<ArrayBuffer>, body: ArrayBuffer): Sealed {
  const whole = new Uint8Array(iv.length + body.byteLength)
  whole.set(iv)
  whole.set(new Uint8Array(body), iv.length)
  return whole
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0))
}
