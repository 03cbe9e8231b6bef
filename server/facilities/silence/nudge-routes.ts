import { confirmByNudge, readNudge as readByNudge, tellByNudge } from '../../../contract/facility-keeping.ts'
import type { Actor } from '../../access/actor.ts'
import { sha256 } from '../../platform/crypto.ts'
import type { Context, Http } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { kindOf } from '../facility.ts'
import * as rules from '../keep/keep-rules.ts'
import { type Kept, refuseGone, saveKept } from '../keep/keeping.ts'
import { refuseCounting } from '../keep/tell-routes.ts'
import { presentFacility } from '../present.ts'
import { readSheet } from '../sheet.ts'
import { lockFacility } from '../store.ts'
import { type NudgeRow, readNudge, saveAnswered } from './nudge-store.ts'

/** What a keeper does by the link in an SMS, without signing in: say that it is still so, or how it is now. */
export function nudgeRoutes(http: Http<Actor>, { profile }: Parts): void {
  const show = async ({ db, now }: Context<Actor>, nudge: NudgeRow) => {
    const sheet = (await readSheet(db, nudge.facility_id, { now, profile })) ?? refuse('link-ended')
    return {
      facility: presentFacility(sheet, { now, profile }),
      endsAt: nudge.ends_at.toISOString(),
      answered: nudge.answered_at !== null,
    }
  }
  const opened = async (key: string, { db, now }: Context<Actor>) =>
    (await readNudge(db, sha256(key), now)) ?? refuse('link-ended')

  /** The facility of a link, locked, in the hands of the keeper it was sent to. */
  const keep = async (nudge: NudgeRow, { db, now, about }: Context<Actor>): Promise<Kept> => {
    const row = (await lockFacility(db, nudge.facility_id)) ?? refuse('link-ended')
    about({ subject: `facility:${row.id}`, area: row.subdistrict_code })
    refuseGone(row)
    const by = { accountId: nudge.account_id, as: 'keeper' } as const
    return { row, kind: kindOf(profile, row.kind), as: 'keeper', now, by }
  }
  const answered = async (context: Context<Actor>, nudge: NudgeRow) => {
    await saveAnswered(context.db, nudge.key_hash, context.now)
    return show(context, { ...nudge, answered_at: nudge.answered_at ?? context.now })
  }

  http.handle(readByNudge, async ({ key }, context) => show(context, await opened(key, context)))

  http.handle(confirmByNudge, async ({ key }, context) => {
    const nudge = await opened(key, context)
    const kept = await keep(nudge, context)
    // the same tap again, as when signal was lost on the way back
    if (nudge.answered_at) return show(context, nudge)
    await saveKept(context, kept, { kind: 'confirmed', set: rules.confirmed(kept.row, kept) })
    return answered(context, nudge)
  })

  http.handle(tellByNudge, async ({ key, ...how }, context) => {
    const nudge = await opened(key, context)
    const kept = await keep(nudge, context)
    refuseCounting(kept, how)
    await saveKept(context, kept, { kind: 'told', set: rules.told(kept.row, how, kept) })
    return answered(context, nudge)
  })
}
