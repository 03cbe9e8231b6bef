import { dismissAlarm, listAlarms } from '../../contract/access.ts'
import type { Http } from '../platform/http.ts'
import { pageFrom, pageOf } from '../platform/page.ts'
import { refuse } from '../platform/problem.ts'
import { reasonOf } from '../platform/reason.ts'
import { type Actor, account, coordinatedAreas, narrowed, within } from './actor.ts'
import { lockOpenAlarm, saveDismissed } from './alarm-store.ts'
import { alarmsWithin } from './alarm-view.ts'
import { commonArea } from './rules.ts'

/** Who looks up unusually many people, to those who answer for where they work, and above. */
export function alarmRoutes(http: Http<Actor>): void {
  http.handle(listAlarms, async ({ area, ...asked }, { db, actor, about }) => {
    const page = pageOf(asked)
    const areas = narrowed(coordinatedAreas(actor), area)
    about({ area: commonArea(areas) })
    const rows = await alarmsWithin(db, { areas, reader: account(actor).accountId, ...page })
    const { items, next } = pageFrom(rows, page)
    return {
      items: items.map(({ code, name, volunteer_id, since, at, ...alarm }) => ({
        ...{ ...alarm, since: since.toISOString(), at: at.toISOString() },
        person: code === null ? null : { code, name, volunteerId: volunteer_id },
      })),
      next,
    }
  })

  http.handle(dismissAlarm, async ({ id, reason }, { db, actor, now, about }) => {
    const why = reasonOf(reason)
    const { accountId } = account(actor)
    const alarm = (await lockOpenAlarm(db, id)) ?? refuse('alarm-not-found')
    if (!alarm.areas.some((area) => within(coordinatedAreas(actor), area))) refuse('outside-scope')
    if (alarm.account_id === accountId) refuse('not-oneself')
    await saveDismissed(db, id, { at: now, by: accountId })
    about({ subject: `alarm:${id}`, area: commonArea(alarm.areas), reason: why })
    return { done: true as const }
  })
}
