import { randomInt } from 'node:crypto'
import type { FastifyBaseLogger } from 'fastify'
import { arabicDigits } from '../../profiles/answers.ts'
import type { Profile } from '../../profiles/profile.ts'
import type { Config } from '../config.ts'
import { type Crypto, sameBytes } from '../platform/crypto.ts'
import type { Database } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { refuse, refuseKeepingWrites } from '../platform/problem.ts'
import { takeFromBudget } from './code-budget.ts'
import {
  countWrongTry,
  forgetOldCodes,
  insertCode,
  lockCode,
  lockSending,
  markCodeUsed,
  sendingWindow,
} from './phone-code-store.ts'
import { phoneHash } from './phone-proof.ts'

const HOUR_MS = 3_600_000

type Means = { db: Database; crypto: Crypto; profile: Profile; now: Date }
type Sending = Means & { config: Pick<Config, 'codes'>; log: FastifyBaseLogger }
export type SentCode = { challengeId: string; code: string; endsAt: Date }

/**
 * Makes a one-time code for a phone (E.164); the caller delivers it once this is committed. The same codes serve
 * signing in and proving a phone. Throws `too-many-calls` over the profile's limits per phone and per network,
 * `country-not-served`, and `codes-used-up` when the operator's budget is spent.
 */
export async function makePhoneCode(means: Sending, phone: string, address: string): Promise<SentCode> {
  const { db, crypto, profile, now } = means
  const { digits, minutes } = profile.terms.phoneCode
  const hashes = { phone: phoneHash(crypto, phone), address: crypto.hash('address', address) }
  if (!means.config.codes.countries.some((code) => phone.startsWith(`+${code}`))) refuse('country-not-served')
  await refuseTooManyCodes(means, hashes)
  await takeFromBudget(means, phone)
  const code = String(randomInt(10 ** digits)).padStart(digits, '0')
  const challengeId = newId(now)
  const endsAt = new Date(now.getTime() + minutes * 60_000)
  await insertCode(db, {
    id: challengeId,
    phone_hash: hashes.phone,
    phone_cipher: crypto.seal(phone),
    address_hash: hashes.address,
    code_hash: codeHash(crypto, challengeId, code),
    sent_at: now,
    ends_at: endsAt,
  })
  return { challengeId, code, endsAt }
}

async function refuseTooManyCodes({ db, profile, now }: Means, hashes: { phone: Buffer; address: Buffer }) {
  const { perPhonePerHour, perAddressPerHour } = profile.terms.phoneCode
  const since = new Date(now.getTime() - HOUR_MS)
  await lockSending(db, hashes)
  await forgetOldCodes(db, since)
  const { byPhone, byAddress, oldest } = await sendingWindow(db, hashes, since)
  if (byPhone < perPhonePerHour && byAddress < perAddressPerHour) return
  const waitMs = (oldest ?? now).getTime() + HOUR_MS - now.getTime()
  refuse('too-many-calls', [], Math.max(1, Math.ceil(waitMs / 1000)))
}

/**
 * Uses a code up and answers the phone it was sent to (E.164). `which` is a challenge, or a phone: then its newest.
 * Throws `code-wrong`, or `code-ended` after the profile's number of tries or minutes, or when used; tries are counted.
 */
export async function checkPhoneCode(
  { db, crypto, profile, now }: Means,
  which: { challengeId: string } | { phone: string },
  written: string,
): Promise<string> {
  const row = await lockCode(
    db,
    'phone' in which ? { phoneHash: phoneHash(crypto, which.phone) } : { id: which.challengeId },
  )
  const spent = !row || row.used_at || row.wrong_tries >= profile.terms.phoneCode.attempts
  if (spent || row.ends_at <= now) refuse('code-ended')
  if (!sameBytes(row.code_hash, codeHash(crypto, row.id, plainDigits(written)))) {
    await countWrongTry(db, row.id)
    refuseKeepingWrites('code-wrong')
  }
  await markCodeUsed(db, row.id, now)
  return crypto.open(row.phone_cipher)
}

const codeHash = (crypto: Crypto, challengeId: string, code: string) =>
  crypto.hash('phone-code', `${challengeId}:${code}`)

const plainDigits = (written: string) => arabicDigits(written).replace(/\D/g, '')
