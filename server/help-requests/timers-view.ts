import type { Database } from '../platform/database.ts'
import type { HelpRequest } from './case.ts'

/** What a timer finds due is locked and taken in portions; rows another server is busy with are left to it. */
const PORTION = 200

const due = (db: Database) =>
  db.selectFrom('help_request').selectAll().limit(PORTION).forUpdate().skipLocked()

/** Claims whose lease has run out, or whose hand-over nobody has answered since `unanswered`. */
export const lapsedClaims = (db: Database, now: Date, unanswered: Date): Promise<HelpRequest[]> =>
  due(db)
    .where('lease_until', 'is not', null)
    .where((eb) => eb.or([eb('lease_until', '<=', now), eb('hand_over_at', '<=', unanswered)]))
    .execute()

/** Waiting cases whose next level is to be told. */
export const dueTellings = (db: Database, now: Date): Promise<HelpRequest[]> =>
  due(db).where('tell_next_at', '<=', now).orderBy('tell_next_at').execute()

/** Helped cases silent since `since` that are due for the coordinator's call, or for closing after it. */
export const silentCases = (db: Database, limits: { call: Date; close: Date }): Promise<HelpRequest[]> =>
  due(db)
    .where('status', '=', 'helped')
    .where((eb) =>
      eb.or([
        eb.and([eb('call_asked_at', 'is', null), eb('helped_at', '<=', limits.call)]),
        eb('call_asked_at', '<=', limits.close),
      ]),
    )
    .execute()

/** Cases closed before `before` whose personal data is still there. */
export const casesToAnonymise = (db: Database, before: Date): Promise<HelpRequest[]> =>
  due(db)
    .where('status', '=', 'closed')
    .where('erased_at', 'is', null)
    .where('closed_at', '<=', before)
    .execute()
