import type { Timer } from '../platform/timers.ts'
import { removeEnded } from './forgetting-store.ts'

/** Codes count towards the limits for an hour; nothing that ended is needed longer. */
const KEPT_MS = 3_600_000

export const accessTimers: Record<string, Timer> = {
  'ended-sessions-forget': ({ db, now }) => removeEnded(db, new Date(now.getTime() - KEPT_MS)),
}
