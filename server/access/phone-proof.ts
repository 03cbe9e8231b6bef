import type { Crypto } from '../platform/crypto.ts'

/** What every table keeps to find a phone (E.164) again without holding it in clear. */
export const phoneHash = (crypto: Crypto, e164: string): Buffer => crypto.hash('phone', e164)

const PROOF = /^phone-proof (\+\d+) until (\d+)$/

/** A proof that someone read a code sent to this phone (E.164); sealed, so it can neither be read nor made up. */
export function makePhoneProof(crypto: Crypto, phone: string, until: Date): string {
  return crypto.seal(`phone-proof ${phone} until ${until.getTime()}`).toString('base64url')
}

/** The phone (E.164) that a proof proves; null when the proof is not one of ours or has ended. */
export function readPhoneProof(crypto: Crypto, proof: string, now: Date): string | null {
  const [, phone, until] = PROOF.exec(openOrNothing(crypto, proof)) ?? []
  return phone !== undefined && Number(until) > now.getTime() ? phone : null
}

function openOrNothing(crypto: Crypto, sealed: string): string {
  try {
    return crypto.open(Buffer.from(sealed, 'base64url'))
  } catch {
    return ''
  }
}
