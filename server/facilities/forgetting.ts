import type { Parts } from '../platform/parts.ts'
import type { Timer } from '../platform/timers.ts'
import { forgetters } from './forgetting-store.ts'

const DAY_MS = 24 * 3_600_000

/** What is known of people about facilities has an end: who remarked what, notes of checks, keepers who keep no more. */
export const forgettingTimers = ({ profile }: Pick<Parts, 'profile'>): Record<string, Timer> => ({
  'people-of-facilities-are-forgotten': async ({ db, now }) => {
    const before = new Date(now.getTime() - profile.terms.anonymiseAfterDays * DAY_MS)
    let forgotten = 0
    for (const forget of forgetters) forgotten += await forget(db, before)
    return forgotten
  },
})
