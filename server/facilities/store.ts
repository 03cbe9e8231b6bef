import { type ExpressionBuilder, sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import type { DB, Point } from '../platform/schema.ts'
import type { FacilityChange, FacilityEvent, FacilityRow, Movement } from './facility.ts'
import { type Changes, changesBetween } from './history.ts'

/** More changed facilities than this at once are told as all of them. */
const MOST_TOLD = 50

/** Where a facility is, for those who draw it. */
export type Spot = { id: string; lon: number; lat: number }

/**
 * Tells every process, when this transaction commits, which facilities look different: channel `facility_changed`, JSON
 * `[{id, lon, lat}, …]`, or '' for all of them.
 */
export async function announceChanged(db: Database, spots: readonly Spot[]): Promise<void> {
  if (spots.length === 0) return
  const told = spots.map(({ id, lon, lat }) => ({ id, lon, lat }))
  const message = told.length > MOST_TOLD ? '' : JSON.stringify(told)
  await sql`select pg_notify('facility_changed', ${message})`.execute(db)
}

const agencyName = (eb: ExpressionBuilder<DB, 'facility'>) =>
  eb
    .selectFrom('agency')
    .select('agency.name')
    .whereRef('agency.province_code', '=', 'facility.province_code')
    .whereRef('agency.id', '=', 'facility.agency_id')
    .as('agency')

const byId = (db: Database, id: string) =>
  db.selectFrom('facility').selectAll().select(agencyName).where('facility.id', '=', id)

/** One facility, to read. */
export function readFacility(db: Database, id: string): Promise<FacilityRow | undefined> {
  return byId(db, id).$castTo<FacilityRow>().executeTakeFirst()
}

/** One facility, locked for a step: room is given and taken by one at a time. */
export function lockFacility(db: Database, id: string): Promise<FacilityRow | undefined> {
  return byId(db, id).forUpdate().$castTo<FacilityRow>().executeTakeFirst()
}

export type NewFacility = Omit<FacilityRow, 'agency'>

/** Writes a new facility with the first event of its history; false when its id or its agency's code is there already. */
export async function insertFacility(db: Database, row: NewFacility, event: FacilityEvent): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('facility')
    .values({ ...row, ...inJson(row), position: pointOf(row) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) return false
  await addEvent(db, row, { event, changes: {}, at: row.made_at })
  await addMovement(db, row, { at: row.made_at, accountId: event.by.accountId })
  await announceChanged(db, publicOf([row]))
  return true
}

export type Step = { set: FacilityChange; event: FacilityEvent; movement?: Movement }

/** Writes a step: the row, its history, its movement of room, and that it looks different. */
export async function saveFacility(
  db: Database,
  row: FacilityRow,
  { set, event, movement }: Step,
  now: Date,
): Promise<FacilityRow> {
  const moved = set.lon !== undefined || set.lat !== undefined
  const after = await db
    .updateTable('facility')
    .set({
      ...set,
      ...inJson(set),
      ...(moved && { position: pointOf({ ...row, ...set }) }),
      changed_at: now,
    })
    .where('province_code', '=', row.province_code)
    .where('id', '=', row.id)
    .returningAll()
    .returning(agencyName)
    .$castTo<FacilityRow>()
    .executeTakeFirstOrThrow()
  await addEvent(db, row, { event, changes: changesBetween(row, after), at: now })
  if (after.room_free !== row.room_free)
    await addMovement(db, after, { movement, at: now, accountId: event.by.accountId })
  await announceChanged(db, publicOf([...(moved ? [row] : []), after]))
  return after
}

/** Nobody is told that something was proposed. */
export const publicOf = <Row extends Pick<FacilityRow, 'verification'>>(rows: readonly Row[]): Row[] =>
  rows.filter(({ verification }) => verification === 'verified')

type Left = Key & Pick<FacilityRow, 'room_free'>

/** What moved, with what was left after it; else a count of what is left. Nothing counted is no movement. */
async function addMovement(
  db: Database,
  { province_code, id, room_free }: Left,
  { movement, at, accountId }: { movement?: Movement | undefined; at: Date; accountId: string | null },
): Promise<void> {
  if (room_free === null) return
  const counted = { id: newId(at), kind: 'count', amount: room_free }
  await db
    .insertInto('facility_movement')
    .values({
      ...{ province_code, facility_id: id, at, account_id: accountId, free: room_free },
      ...(movement ?? counted),
    })
    .execute()
}

const pointOf = ({ lon, lat }: Omit<Spot, 'id'>) => sql<Point>`point(${lon}, ${lat})`

/** pg would write arrays inside JSON as arrays of its own. */
const inJson = ({ confirmed, values }: FacilityChange) => ({
  ...(confirmed && { confirmed: JSON.stringify(confirmed) }),
  ...(values && { values: JSON.stringify(values) }),
})

type Key = { province_code: string; id: string }

/** Adds to the history of a facility. */
export async function addEvent(
  db: Database,
  facility: Key,
  { event, changes, at }: { event: FacilityEvent; changes: Changes; at: Date },
): Promise<void> {
  await db
    .insertInto('facility_event')
    .values({
      province_code: facility.province_code,
      facility_id: facility.id,
      id: newId(at),
      at,
      kind: event.kind,
      account_id: event.by.accountId,
      done_as: event.by.as,
      changes: JSON.stringify(changes),
      reason: event.reason ?? null,
    })
    .execute()
}
