import type { Actor } from '../../access/actor.ts'
import { phoneOfAccount, readPhoneProof } from '../../access/questions.ts'
import type { Crypto } from '../../platform/crypto.ts'
import type { Context } from '../../platform/http.ts'

type Saying = { facilityId: string; phoneProof?: string | null | undefined }

/**
 * Who says something of a facility, as a keyed hash: a person by their phone, signed in or proven just now; else no more
 * than a network, which is not `proven` to be a person.
 */
export async function senderOf(
  { db, actor, now, address }: Context<Actor>,
  { facilityId, phoneProof }: Saying,
  crypto: Crypto,
): Promise<{ proven: boolean; fromHash: Buffer }> {
  const phone =
    actor.kind === 'account'
      ? await phoneOfAccount(db, crypto, actor.accountId)
      : readPhoneProof(crypto, phoneProof ?? '', now)
  const name = phone === null ? `address ${address}` : `phone ${phone}`
  return { proven: phone !== null, fromHash: crypto.hash('remark', `${facilityId} ${name}`) }
}
