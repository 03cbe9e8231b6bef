import { v7 as newId } from 'uuid'
import { allowed } from './facility-past.ts'
import type { Town } from './life.ts'
import type { MovableClock } from './past.ts'
import { type Known, reportOf, type TownRegister } from './register-past.ts'

const BOOKED_EACH = 6
const HELP_EACH = 3
const DAY_MS = 86_400_000

type Now = { town: Town; clock: MovableClock }

/** Today: some who want it are booked at sites near by, some have been there, some cannot get there; phones report. */
export async function registerToday({ surveyors, residents }: TownRegister, now: Now): Promise<void> {
  for (const by of surveyors) {
    const own = residents.filter((one) => one.by === by)
    if (own.length === 0) continue
    const want = own.filter(({ set }) => set.wish === 'wants' && !set.gone)
    await book(want.slice(0, BOOKED_EACH), now)
    const stuck = want.slice(BOOKED_EACH).filter(({ set }) => (set.reasons ?? []).length > 0)
    for (const { id } of stuck.slice(0, HELP_EACH)) await askForHelp(id, by, now)
    const areas = [...new Set(['01', '02'].map((part) => `${by.district}${part}`))]
    await reportOf(by, { areas, waiting: by === surveyors[0] ? 0 : 3 }, now.clock)
  }
}

/** At the nearest site that is not closed; from ten on, the first two have been there today and one did not come. */
async function book(wanting: readonly Known[], { town, clock }: Now): Promise<void> {
  const isTen = new Date(clock.now().getTime() + 7 * 3_600_000).getUTCHours() >= 10
  for (const [nth, { id, by }] of wanting.entries()) {
    const outcome = isTen ? (['came', 'came', 'missed'] as const)[nth] : undefined
    const day = new Date(clock.now().getTime() + (outcome ? 0 : town.chance.between(1, 3)) * DAY_MS)
    const on = new Date(day.getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
    const query = { area: `${by.district}01`, on }
    const { items } = await by.person.call('GET /register/sites', { query })
    const site = items.find(({ openThen, perDay, booked }) => openThen !== false && (perDay ?? 99) > booked)
    if (!site) continue
    const body = { appointment: newId(), facility: site.id, at: `${on}T10:00:00+07:00` }
    const params = { id: body.appointment }
    await allowed(
      by.person
        .call('POST /register/residents/:id/appointments', { params: { id }, body })
        .then(
          () =>
            outcome &&
            by.person.call('POST /register/appointments/:id/outcome', { params, body: { outcome } }),
        ),
    )
  }
}

async function askForHelp(id: string, { person }: Known['by'], { town }: Now): Promise<void> {
  const help = town.chance.of(['transport', 'home-visit'] as const)
  const body = { request: newId(), help }
  await allowed(person.call('POST /register/residents/:id/request-help', { params: { id }, body }))
}
