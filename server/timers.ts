import { accessTimers } from './access/jobs.ts'
import { facilityImports } from './facilities/files/import-target.ts'
import { forgettingTimers } from './facilities/forgetting.ts'
import { hoursTimers } from './facilities/hours/hours-jobs.ts'
import { facilityTimers } from './facilities/jobs.ts'
import { helpRequestTimers } from './help-requests/jobs.ts'
import { importTimers } from './imports/jobs.ts'
import type { Parts } from './platform/parts.ts'
import type { Timer } from './platform/timers.ts'
import { countTimers } from './register/figures/count-jobs.ts'
import { residentImports } from './register/files/import-target.ts'
import { registerTimers } from './register/help/jobs.ts'
import { registerForgetting } from './register/residents/forgetting.ts'
import { twinTimers } from './register/twins/twin-jobs.ts'

/** What time brings, of every slice: each asks what is due. */
export const timersOf = (parts: Parts): Record<string, Timer> => ({
  ...accessTimers,
  ...withProfile(helpRequestTimers, parts.profile),
  ...facilityTimers(parts),
  ...forgettingTimers(parts),
  ...importTimers([facilityImports(parts.profile), residentImports(parts)], parts),
  ...hoursTimers,
  ...countTimers(parts),
  ...twinTimers(parts),
  ...registerTimers(parts),
  ...registerForgetting(parts),
})

type WithProfile = Parameters<Timer>[0] & Pick<Parts, 'profile'>

const withProfile = (
  timers: Record<string, (due: WithProfile) => Promise<number>>,
  profile: Parts['profile'],
): Record<string, Timer> =>
  Object.fromEntries(
    Object.entries(timers).map(([name, timer]): [string, Timer] => [
      name,
      (due) => timer({ ...due, profile }),
    ]),
  )
