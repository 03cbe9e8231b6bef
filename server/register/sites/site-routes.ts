import { bookAppointment, registerSites, settleAppointment } from '../../../contract/register-desk.ts'
import { type Actor, account } from '../../access/actor.ts'
import { areaPoint, isArea } from '../../areas/questions.ts'
import { facilityNames, type SiteThen, siteAt, sitesNear } from '../../facilities/questions.ts'
import { dayOf, spanOf } from '../../platform/days.ts'
import type { Context, Http, Input } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { refuseDay } from '../lists/list-routes.ts'
import { doseProblems } from '../write/field-values.ts'
import type { ResidentRow } from '../write/record.ts'
import { lockResident, noteAt, tellResident } from '../write/telling.ts'
import {
  type AppointmentRow,
  bookedAt,
  bookedInHours,
  insertAppointment,
  isBooked,
  lockAppointment,
  lockSiteDay,
  readAppointment,
  saveOutcome,
} from './appointment-store.ts'
import { afterOutcome, freeHour } from './appointments.ts'

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
    const asked = readAsked(input, now)
    const there = await readAppointment(db, input.appointment)
    if (there) {
      if (there.resident_id !== input.id || there.made_by !== account(actor).accountId) refuse('id-taken')
      context.again()
      return present(context, there)
    }
    const site =
      (await siteAt(db, input.facility, { kind, day: asked.at, now, profile })) ?? refuse('site-not-fit')
    if (asked.path === '/at' && site.openThen === false)
      refuse('site-not-fit', [{ path: '/at', code: 'out-of-range' }])
    await lockSiteDay(db, site.id, dayOf(asked.at))
    const resident = await lockResident(context, input.id)
    if (resident.gone !== null) refuse('record-gone')
    if (await isBooked(db, resident.id)) refuse('already-booked')
    await refuseFull(context, site, asked)
    const at = asked.path === '/at' ? asked.at : await hourAt(context, site)
    const made = await insertAppointment(db, newRow(input, { resident, at, context }))
    await noteAt(context, resident, 'booked')
    return present(context, made)
  })

  const refuseFull = async ({ db }: Context<Actor>, site: SiteThen, { at, path }: Asked) => {
    if (site.perDay === null) return
    const day = spanOf(dayOf(at)) ?? refuseDay(path)
    const booked = await bookedAt(db, [site.id], day)
    if ((booked.get(site.id) ?? 0) >= site.perDay) refuse('site-full')
  }

  /** The next free hour of the day, from now on; the day of the site is locked. */
  const hourAt = async ({ db, now }: Context<Actor>, { id, perDay, hours }: SiteThen): Promise<Date> => {
    const ahead = hours.filter((hour) => hour >= now)
    const booked = await bookedInHours(db, id, ahead)
    const share = perDay === null ? 0 : Math.ceil(perDay / hours.length)
    const free = freeHour(
      ahead.map((at, nth) => ({ at, booked: booked[nth] ?? 0 })),
      share,
    )
    return free ?? refuse('site-not-fit', [{ path: '/on', code: 'out-of-range' }])
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

/** The moment asked for, or the beginning of the day, and by which field that was said. */
type Asked = { at: Date; path: '/at' | '/on' }

function readAsked({ at, on }: { at?: string; on?: string }, now: Date): Asked {
  if (at !== undefined && on !== undefined) refuse('invalid-input', [{ path: '/on', code: 'unknown-field' }])
  if (at !== undefined) return { at: upcoming(new Date(at), '/at', now), path: '/at' }
  if (on === undefined) return refuse('invalid-input', [{ path: '/at', code: 'required' }])
  const day = spanOf(on) ?? refuseDay('/on')
  return { at: upcoming(day.from, '/on', now), path: '/on' }
}

/** From today on, and not too far ahead. */
function upcoming(at: Date, path: Asked['path'], now: Date): Date {
  const from = spanOf(dayOf(now))?.from ?? now
  const until = now.getTime() + MOST_DAYS_AHEAD * DAY_MS
  // so that a time that is none is refused as well
  if (!(at >= from && at.getTime() <= until)) refuseDay(path)
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
  dose: resident.dose_count === null ? null : resident.dose_count + 1,
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
