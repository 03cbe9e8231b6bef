import type { revisitList } from '../../../contract/register-desk.ts'
import { type Actor, within } from '../../access/actor.ts'
import { insideThailand } from '../../areas/questions.ts'
import type { Database } from '../../platform/database.ts'
import { dayOf, spanOf } from '../../platform/days.ts'
import type { Context, Input } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { cut, readDayCursor, readStepCursor, writeCursor } from '../cursors.ts'
import { ownAreas } from '../own-areas.ts'
import { residentsById, visitsDue, visitsDueIn } from './list-view.ts'
import { presentListed } from './listed.ts'
import { homesOf } from './listed-view.ts'
import { byVillageAndHouse, nearestNext, type Stop } from './road.ts'

/** More than anybody walks: of a list by nearest next the first so many are put in order. */
const MOST_WALKED = 1000

type Asked = Input<typeof revisitList> & { limit: number }
type Page = { items: Stop[]; next: string | null }

/** Visits due up to a day (today, if none is named), a page of them along the road. */
export async function revisits(asked: Asked, { db, actor, now }: Context<Actor>, parts: Parts) {
  const until = asked.until ?? dayOf(now)
  if (!spanOf(until)) refuse('invalid-input', [{ path: '/until', code: 'out-of-range' }])
  const due = { until, areas: ownAreas(actor, asked.area) }
  const page = asked.from === undefined ? await byHouses(db, asked, due) : await byWay(db, asked, due)
  const rows = await residentsById(
    db,
    page.items.map(({ id }) => id),
  )
  return { items: await presentListed(db, rows, parts), next: page.next }
}

type Due = { until: string; areas: string[] }

/** The page begins behind the house of the cursor, also when the visit there is done meanwhile. */
async function byHouses(db: Database, { limit, after }: Asked, due: Due): Promise<Page> {
  const from = readDayCursor(after)
  if (from && !within(due.areas, from.area)) refuse('outside-scope')
  const last = from && (await lastStop(db, from))
  const rest = from ? await visitsDueIn(db, from) : []
  const rows = [...rest, ...(await visitsDue(db, { ...due, after: from, limit: limit + 1 }))]
  const stops = (await stopsOf(db, rows))
    .sort(byVillageAndHouse)
    .filter((stop) => !last || byVillageAndHouse(last, stop) < 0)
  return cut(stops, limit, (end) => writeCursor(end.due, end.area, end.id))
}

async function lastStop(db: Database, { day, area, id }: { day: string; area: string; id: string }) {
  const [row] = await residentsById(db, [id])
  if (!row) return undefined
  const { household_id } = row
  const [stop] = await stopsOf(db, [{ id, household_id, area_code: area, due: day }])
  return stop
}

async function byWay(db: Database, { limit, after, from = '' }: Asked, due: Due): Promise<Page> {
  const start = readStart(from)
  const last = readStepCursor(after)
  const rows = await visitsDue(db, { ...due, after: undefined, limit: MOST_WALKED })
  const walk = nearestNext(await stopsOf(db, rows), start).map((stop, step) => ({ ...stop, step }))
  const passed = last && (walk.find(({ id }) => id === last.id)?.step ?? last.step - 1)
  const ahead = passed === undefined ? walk : walk.slice(passed + 1)
  return cut(ahead, limit, (end) => writeCursor(end.step, end.id))
}

function readStart(from: string): [number, number] {
  const [lon = Number.NaN, lat = Number.NaN] = from.split(',').map(Number)
  if (!insideThailand(lon, lat)) refuse('invalid-input', [{ path: '/from', code: 'out-of-range' }])
  return [lon, lat]
}

type DueRow = { id: string; household_id: string; area_code: string; due: string }

async function stopsOf(db: Database, rows: readonly DueRow[]): Promise<Stop[]> {
  const homes = await homesOf(db, rows)
  return rows.map(({ id, due, area_code, household_id }) => {
    const home = homes.get(household_id)
    const point = home && home.lon !== null && home.lat !== null ? ([home.lon, home.lat] as const) : null
    return { id, due, area: area_code, household: household_id, houseNo: home?.house_no ?? null, point }
  })
}
