import type { Timer } from '../platform/timers.ts'
import { forgetAlarms } from './alarm-store.ts'
import { removeEnded } from './forgetting-store.ts'
import { forgetLookUps } from './look-up-store.ts'
import { forgetBudgets } from './phone-code-store.ts'

/** Codes count towards the limits for an hour; nothing that ended is needed longer. */
const KEPT_MS = 3_600_000
const DAY_MS = 24 * 3_600_000
/** An alarm is looked into within days; what was found stands in the audit record. */
const ALARM_MS = 30 * DAY_MS

export const accessTimers: Record<string, Timer> = {
  'ended-sessions-forget': ({ db, now }) => removeEnded(db, new Date(now.getTime() - KEPT_MS)),
  'look-ups-forget': async ({ db, now }) => {
    const before = (ms: number) => new Date(now.getTime() - ms)
    return (
      (await forgetLookUps(db, before(DAY_MS))) +
      (await forgetBudgets(db, before(2 * DAY_MS))) +
      (await forgetAlarms(db, before(ALARM_MS)))
    )
  },
}
