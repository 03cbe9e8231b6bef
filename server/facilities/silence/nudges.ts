import { randomBytes } from 'node:crypto'
import { askWhetherStill } from '../../notices/questions.ts'
import { sha256 } from '../../platform/crypto.ts'
import type { Database } from '../../platform/database.ts'
import type { Parts } from '../../platform/parts.ts'
import { facilitiesToAsk, insertNudge, keepersOf, markAsked, type ToAsk } from './nudge-store.ts'

const HOUR_MS = 3_600_000
/** 144 bits: nobody tries them out, and an SMS stays short. */
const KEY_BYTES = 18

type Means = Pick<Parts, 'config' | 'crypto' | 'jobs' | 'log' | 'profile'>
type Due = { db: Database; now: Date }

/** Asks the keepers of what has gone stale whether it is still so, each by a link of one tap; says how many were asked. */
export async function askKeepers({ db, now }: Due, means: Means): Promise<number> {
  const every = means.profile.facilityTerms.nudgeEveryHours * HOUR_MS
  const since = new Date(now.getTime() - every)
  let asked = 0
  for (const facility of await facilitiesToAsk(db, { now, since })) {
    const keepers = await keepersOf(db, facility, since)
    for (const keeper of keepers) await askOne({ db, now }, { ...means, facility, keeper })
    if (keepers.length > 0) await markAsked(db, facility, now)
    asked += keepers.length
  }
  return asked
}

async function askOne(
  { db, now }: Due,
  { facility, keeper, ...means }: Means & { facility: ToAsk; keeper: { id: string; phone_cipher: Buffer } },
): Promise<void> {
  const { config, crypto, log, profile } = means
  const phone = opened(crypto, keeper.phone_cipher)
  // the others are asked all the same, and of this one again when all are
  if (phone === null) return log.error({ keeper: keeper.id }, 'the phone of a keeper cannot be opened')
  const key = randomBytes(KEY_BYTES).toString('base64url')
  await insertNudge(db, {
    ...{ province_code: facility.province_code, facility_id: facility.id, keeper_id: keeper.id },
    ...{ key_hash: sha256(key), sent_at: now },
    ends_at: new Date(now.getTime() + profile.facilityTerms.linkHours * HOUR_MS),
  })
  // behind the #, which browsers never send: not to us, not to others as a referrer
  const link = `${config.publicUrl ?? `http://localhost:${config.port}`}/still#${key}`
  await askWhetherStill({ ...means, db }, phone, { name: facility.name_th, link })
}

/** Null for what was sealed with another key, or is damaged. */
function opened(crypto: Means['crypto'], sealed: Buffer): string | null {
  try {
    return crypto.open(sealed)
  } catch {
    return null
  }
}
