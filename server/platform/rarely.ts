import type { FastifyBaseLogger } from 'fastify'

const EVERY_MS = 60_000

type Failed = { err: unknown } & Record<string, unknown>
type Heard = { until: number; more: number }

/**
 * The same log for what goes wrong many times a second while one thing is broken: the first time whole, then once a minute
 * with how many more there were of the same sentence and the same error.
 */
export function rarely(log: FastifyBaseLogger, now: () => number = Date.now): FastifyBaseLogger {
  const heard = new Map<string, Heard>()
  const say = (level: 'warn' | 'error') => (fields: Failed, sentence: string) => {
    const key = [level, sentence, kindOf(fields.err)].join(' ')
    const before = heard.get(key)
    if (before && now() < before.until) {
      before.more += 1
      return
    }
    heard.set(key, { until: now() + EVERY_MS, more: 0 })
    log[level](before?.more ? { ...fields, more: before.more } : fields, sentence)
  }
  return Object.assign(Object.create(log), { warn: say('warn'), error: say('error') })
}

function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  return 'code' in error ? String(error.code) : error.message
}
