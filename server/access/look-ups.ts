import type { LookUpKind, LookUpLimit, Terms } from '../../profiles/profile.ts'
import type { Database } from '../platform/database.ts'
import { refuse } from '../platform/problem.ts'
import { type AccountActor, type Actor, account, visibleAreas } from './actor.ts'
import { raiseAlarm } from './alarm-store.ts'
import { addLookUp, type Counted } from './look-up-store.ts'

const HOUR_MS = 3_600_000

type Looking = { db: Database; actor: Actor; now: Date }

/**
 * Counts that somebody looks a person up; throws `too-many-look-ups` over the profile's limits. Half of a limit, and all of
 * it, alarm the coordinators. `urgent`: counted and told, but never refused.
 */
export async function countLookUp(
  { db, actor, now }: Looking,
  { kind, urgent = false }: { kind: LookUpKind; urgent?: boolean },
  { lookUps }: Pick<Terms, 'lookUps'>,
): Promise<void> {
  const who = account(actor)
  const limit = lookUps[kind][who.grants.length > 0 ? 'coordinator' : 'volunteer']
  const counted = await addLookUp(db, { accountId: who.accountId, kind, at: now })
  const over = counted.hour > limit.perHour || counted.day > limit.perDay
  if (over && !urgent) refuse('too-many-look-ups', [], secondsToWait(counted, { limit, now }))
  const level = alarmLevel(counted, limit)
  if (level === null) return
  const since = counted.day >= limit.perDay / 2 ? counted.oldestOfDay : counted.oldestOfHour
  await raiseAlarm(db, {
    ...{ kind, level, since, at: now, count: counted.day, accountId: who.accountId },
    areas: workplaces(who),
  })
}

/** What this look-up has just reached; beyond a limit only urgent ones come, and each is told. */
function alarmLevel({ hour, day }: Counted, { perHour, perDay }: LookUpLimit): 'half' | 'full' | null {
  if (hour >= perHour || day >= perDay) return 'full'
  return hour === Math.ceil(perHour / 2) || day === Math.ceil(perDay / 2) ? 'half' : null
}

function secondsToWait(
  { day, oldestOfHour, oldestOfDay }: Counted,
  { limit, now }: { limit: LookUpLimit; now: Date },
): number {
  const free = day > limit.perDay ? oldestOfDay.getTime() + 24 * HOUR_MS : oldestOfHour.getTime() + HOUR_MS
  return Math.max(1, Math.ceil((free - now.getTime()) / 1000))
}

/** Who answers for one of these sees the alarm. */
const workplaces = (who: AccountActor): string[] => [...new Set(visibleAreas(who))]
