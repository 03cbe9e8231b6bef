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

/**
 * Helped cases silent since `since` that are due for the coordinator's call, or for closing after it. Not locked: their
 * closing changes other requests of the group, which is locked before any row.
 */
export const silentCases = (db: Database, limits: { call: Date; close: Date }): Promise<Key[]> =>
  db
    .selectFrom('help_request')
    .select(['province_code', 'id'])
    .where('status', '=', 'helped')
    .where((eb) =>
      eb.or([
        eb.and([eb('call_asked_at', 'is', null), eb('helped_at', '<=', limits.call)]),
        eb('call_asked_at', '<=', limits.close),
      ]),
    )
    .orderBy('id')
    .limit(PORTION)
    .execute()
type Key = Pick<HelpRequest, 'province_code' | 'id'>

/** Cases closed before `before` whose personal data is still there; what is linked stays as long as its lead. */
export const casesToAnonymise = (db: Database, before: Date): Promise<HelpRequest[]> =>
  due(db)
    .where('status', '=', 'closed')
    .where('erased_at', 'is', null)
    .where('closed_at', '<=', before)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('help_request as lead')
            .select('lead.id')
            .whereRef('lead.province_code', '=', 'help_request.province_code')
            .whereRef('lead.id', '=', 'help_request.lead_id')
            .where((or) => or.or([or('lead.closed_at', 'is', null), or('lead.closed_at', '>', before)])),
        ),
      ),
    )
    .execute()
