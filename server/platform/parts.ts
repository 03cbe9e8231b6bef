import type { FastifyBaseLogger } from 'fastify'
import type { Profile } from '../../profiles/profile.ts'
import type { Config } from '../config.ts'
import type { Clock } from './clock.ts'
import type { Crypto } from './crypto.ts'
import type { Database } from './database.ts'
import type { Jobs } from './jobs.ts'
import type { Live } from './live.ts'

/** `to` is E.164. `code` is given when the text holds a one-time code. */
export type SmsMessage = { to: string; text: string; code?: string }
/** Sends an SMS; throws when the provider would not take it. */
export type Sms = { send(message: SmsMessage): Promise<void> }

/** What the house is made of, handed to each slice when it is put together. */
export type Parts = {
  config: Config
  clock: Clock
  crypto: Crypto
  profile: Profile
  /** for what runs outside a request; handlers use the handle they are given */
  db: Database
  /** what other processes and the database announce */
  live: Live
  /** what runs later, enqueued in the transaction of the change it follows */
  jobs: Jobs
  sms: Sms
  log: FastifyBaseLogger
}
