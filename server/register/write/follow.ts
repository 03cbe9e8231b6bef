import type { Database } from '../../platform/database.ts'
import { type Batch, find, homeOf } from './batch.ts'
import type { Row } from './record.ts'
import { residentRows, residentsIn, visitsOf } from './record-store.ts'
import type { Followed } from './row-of.ts'
import { keyOf, type Standing, standingOf, textOf } from './standing.ts'
import { type Counted, countVisits } from './visit-rules.ts'

const hasMoved = ({ was, place }: Standing) => was !== null && was.row.area_code !== place.area_code

/** What follows from the changes of a batch: who lives in a house moves with it, visits go with their resident and are counted. */
export async function follow(db: Database, batch: Batch): Promise<Followed> {
  const standings = [...batch.standings.values()]
  const houses = standings.filter((one) => one.kind === 'household' && hasMoved(one))
  hold(
    batch,
    (
      await residentsIn(
        db,
        houses.map(({ id }) => id),
      )
    ).map((row): Row => ({ kind: 'resident', row })),
  )
  const unread = [...batch.recount].filter((id) => !batch.standings.has(keyOf('resident', id)))
  hold(
    batch,
    (await residentRows(db, unread)).map((row): Row => ({ kind: 'resident', row })),
  )
  for (const resident of ofKind(batch, 'resident')) goHome(batch, resident)
  const concerned = ofKind(batch, 'resident')
    .filter((one) => hasMoved(one) || isDeletedNow(one))
    .map(({ id }) => id)
  const visits = await visitsOf(db, [...new Set([...concerned, ...batch.recount])])
  hold(
    batch,
    visits.map((row): Row => ({ kind: 'visit', row })),
  )
  for (const visit of ofKind(batch, 'visit')) goHome(batch, visit)
  return counted(batch)
}

const ofKind = (batch: Batch, kind: Standing['kind']) =>
  [...batch.standings.values()].filter((one) => one.kind === kind)

/** Also what was made and deleted in one batch. */
export const isDeletedNow = ({ state, was }: Standing): boolean =>
  state === 'deleted' && (was === null || was.row.deleted_at === null)

function hold({ standings, by }: Batch, rows: readonly Row[]): void {
  for (const row of rows) {
    const key = keyOf(row.kind, row.row.id)
    if (!standings.has(key)) standings.set(key, standingOf(row, by.crypto))
  }
}

/** A record is where what it belongs to is, and goes when that goes. */
function goHome(batch: Batch, standing: Standing): void {
  const home = homeOf(batch, standing.kind, standing.values)
  if (!home) return
  if (isDeletedNow(home) && standing.state === 'here')
    Object.assign(standing, { state: 'deleted', write: 'told' })
  if (home.place.area_code === standing.place.area_code) return
  const shown =
    standing.kind === 'resident' || home.place.subdistrict_code !== standing.place.subdistrict_code
  standing.place = home.place
  if (shown) standing.write = 'told'
  else if (standing.write === 'no') standing.write = 'quiet'
}

function counted(batch: Batch): Followed {
  const byResident = new Map<string, Counted>()
  const numbers = new Map<string, number>()
  const visits = Map.groupBy(ofKind(batch, 'visit'), ({ values }) => textOf(values.resident))
  for (const id of batch.recount) {
    const count = countVisits(visits.get(id) ?? [])
    byResident.set(id, count)
    const resident = find(batch, 'resident', id)
    if (resident) resident.write = 'told'
    for (const [visit, number] of count.numbers) {
      numbers.set(visit, number)
      const standing = batch.standings.get(keyOf('visit', visit))
      if (standing?.was?.kind === 'visit' && standing.was.row.number !== number) standing.write = 'told'
    }
  }
  return { counted: byResident, numbers }
}
