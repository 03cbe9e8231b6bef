import { bookAppointment, registerSites, settleAppointment } from '../../../contract/register-desk.ts'
import { type Actor, account } from '../../access/actor.ts'
import { areaPoint, isArea } from '../../areas/questions.ts'
import { facilityNames, type Site, siteAt, sitesNear } from '../../facilities/questions.ts'
import type { Context, Http, Input } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { dayOf, spanOf } from '../days.ts'
import { refuseDay } from '../lists/list-routes.ts'
import { doseProblems } from '../write/field-values.ts'
import type { ResidentRow } from '../write/record.ts'
import { lockResident, noteAt, tellResident } from '../write/telling.ts'
import {
  type AppointmentRow,
  bookedAt,
  insertAppointment,
  isBooked,
  lockAppointment,
  lockSiteDay,
  readAppointment,
  saveOutcome,
} from './appointment-store.ts'
import { afterOutcome } from './appointments.ts'

/** How many days ahead anybody is booked. */
const MOST_DAYS_AHEAD = 180
const DAY_MS = 24 * 3_600_000

/** Sites that give it, who is booked there, and what came of it. */
export function siteRoutes(http: Http<Actor>, parts: Parts): void {
  const { profile } = parts
  const kind = profile.register.siteKind

  http.handle(registerSites, async ({ area, on }, { db, now }) => {
    const code = area.slice(0, 6)
    if (!isArea(code)) refuse('area-unknown', [{ path: '/area', code: 'unknown-value' }])
    const day = spanOf(on) ?? refuseDay('/on')
    const sites = await sitesNear(db, { near: areaPoint(code), kind, day: day.from, now, profile })
    const booked = await bookedAt(
      db,
      sites.map(({ id }) => id),
      day,
    )
    return {
      items: sites.map(({ lon: _, lat: __, ...site }) => ({ ...site, booked: booked.get(site.id) ?? 0 })),
    }
  })

  http.handle(bookAppointment, async (input, context) => {
    const { db, actor, now } = context
    const at = readMoment(input.at, now)
    const there = await readAppointment(db, input.appointment)
    if (there) {
      if (there.resident_id !== input.id || there.made_by !== account(actor).accountId) refuse('id-taken')
      context.again()
      return present(context, there)
    }
    const site = (await siteAt(db, input.facility, { kind, day: at, now, profile })) ?? refuse('site-not-fit')
    if (site.openThen === false) refuse('site-not-fit', [{ path: '/at', code: 'out-of-range' }])
    await lockSiteDay(db, site.id, dayOf(at))
    const resident = await lockResident(context, input.id)
    if (resident.gone !== null) refuse('record-gone')
    if (await isBooked(db, resident.id)) refuse('already-booked')
    await refuseFull(context, site, at)
    const made = await insertAppointment(db, newRow(input, { resident, at, context }))
    await noteAt(context, resident, 'booked')
    return present(context, made)
  })

  const refuseFull = async ({ db }: Context<Actor>, site: Site, at: Date) => {
    if (site.perDay === null) return
    const day = spanOf(dayOf(at)) ?? refuseDay('/at')
    const booked = await bookedAt(db, [site.id], day)
    if ((booked.get(site.id) ?? 0) >= site.perDay) refuse('site-full')
  }

  http.handle(settleAppointment, async ({ id, outcome, dose }, context) => {
    const { db, actor, now } = context
    const wrong = doseProblems(dose ?? null, { profile, now })
    if (wrong.length > 0)
      refuse(
        'invalid-input',
        wrong.map(({ path, code }) => ({ path: `/dose${path}`, code })),
      )
    const seen = (await readAppointment(db, id)) ?? refuse('appointment-not-found')
    const resident = await lockResident(context, seen.resident_id)
    const row = (await lockAppointment(db, id)) ?? refuse('appointment-not-found')
    if (row.state === outcome) return present(context, row)
    if (row.state !== 'booked') refuse('already-settled')
    const by = account(actor).accountId
    const settled = await saveOutcome(db, row, { state: outcome, by, at: now })
    const place = (await facilityNames(db, [row.facility_id])).get(row.facility_id) ?? null
    const told = { outcome, at: row.at, place, dose }
    const set = afterOutcome(resident, told, { register: profile.register, now })
    if (set) await tellResident(context, resident, set, { parts })
    await noteAt(context, resident, `appointment-${outcome}`)
    return present(context, settled)
  })
}

/** From today on, and not too far ahead. */
function readMoment(told: string, now: Date): Date {
  const at = new Date(told)
  const from = spanOf(dayOf(now))?.from ?? now
  const until = now.getTime() + MOST_DAYS_AHEAD * DAY_MS
  // so that a time that is none is refused as well
  if (!(at >= from && at.getTime() <= until)) refuseDay('/at')
  return at
}

type Booking = { resident: ResidentRow; at: Date; context: Context<Actor> }

const newRow = (input: Input<typeof bookAppointment>, { resident, at, context }: Booking) => ({
  province_code: resident.province_code,
  id: input.appointment,
  subdistrict_code: resident.subdistrict_code,
  resident_id: resident.id,
  facility_id: input.facility,
  at,
  dose: resident.dose_count + 1,
  state: 'booked',
  made_by: account(context.actor).accountId,
  made_at: context.now,
})

async function present({ db }: Context<Actor>, row: AppointmentRow) {
  const names = await facilityNames(db, [row.facility_id])
  return {
    id: row.id,
    resident: row.resident_id,
    facility: { id: row.facility_id, name: names.get(row.facility_id) ?? '' },
    at: row.at.toISOString(),
    dose: row.dose,
    state: row.state as 'booked' | 'came' | 'missed' | 'cancelled',
  }
}
