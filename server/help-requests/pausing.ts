import type { Terms } from '../../profiles/profile.ts'
import { type Actor, account } from '../access/actor.ts'
import type { Database } from '../platform/database.ts'
import type { Context } from '../platform/http.ts'
import { refuse } from '../platform/problem.ts'
import { hoursAfter, minutesAfter } from './case.ts'
import { addRelease, pausesOf, savePause } from './pause-store.ts'

/** So many cases given back a day cost nothing as long as no number was seen: mistaken taps, and plans that changed. */
const FREE = 5

/** After a case given back without an attempt the next claim waits, longer each time within a day. */
export async function pauseClaims(
  { db, actor, now }: Context<Actor>,
  { sawPhone, terms }: { sawPhone: boolean; terms: Terms },
): Promise<void> {
  const { accountId } = account(actor)
  const releases = await addRelease(db, { accountId, now, since: hoursAfter(now, -24) })
  const { claimPauseMinutes } = terms
  const step = Math.min(sawPhone ? releases : releases - FREE, claimPauseMinutes.length)
  const minutes = claimPauseMinutes[step - 1] ?? 0
  await savePause(db, accountId, minutesAfter(now, minutes))
}

/** Throws `claim-paused` while an account must wait. */
export async function refuseWhilePaused(db: Database, accountId: string, now: Date): Promise<void> {
  const until = (await pausesOf(db, [accountId], now)).get(accountId)
  if (until) refuse('claim-paused', [], Math.ceil((until.getTime() - now.getTime()) / 1000))
}
