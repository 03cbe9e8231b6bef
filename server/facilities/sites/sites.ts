import { greatCircleDistance } from 'h3-js'
import type { Profile } from '../../../profiles/profile.ts'
import type { Database } from '../../platform/database.ts'
import { type ListedRow, readSheetRow } from '../facility-view.ts'
import { type At, facilitiesNear } from '../find/list-view.ts'
import { dayLength, midnightBefore } from '../hours/bangkok-date.ts'
import { daysIn, holidaysWith } from '../hours/holiday-list.ts'
import { holidayChanges } from '../hours/hours-store.ts'
import { type OpenLine, openLine } from '../hours/open-line.ts'
import { statusOf } from '../present.ts'

/** A facility people are sent to on a day. */
type Site = At & {
  id: string
  name: string
  metres: number
  /** places a day, as its keeper told; null: not told */
  perDay: number | null
  /** null: its hours are not told, or do not say */
  openThen: boolean | null
  stale: boolean
}
/** A site as it is at a moment, with the hours of that day at which people can be asked to come; none where they are not told. */
export type SiteThen = Site & { hours: readonly Date[] }
type Asked = { kind: string; day: Date; now: Date; profile: Profile }
type Row = ListedRow
type HolidaysOf = (province: string) => string[]

/** As far as people are taken for a dose, and as many as one looks through. */
const FARTHEST_KM = 100
const MOST = 50

/** The public sites of a kind around a point, nearest first, as they are on the day of Thailand that `day` lies in. */
export async function sitesNear(
  db: Database,
  { near, kind, ...asked }: Asked & { near: At },
): Promise<Site[]> {
  const wanted = { kinds: [kind] }
  const rows = await facilitiesNear(db, { near, km: FARTHEST_KM, wanted, limit: MOST, ...asked })
  const holidaysOf = await holidays(db)
  return rows
    .map((row) => siteOf(row, asked, { holidaysOf, near }))
    .sort((one, other) => one.metres - other.metres)
}

/**
 * One public site of a kind as it is at a moment: `openThen` is of that moment, not of its whole day. Undefined when there
 * is none, or it has closed for good.
 */
export async function siteAt(
  db: Database,
  id: string,
  { kind, ...asked }: Asked,
): Promise<SiteThen | undefined> {
  const row = await readSheetRow(db, id, asked)
  if (row?.verification !== 'verified' || row.kind !== kind || row.gone_at !== null) return undefined
  const means = { holidaysOf: await holidays(db), near: row }
  const line = lineOf(row, asked.day, means.holidaysOf)
  const moment = asked.day.getTime()
  const there = line?.find(({ from, to }) => from <= moment && moment < to)
  const site = siteOf(row, asked, means)
  // closed today by its keeper's word, whatever the hours say
  const openThen = site.openThen === false || line === null ? site.openThen : (there?.open ?? null)
  return {
    ...site,
    openThen,
    hours: site.openThen === false ? [] : hoursOf(line ?? [], midnightBefore(asked.day)),
  }
}

const HOUR_MS = 3_600_000
/** Nobody is asked to come in the night because a place never closes. */
const DAYTIME = { from: 6 * HOUR_MS, to: 22 * HOUR_MS }

/** The whole hours of a day that are open, from when each time begins; one of a time shorter than that. */
function hoursOf(line: OpenLine, midnight: number): Date[] {
  const all = line.flatMap(({ from, to, open }) => {
    const many = open === true ? Math.max(1, Math.floor((to - from) / HOUR_MS)) : 0
    return Array.from({ length: many }, (_, nth) => from + nth * HOUR_MS)
  })
  return all
    .filter((at) => at >= midnight + DAYTIME.from && at < midnight + DAYTIME.to)
    .map((at) => new Date(at))
}

async function holidays(db: Database): Promise<HolidaysOf> {
  const all = holidaysWith(await holidayChanges(db))
  return (province) => daysIn(province, all)
}

const lineOf = (row: Row, day: Date, holidaysOf: HolidaysOf) =>
  row.hours === null
    ? null
    : (openLine(row.hours, {
        from: midnightBefore(day),
        days: 1,
        holidays: holidaysOf(row.province_code),
      }) ?? null)

type Means = { holidaysOf: HolidaysOf; near: At }

function siteOf(row: Row, { day, now }: Omit<Asked, 'kind'>, { holidaysOf, near }: Means): Site {
  return {
    ...{ id: row.id, name: row.name_th, lon: row.lon, lat: row.lat },
    metres: Math.round(greatCircleDistance([row.lat, row.lon], [near.lat, near.lon], 'm')),
    perDay: row.room_total,
    openThen: openOn(row, { day, now, holidaysOf }),
    stale: row.stale_at <= now,
  }
}

/** What the keeper says of today goes before the hours; of other days only the hours speak. */
function openOn(row: Row, { day, now, holidaysOf }: { day: Date; now: Date; holidaysOf: HolidaysOf }) {
  const isToday = Math.abs(midnightBefore(day) - midnightBefore(now)) < dayLength / 2
  if (isToday && row.state === 'closed' && statusOf(row, now) === 'closed') return false
  const line = lineOf(row, day, holidaysOf)
  if (line === null) return null
  if (line.some(({ open }) => open === true)) return true
  return line.some(({ open }) => open === null) ? null : false
}
