import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import type { Config } from '../config.ts'
import type { Sms, SmsMessage } from '../platform/parts.ts'

const TRIES = 3
const FIRST_PAUSE_MS = 500
const PATIENCE_MS = 5_000

/** The provider of the configuration; without one, codes go to the log, so that signing in works all the same. */
export function createSms({ sms }: Pick<Config, 'sms'>, log: FastifyBaseLogger): Sms {
  return sms ? providerSms(sms) : logSms(log)
}

function logSms(log: FastifyBaseLogger): Sms {
  return {
    send: async ({ to, code }) => {
      const phoneEnds = to.slice(-4)
      if (code === undefined) log.info({ phoneEnds }, 'sms not sent: no provider')
      else log.info({ phoneEnds, code }, 'one-time code (no sms provider)')
    },
  }
}

type Provider = NonNullable<Config['sms']>

function providerSms(provider: Provider): Sms {
  return {
    send: async (message) => {
      for (let tried = 1; ; tried++) {
        const problem = await post(provider, message)
        if (problem === null) return
        if (!problem.worthRetrying || tried === TRIES) throw new Error(`sms provider: ${problem.why}`)
        await pause(FIRST_PAUSE_MS * 2 ** (tried - 1))
      }
    },
  }
}

type Problem = { why: string; worthRetrying: boolean }

/** Null when the provider took the message. What it answers is not repeated: it may quote the number. */
async function post({ url, token, sender }: Provider, { to, text }: SmsMessage): Promise<Problem | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ to, from: sender, text }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    await response.body?.cancel()
    if (response.ok) return null
    const theirs = response.status >= 500 || response.status === 429
    return { why: `status ${response.status}`, worthRetrying: theirs }
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError'
    return { why: timedOut ? 'no answer in time' : 'not reached', worthRetrying: true }
  }
}
