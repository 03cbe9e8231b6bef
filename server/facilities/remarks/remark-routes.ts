import { remarkOnFacility } from '../../../contract/facilities.ts'
import { listRemarks, settleRemarks } from '../../../contract/facility-keeping.ts'
import { type Actor, account, coordinatedAreas, narrowed } from '../../access/actor.ts'
import type { Http } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { scrubbed } from '../../platform/scrub.ts'
import { lockKept, pathId, refuseGone, saveKept } from '../keep/keeping.ts'
import { keptShower, pageAsked, pageGiven } from '../keep/kept.ts'
import { lockFacility } from '../store.ts'
import { openRemarks, saveSettled } from './remark-store.ts'
import { addRemark } from './remarks.ts'
import { senderOf } from './sender.ts'

/** What anybody may say of a facility, to those who keep it. */
export function remarkRoutes(http: Http<Actor>, parts: Parts): void {
  const { profile, crypto } = parts
  const show = keptShower(parts)

  http.handle(remarkOnFacility, async ({ id, says, note, phoneProof }, context) => {
    const { db, now, about, again } = context
    const row = (await lockFacility(db, pathId(context))) ?? refuse('facility-not-found')
    if (row.verification !== 'verified') refuse('facility-not-found')
    refuseGone(row)
    about({ subject: `facility:${row.id}`, area: row.subdistrict_code })
    const sender = await senderOf(context, { facilityId: row.id, phoneProof }, crypto)
    const terms = profile.facilityTerms
    const remark = { ...sender, id, says, note: note || null }
    const added = await addRemark({ db, now, terms }, row, remark)
    if (!added) again()
    return { done: true } as const
  })

  http.handle(listRemarks, async ({ facility, area, ...asked }, { db, actor }) => {
    const { keeps } = account(actor)
    const own = coordinatedAreas(actor)
    const areas = area === undefined ? own : narrowed(own, area)
    const page = pageAsked(asked)
    const nothing = { facilities: [], agencies: [] }
    const scope = { areas, keeps: area === undefined ? keeps : nothing }
    const { items, next } = pageGiven(await openRemarks(db, { ...scope, facility, ...page }), page)
    return {
      items: items.map(({ facility_id, facility_name, note, at, ...remark }) => ({
        ...{ ...remark, facilityId: facility_id, facilityName: facility_name },
        ...{ note: scrubbed(note), at: at.toISOString() },
      })),
      next,
    }
  })

  http.handle(settleRemarks, async ({ id, result }, context) => {
    const kept = await lockKept({ id, context, profile })
    const by = account(context.actor).accountId
    await saveSettled(context.db, kept.row, { at: context.now, by, result })
    const settled = { kind: 'remarks-settled', set: { doubted_at: null }, reason: result }
    return show(context, await saveKept(context, kept, settled))
  })
}
