import { actorOfAccount } from '../access/questions.ts'
import type { Parts } from '../platform/parts.ts'
import type { Timer } from '../platform/timers.ts'
import { Ahead } from './ahead.ts'
import { GOING_ON, tallied } from './import.ts'
import { keepingOf } from './keeping.ts'
import { lockEnding } from './list-view.ts'
import { attempt, forgetRows, lockWork, saveImport } from './store.ts'
import type { ImportTarget } from './target.ts'
import { workOn } from './work.ts'

/** Rows deleted in one transaction. */
const FORGOTTEN_AT_ONCE = 5000
/** Of PostgreSQL: two who waited for each other, or a lost connection. Tried again. */
const PASSING = /^(40001|40P01|08\d\d\d|57P0\d)$/

/** What goes on in the background: each asks the database what is to be done, so work goes on after any stop. */
export function importTimers(
  targets: readonly ImportTarget[],
  { db: pool, log, crypto }: Pick<Parts, 'db' | 'log' | 'crypto'>,
): Record<string, Timer> {
  const ahead = new Ahead(pool)
  return {
    [GOING_ON]: async ({ db, now }) => {
      const stored = await lockWork(db)
      if (!stored) {
        ahead.forget()
        return 0
      }
      const target = targets.find(({ name }) => name === stored.target)
      if (!target) throw new Error(`nothing is known of imports of ${stored.target}`)
      const kept = { ...stored, keeping: keepingOf(target, crypto) }
      const acting = { actor: await actorOfAccount(db, kept.made_by, now), now }
      let done = 0
      const failed = await attempt(db, async () => {
        done = await workOn(db, kept, { target, acting, ahead })
      })
      if (!failed) return done
      if (isPassing(failed.error)) throw failed.error
      log.error({ err: failed.error, import: kept.id }, 'an import failed')
      await saveImport(db, kept, { status: 'failed', failure: 'unexpected' })
      return 1
    },
    'imports-are-forgotten': async ({ db, now }) => {
      const kept = await lockEnding(db, now)
      if (!kept) return 0
      if ((await forgetRows(db, kept, FORGOTTEN_AT_ONCE)) === FORGOTTEN_AT_ONCE) return FORGOTTEN_AT_ONCE
      // one that failed halfway wrote something too
      const written = ['committed', 'undone'].includes(kept.status) || tallied(kept.tally, {}).written > 0
      await saveImport(db, kept, { forgotten_at: now, ...(!written && { status: 'discarded' }) })
      return 1
    },
  }
}

const isPassing = (error: unknown) =>
  error instanceof Error && 'code' in error && PASSING.test(String(error.code))
