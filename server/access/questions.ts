import type { Crypto } from '../platform/crypto.ts'
import type { Database } from '../platform/database.ts'
import { sealedPhoneOf } from './store.ts'

export { maskPhone, parsePhone } from './phone.ts'
export { phoneHash, readPhoneProof } from './phone-proof.ts'
export { commonArea } from './rules.ts'

/** The phone an account signs in with, E.164. */
export async function phoneOfAccount(db: Database, crypto: Crypto, accountId: string): Promise<string> {
  return crypto.openFromLookup(await sealedPhoneOf(db, accountId))
}
