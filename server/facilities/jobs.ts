import type { Parts } from '../platform/parts.ts'
import type { Timer } from '../platform/timers.ts'
import { lapseHolds } from './holds/hold-store.ts'
import { BangkokDate } from './hours/bangkok-date.ts'
import { askVolunteers } from './silence/ask-volunteers.ts'
import { forgetNudges } from './silence/nudge-store.ts'
import { askKeepers } from './silence/nudges.ts'
import { announceChanged } from './store.ts'

const DAY_MS = 24 * 3_600_000

/** What time brings to facilities. Each asks the database what is due, and says how much it did. */
export const facilityTimers = (parts: Parts): Record<string, Timer> => ({
  'holds-lapse': async ({ db, now }) => {
    const spots = await lapseHolds(db, now)
    await announceChanged(db, spots)
    return spots.length
  },
  'keepers-are-asked': async (due) => (mayWriteAt(due.now, parts) ? askKeepers(due, parts) : 0),
  'volunteers-are-asked': async (due) => (mayWriteAt(due.now, parts) ? askVolunteers(due, parts) : 0),
  // kept longer than they open anything: how many a keeper was sent is counted by them
  'links-are-forgotten': ({ db, now }) => forgetNudges(db, new Date(now.getTime() - 7 * DAY_MS)),
})

function mayWriteAt(now: Date, { profile }: Pick<Parts, 'profile'>): boolean {
  const { from, until } = profile.facilityTerms.nudgeBetween
  const hour = new BangkokDate(now).getHours()
  return hour >= from && hour < until
}
