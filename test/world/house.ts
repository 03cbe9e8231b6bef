import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import type { FastifyInstance } from 'fastify'
import { profiles } from '../../profiles/index.ts'
import { createApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { publishWhatIsDue } from '../../server/map/follower.ts'
import { smsQueue } from '../../server/notices/jobs.ts'
import { createCrypto } from '../../server/platform/crypto.ts'
import { openDatabase, openPool } from '../../server/platform/database.ts'
import { startJobs } from '../../server/platform/jobs.ts'
import { startLive } from '../../server/platform/live.ts'
import { createLog } from '../../server/platform/log.ts'
import type { Parts, SmsMessage } from '../../server/platform/parts.ts'
import { inTransaction } from '../../server/platform/transaction.ts'
import { timersOf } from '../../server/timers.ts'
import { freshDatabase } from '../setup/database.ts'

/** A Monday morning. */
const BEGIN = Date.parse('2026-11-23T09:00:00+07:00')

export type House = {
  app: FastifyInstance
  parts: Parts
  /** connects as the owner of the database */
  ownerUrl: string
  /** what the SMS provider was given, oldest first */
  sms: SmsMessage[]
  /** everything logged so far, as it was written */
  log(): string
  /** turns the clock on */
  turn(milliseconds: number): void
  /** does what is due now: timers of help requests, counts of the map */
  settle(): Promise<void>
  close(): Promise<void>
}

/** The whole server in this process, on a database of its own; nothing runs by itself. */
export async function openHouse(env: Record<string, string> = {}): Promise<House> {
  const fresh = await freshDatabase()
  const lines: string[] = []
  const log = createLog({ level: 'debug', stream: { write: (line) => void lines.push(line) } })
  const keys = { SECRET_KEY: randomBytes(32).toString('base64'), CALLS_PER_MINUTE: '1000000' }
  const config = readConfig({ ...keys, ...env, DATABASE_URL: fresh.url }, { dataDir: tmpdir() })
  const pool = openPool(fresh.url, 8)
  const db = openDatabase(pool)
  let now = BEGIN
  const sms: SmsMessage[] = []
  const parts: Parts = {
    ...{ config, db, log, profile: profiles[0], clock: () => new Date(now) },
    crypto: createCrypto(config.secretKeys ?? [randomBytes(32)]),
    live: await startLive(fresh.url, log),
    jobs: await startJobs(pool, [smsQueue], log),
    sms: { send: async (message) => void sms.push(message) },
  }
  const app = await createApp(parts)
  return {
    ...{ app, parts, sms, ownerUrl: fresh.url },
    log: () => lines.join(''),
    turn: (milliseconds) => {
      now += milliseconds
    },
    settle: () => settle(parts),
    close: async () => {
      await app.close()
      await parts.jobs.stop()
      await parts.live.stop()
      await db.destroy()
      await fresh.drop()
    },
  }
}

async function settle(parts: Parts): Promise<void> {
  const { db, clock } = parts
  for (const timer of Object.values(timersOf(parts))) {
    const once = () => inTransaction(db, (handle) => timer({ db: handle, now: clock() }))
    while ((await once()) > 0);
  }
  await publishWhatIsDue(db, clock())
}
