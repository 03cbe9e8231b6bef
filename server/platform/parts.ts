import type { FastifyBaseLogger } from 'fastify'
import type { Profile } from '../../profiles/profile.ts'
import type { Config } from '../config.ts'
import type { Clock } from './clock.ts'
import type { Crypto } from './crypto.ts'
import type { Database } from './database.ts'
import type { Live } from './live.ts'

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
  log: FastifyBaseLogger
}
