import type { Crypto } from '../platform/crypto.ts'
import type { Database } from '../platform/database.ts'
import { accountOfSealedPhone, sealedPhoneOf } from './store.ts'

export { actorOfAccount } from './actor-view.ts'
export { keeperHolds } from './keeper-holds-view.ts'
export { countLookUp } from './look-ups.ts'
export { nameOfAccount } from './me-view.ts'
export { maskPhone, parsePhone, readPhones } from './phone.ts'
export { phoneHash, readPhoneProof } from './phone-proof.ts'
export { commonArea } from './rules.ts'
export { endSessionsOf, sessionBegan } from './store.ts'

/** The phone an account signs in with, E.164. */
export async function phoneOfAccount(db: Database, crypto: Crypto, accountId: string): Promise<string> {
  return crypto.openFromLookup(await sealedPhoneOf(db, accountId))
}

/** The account that signs in with a phone (E.164), if there is one. */
export function accountOfPhone(db: Database, crypto: Crypto, e164: string): Promise<string | null> {
  return accountOfSealedPhone(db, crypto.sealForLookup(e164))
}
