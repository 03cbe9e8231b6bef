import type { Profile } from '../../profiles/profile.ts'
import type { Database } from '../platform/database.ts'
import { forgetOrigins, groupBursts } from './burst-store.ts'
import { type HelpRequest, hoursAfter, minutesAfter, type Step } from './case.ts'
import { dayBytes } from './origin.ts'
import { forgetPauses } from './pause-store.ts'
import { returned, silent } from './rules.ts'
import { saveStep } from './save-step.ts'
import { erasePersonal, lockGroupsOf, rowLocked, saveTellings } from './store.ts'
import { tellings } from './telling-rules.ts'
import { casesToAnonymise, dueTellings, lapsedClaims, silentCases } from './timers-view.ts'
import type { When } from './urgency-rules.ts'

type Due = { db: Database; now: Date; profile: Profile }

/**
 * What time brings. Each asks the database what is due and does it, so a server that slept catches up by itself and
 * two servers never do the same; each is to be run in a transaction and says how many cases it moved.
 */
export const helpRequestTimers: Record<string, (due: Due) => Promise<number>> = {
  'leases-lapse': async ({ db, now, profile }) => {
    const { terms } = profile
    const rows = await lapsedClaims(db, now, minutesAfter(now, -terms.handOverUnansweredMinutes))
    return move(db, { now, profile }, rows, (row) => {
      const lapsed = row.lease_until !== null && row.lease_until <= now
      return returned(row, now, terms, { kind: lapsed ? 'lease-lapsed' : 'handed-over', by: 'system' })
    })
  },
  'next-level-is-told': async ({ db, now, profile }) => {
    const rows = await dueTellings(db, now)
    await saveTellings(
      db,
      rows.map((row) => ({ row, ...tellings(row, now, profile.terms) })),
      now,
    )
    return rows.length
  },
  'silence-closes': async ({ db, now, profile }) => {
    const { closingSilenceHours, coordinatorCallHours } = profile.terms
    const limits = {
      call: hoursAfter(now, -closingSilenceHours),
      close: hoursAfter(now, -coordinatorCallHours),
    }
    const keys = await silentCases(db, limits)
    await lockGroupsOf(db, keys)
    const rows: HelpRequest[] = []
    for (const key of keys) rows.push(...[await rowLocked(db, key)].filter((row) => row !== undefined))
    return move(db, { now, profile }, rows, (row) => silent(row, now, profile))
  },
  'bursts-stand-last': ({ db, now, profile }) => groupBursts(db, now, profile.terms.burst),
  'origins-are-forgotten': ({ db, now, profile }) =>
    forgetOrigins(db, dayBytes(hoursAfter(now, -24 * profile.terms.burst.originDays))),
  'claim-pauses-forget': ({ db, now }) => forgetPauses(db, hoursAfter(now, -24)),
  'closed-cases-forget': async ({ db, now, profile }) => {
    const rows = await casesToAnonymise(db, hoursAfter(now, -24 * profile.terms.anonymiseAfterDays))
    for (const row of rows) await erasePersonal(db, row, now)
    return rows.length
  },
}

async function move(
  db: Database,
  when: When,
  rows: readonly HelpRequest[],
  decide: (row: HelpRequest) => Step | null,
) {
  for (const row of rows) {
    const step = decide(row)
    if (step) await saveStep(db, row, step, when)
  }
  return rows.length
}
