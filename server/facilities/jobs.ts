import type { Parts } from '../platform/parts.ts'
import type { Timer } from '../platform/timers.ts'
import { lapseHolds } from './hold-store.ts'
import { announceChanged } from './store.ts'

/** What time brings to facilities. Each asks the database what is due, and says how much it did. */
export const facilityTimers = (_parts: Parts): Record<string, Timer> => ({
  'holds-lapse': async ({ db, now }) => {
    const spots = await lapseHolds(db, now)
    await announceChanged(db, spots)
    return spots.length
  },
})
