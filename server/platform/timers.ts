import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import { sql } from 'kysely'
import type { Clock } from './clock.ts'
import type { Database } from './database.ts'
import type { Live } from './live.ts'
import { inTransaction } from './transaction.ts'

/** Does what is due now and says how much that was; run again at once while there was something. */
export type Timer = (due: { db: Database; now: Date }) => Promise<number>

/** Two seconds: a person watching a page sees what time brings without wondering. */
const EVERY_MS = 2000

const CHANNEL = 'timer_due'

/** Has a timer asked at once when this transaction is committed, on every server, instead of within its two seconds. */
export async function wakeTimer(db: Database, name: string): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${name})`.execute(db)
}

/**
 * Asks each timer, again and again, what is due. Timers remember nothing: a server that slept asks the same question
 * and catches up, and several servers share the work by the locks the timers take on rows.
 */
export function startTimers(
  timers: Record<string, Timer>,
  {
    db,
    clock,
    log,
    live,
  }: { db: Database; clock: Clock; log: FastifyBaseLogger; live: Pick<Live, 'listen'> },
): { stop(): Promise<void> } {
  const ending = new AbortController()
  const bells = new Map<string, AbortController>()
  live.listen(CHANNEL, { heard: (name) => bells.get(name)?.abort(), missed: () => {}, stopped: () => {} })
  const running = Object.entries(timers).map(async ([name, timer]) => {
    while (!ending.signal.aborted) {
      // what is announced while it asks is due as well
      const bell = new AbortController()
      bells.set(name, bell)
      const moved = await inTransaction(db, (handle) => timer({ db: handle, now: clock() })).catch(
        (error) => {
          log.error({ err: error, timer: name }, 'a timer failed; it is tried again')
          return 0
        },
      )
      if (moved === 0) await rest(AbortSignal.any([ending.signal, bell.signal]))
    }
  })
  return {
    stop: async () => {
      ending.abort()
      await Promise.all(running)
    },
  }
}

/** Waits, or returns at once when the server ends or the timer is woken. */
const rest = (signal: AbortSignal) => pause(EVERY_MS, undefined, { signal }).catch(() => {})
