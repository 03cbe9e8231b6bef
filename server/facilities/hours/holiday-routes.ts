import { addHoliday, listHolidays, removeHoliday } from '../../../contract/facility-keeping.ts'
import { type Actor, account, coordinatedAreas, within } from '../../access/actor.ts'
import { isArea } from '../../areas/questions.ts'
import type { Http } from '../../platform/http.ts'
import { refuse } from '../../platform/problem.ts'
import { COUNTRY, holidaysWith } from './holiday-list.ts'
import { holidaysChanged } from './hours-jobs.ts'
import { forgetHoliday, holidayChanges, saveHoliday } from './hours-store.ts'

/** Public holidays, as opening hours count them: the country's by national, a province's by its coordinator. */
export function holidayRoutes(http: Http<Actor>): void {
  http.handle(listHolidays, async ({ year }, { db }) => {
    const holidays = holidaysWith(await holidayChanges(db))
    return { items: year ? holidays.filter(({ date }) => date.startsWith(`${year}-`)) : holidays }
  })

  http.handle(addHoliday, async ({ date, name, area }, { db, actor, now, about }) => {
    mayChange(actor, area)
    about({ subject: `holiday:${date}`, area })
    const said = { province_code: area || COUNTRY, day: date, name, off: false }
    await saveHoliday(db, said, account(actor).accountId)
    await holidaysChanged(db, area, now)
    const all = holidaysWith(await holidayChanges(db))
    return all.find((one) => one.date === date && one.area === area) ?? refuse('not-found')
  })

  http.handle(removeHoliday, async ({ date, area }, { db, actor, now, about }) => {
    mayChange(actor, area)
    about({ subject: `holiday:${date}`, area })
    const said = { province_code: area || COUNTRY, day: date }
    await forgetHoliday(db, said)
    // what comes with the program, or of a province with the country, stays away only by saying so
    const left = holidaysWith(await holidayChanges(db)).find((one) => one.date === date && one.area === '')
    if (left) await saveHoliday(db, { ...said, name: left.name, off: true }, account(actor).accountId)
    await holidaysChanged(db, area, now)
    return { done: true as const }
  })
}

function mayChange(actor: Actor, area: string): void {
  if (area.length > 2) refuse('invalid-input', [{ path: '/area', code: 'too-long' }])
  if (area !== '' && !isArea(area)) refuse('area-unknown', [{ path: '/area', code: 'unknown-value' }])
  if (!within(coordinatedAreas(actor), area)) refuse('outside-scope')
}
