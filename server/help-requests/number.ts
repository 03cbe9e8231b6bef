import { randomInt } from 'node:crypto'
import type { Crypto } from '../platform/crypto.ts'
import { sha256 } from '../platform/crypto.ts'

// no 0/O, 1/I/L, 2/Z, 5/S, 8/B: read aloud over a bad line, each is only itself; 25^6 = 244 million a province
const LETTERS = '34679ACDEFGHJKMNPQRTUVWXY'

/** A new case number such as 12-7F3K9Q: the province, then six letters that cannot be mistaken for each other. */
export function newCaseNumber(provinceCode: string): string {
  const letters = Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)])
  return `${provinceCode}-${letters.join('')}`
}

/** Digits the helper says at the door, new for each claim. */
export const newDoorCode = (digits: number): string => String(randomInt(10 ** digits)).padStart(digits, '0')

/**
 * The secret of a follow link: the province, then 256 bits. Derived from the request's id with the server's secret, so
 * that a resend gets the same answer although only the key's hash is stored.
 */
export function followKeyOf(crypto: Crypto, provinceCode: string, id: string): string {
  return provinceCode + crypto.hash('follow-key', `${provinceCode}/${id}`).toString('base64url')
}

/** Where the request of a follow key is found. */
export const followKeyPlace = (key: string) => ({ provinceCode: key.slice(0, 2), hash: sha256(key) })

/** The key stands behind the #, which browsers never send: not to us, not to others as a referrer. */
export const followUrl = (origin: string, followKey: string): string => `${origin}/follow#${followKey}`
