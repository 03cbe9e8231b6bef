import type { Parts } from '../platform/parts.ts'
import type { Timer } from '../platform/timers.ts'
import { lapseHolds } from './hold-store.ts'
import { forgetNudges } from './nudge-store.ts'
import { askKeepers } from './nudges.ts'
import { announceChanged } from './store.ts'

const DAY_MS = 24 * 3_600_000

/** What time brings to facilities. Each asks the database what is due, and says how much it did. */
export const facilityTimers = (parts: Parts): Record<string, Timer> => ({
  'holds-lapse': async ({ db, now }) => {
    const spots = await lapseHolds(db, now)
    await announceChanged(db, spots)
    return spots.length
  },
  'keepers-are-asked': (due) => askKeepers(due, parts),
  // kept longer than they open anything: how many a keeper was sent is counted by them
  'links-are-forgotten': ({ db, now }) => forgetNudges(db, new Date(now.getTime() - 7 * DAY_MS)),
})
