import { openDevice, reportDevice } from '../../../contract/register.ts'
import { listDevices, revokeDevice } from '../../../contract/register-desk.ts'
import { type Actor, account, coordinatedAreas, narrowed, visibleAreas, within } from '../../access/actor.ts'
import { commonArea, endSessionsOf, sessionBegan } from '../../access/questions.ts'
import type { Http } from '../../platform/http.ts'
import { pageFrom, pageOf } from '../../platform/page.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { reasonOf } from '../../platform/reason.ts'
import { meetDevice, saveReport, saveRevoked } from './device-store.ts'
import { type DeviceRow, devicesIn, readDevice } from './device-view.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** Phones that keep a part of the register: what they tell, the key that opens them, and who answers for them. */
export function deviceRoutes(http: Http<Actor>, parts: Parts): void {
  const { crypto, profile } = parts
  const { freshSignInMinutes, silentDays } = profile.register.terms

  http.handle(reportDevice, async ({ id, clock, waitingSince, ...told }, { db, actor, now, about }) => {
    about({ subject: id })
    const own = told.areas.filter((area) => within(visibleAreas(actor), area))
    const wipe = await saveReport(db, {
      ...{ device: id, accountId: account(actor).accountId, now, areas: own },
      ...{ appVersion: told.appVersion, waiting: told.waiting, waitingSince: timeOf(waitingSince) },
      clockAhead: secondsAhead(timeOf(clock) ?? now, now),
    })
    return { serverTime: now.toISOString(), forget: told.areas.filter((area) => !own.includes(area)), wipe }
  })

  http.handle(openDevice, async ({ id }, { db, actor, now, about }) => {
    about({ subject: id })
    const { accountId, sessionId } = account(actor)
    const began = await sessionBegan(db, sessionId)
    if (!began || now.getTime() - began.getTime() > freshSignInMinutes * MINUTE_MS) refuse('sign-in-again')
    await meetDevice(db, { device: id, accountId, now })
    return { key: crypto.hash('register-device-key', `${accountId}\0${id}`).toString('base64url') }
  })

  http.handle(listDevices, async ({ area, silent, ...asked }, { db, actor, now, about }) => {
    about({ area: area ?? commonArea(coordinatedAreas(actor)) })
    const areas = narrowed(coordinatedAreas(actor), area)
    const page = pageOf(asked)
    const silentSince = new Date(now.getTime() - silentDays * DAY_MS)
    const rows = await devicesIn(db, { areas, silent, silentSince, ...page })
    const { items, next } = pageFrom(rows, page)
    return { items: items.map((row) => presentDevice(row, { now, silentDays })), next }
  })

  http.handle(revokeDevice, async ({ id, reason }, { db, actor, now, about }) => {
    const why = reasonOf(reason)
    const device = (await readDevice(db, id)) ?? refuse('device-not-found')
    const mine = device.areas.filter((area) => within(coordinatedAreas(actor), area))
    if (mine.length === 0) refuse('outside-scope')
    about({ subject: id, area: commonArea(mine), reason: why })
    await saveRevoked(db, id, { at: now, by: account(actor).accountId })
    // whoever has the phone has its cookie, and could go on under another device's name
    await endSessionsOf(db, device.account_id)
    return { done: true as const }
  })
}

/** A clock sixty years off is as wrong as one can be. */
const MOST_SECONDS = 60 * 365 * 24 * 3600
const secondsAhead = (clock: Date, now: Date): number => {
  const seconds = Math.round((clock.getTime() - now.getTime()) / 1000)
  return Math.min(MOST_SECONDS, Math.max(-MOST_SECONDS, seconds))
}

/** A phone's clock may tell no time at all. */
function timeOf(told: string | null): Date | null {
  const at = told === null ? null : new Date(told)
  return at === null || Number.isNaN(at.getTime()) ? null : at
}

function presentDevice(row: DeviceRow, { now, silentDays }: { now: Date; silentDays: number }) {
  const days = Math.floor((now.getTime() - row.last_seen_at.getTime()) / DAY_MS)
  return {
    id: row.id,
    holder: { name: row.name, code: row.code },
    areas: row.areas,
    appVersion: row.app_version,
    waiting: row.waiting,
    waitingSince: row.waiting_since?.toISOString() ?? null,
    clockAheadSeconds: row.clock_ahead,
    firstSeenAt: row.first_seen_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    ...{ silentDays: days, silent: days >= silentDays && row.revoked_at === null },
    revokedAt: row.revoked_at?.toISOString() ?? null,
  }
}
