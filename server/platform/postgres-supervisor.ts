import { setTimeout as pause } from 'node:timers/promises'
import type { PostgresLog, PostgresProcess } from './postgres-process.ts'

/** How long to wait before each try of starting it again. After the last, the server gives up. */
export const RESTART_PAUSES_MS = [0, 250, 1_000, 3_000, 6_000] as const
/** After so long without a fall, the tries are counted anew. */
const STEADY_MS = 60_000

type Supervised = {
  first: PostgresProcess
  /** Starts it again on the same cluster; throws when it cannot. */
  again: () => Promise<PostgresProcess>
  pauses: readonly number[]
  log: PostgresLog
  /** It does not come back. */
  gaveUp: (why: Error) => void
}

/**
 * Starts PostgreSQL again when it ends by itself, as when the system kills it for want of memory: at once, then with growing
 * pauses. Answers what stops it for good.
 */
export function supervise({ first, again, pauses, log, gaveUp }: Supervised): () => Promise<void> {
  const ending = new AbortController()
  let running = first

  const restart = async (): Promise<void> => {
    let why = new Error('PostgreSQL ended by itself')
    for (const ms of pauses) {
      await pause(ms, undefined, { signal: ending.signal })
      try {
        running = await again()
        log.warn('PostgreSQL runs again')
        return
      } catch (error) {
        why = error instanceof Error ? error : why
        log.error(`PostgreSQL did not start again: ${why.message}`)
      }
    }
    throw why
  }
  const watch = async (): Promise<void> => {
    let fallen = 0
    while (!ending.signal.aborted) {
      const since = Date.now()
      const how = await running.ended
      if (ending.signal.aborted) return
      fallen = Date.now() - since > STEADY_MS ? 1 : fallen + 1
      log.error(`PostgreSQL ended by itself (${how}); it is started again`)
      if (fallen > pauses.length * 2) throw new Error('PostgreSQL ends again and again')
      await restart()
    }
  }
  const watching = watch().catch((error: unknown) => {
    if (!ending.signal.aborted) gaveUp(error instanceof Error ? error : new Error(String(error)))
  })
  return async () => {
    ending.abort()
    await running.stop()
    await watching
    await running.stop()
  }
}
