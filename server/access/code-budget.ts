import type { FastifyBaseLogger } from 'fastify'
import type { Config } from '../config.ts'
import type { Crypto } from '../platform/crypto.ts'
import type { Database } from '../platform/database.ts'
import { refuse } from '../platform/problem.ts'
import { raiseAlarm } from './alarm-store.ts'
import { addToBudget, isKnownPhone } from './phone-code-store.ts'
import { phoneHash } from './phone-proof.ts'

const HOUR_MS = 3_600_000
/** People who work here can still sign in when strangers have used the codes up: a fifth more is theirs. */
const RESERVE = 1.2

type Means = {
  db: Database
  crypto: Crypto
  now: Date
  config: Pick<Config, 'codes'>
  log: FastifyBaseLogger
}

/** Counts one more code against the operator's budget of the hour and day; throws `codes-used-up`. */
export async function takeFromBudget({ db, crypto, now, config, log }: Means, phone: string): Promise<void> {
  const { perHour, perDay } = config.codes
  const used = await addToBudget(db, now)
  const share = Math.max(used.hour / perHour, used.day / perDay)
  if (share > 1) {
    const known = share <= RESERVE && (await isKnownPhone(db, hashesOf(crypto, phone)))
    if (!known) refuse('codes-used-up', [], secondsToNextHour(now))
  }
  const level = reached(used.hour, perHour) ?? reached(used.day, perDay)
  if (level === null) return
  log.error({ ...used, perHour, perDay, level }, 'one-time codes by SMS are running out')
  const alarm = { kind: 'codes', level, accountId: null, areas: [''], count: used.day }
  await raiseAlarm(db, { ...alarm, since: new Date(now.getTime() - 24 * HOUR_MS), at: now })
}

/** What this code has just reached. */
function reached(used: number, most: number): 'half' | 'full' | null {
  if (used === most) return 'full'
  return used === Math.ceil(most / 2) ? 'half' : null
}

const hashesOf = (crypto: Crypto, phone: string) => ({
  hash: phoneHash(crypto, phone),
  sealed: crypto.sealForLookup(phone),
})

const secondsToNextHour = (now: Date) => Math.ceil((HOUR_MS - (now.getTime() % HOUR_MS)) / 1000)
