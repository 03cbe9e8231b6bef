import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import type { FacilityRow } from '../facility.ts'
import type { Changes } from '../history.ts'
import type { KeptAgency } from './import-view.ts'

/** A facility as it is written: all columns but its agency's name. */
export type RowToWrite = Omit<FacilityRow, 'agency'>

/** Columns and their types, for sets of rows sent as JSON; keys, and the position that follows from lon and lat, aside. */
const types = {
  kind: 'text',
  own_code: 'text',
  name_th: 'text',
  name_en: 'text',
  name_key: 'text',
  subdistrict_code: 'text',
  lon: 'double precision',
  lat: 'double precision',
  exactness: 'text',
  address: 'text',
  phones: 'text[]',
  extensions: 'jsonb',
  hours: 'text',
  admits: 'text[]',
  cost: 'text',
  note: 'text',
  agency_id: 'uuid',
  state: 'text',
  reopens_at: 'timestamptz',
  room_total: 'integer',
  room_free: 'integer',
  values: 'jsonb',
  confirmed: 'jsonb',
  confirmed_at: 'timestamptz',
  confirmed_as: 'text',
  stale_at: 'timestamptz',
  state_stale_at: 'timestamptz',
  room_stale_at: 'timestamptz',
  verification: 'text',
  refused_reason: 'text',
  doubted_at: 'timestamptz',
  nudged_at: 'timestamptz',
  made_by: 'uuid',
  made_at: 'timestamptz',
  changed_at: 'timestamptz',
} as const satisfies Partial<Record<keyof RowToWrite, string>>

const names = Object.keys(types)
const columns = sql.join(names.map((name) => sql.ref(name)))
const saidColumns = sql.join(names.map((name) => sql.ref(`said.${name}`)))
const said = (rows: readonly RowToWrite[]) => sql`json_to_recordset(${JSON.stringify(rows)}) as said(
  province_code text, id uuid, ${sql.raw(
    Object.entries(types)
      .map(([name, type]) => `"${name}" ${type}`)
      .join(', '),
  )})`
const assigned = (from: string, except: readonly string[]) =>
  sql.join(
    names
      .filter((name) => !except.includes(name))
      .map((name) => sql`${sql.ref(name)} = ${sql.ref(`${from}.${name}`)}`),
  )

/** Writes new facilities; the ids of those that were written: whose agency's code is taken is not. */
export async function insertFacilities(db: Database, rows: readonly RowToWrite[]): Promise<Set<string>> {
  const { rows: written } = await sql<{ id: string }>`
    insert into facility (province_code, id, ${columns}, position)
    select said.province_code, said.id, ${saidColumns}, point(said.lon, said.lat) from ${said(rows)}
    on conflict do nothing returning id`.execute(db)
  return new Set(written.map(({ id }) => id))
}

/** Writes facilities that are locked and stand; the ids of those that were written, as in `insertFacilities`. */
export async function updateFacilities(db: Database, rows: readonly RowToWrite[]): Promise<Set<string>> {
  const { rows: written } = await sql<{ id: string }>`
    update facility set ${assigned('said', ['made_by', 'made_at'])}, position = point(said.lon, said.lat)
    from ${said(rows)}
    where facility.province_code = said.province_code and facility.id = said.id
      and not exists (select from facility other where other.province_code = said.province_code
        and other.agency_id = said.agency_id and other.own_code = said.own_code and other.id <> said.id)
    returning facility.id`.execute(db)
  return new Set(written.map(({ id }) => id))
}

type ManyEvents = { kind: string; accountId: string; now: Date }
type EventOf = { province_code: string; id: string; changes: Changes }

/** The same event in the history of many. */
export async function addEvents(
  db: Database,
  facilities: readonly EventOf[],
  { kind, accountId, now }: ManyEvents,
): Promise<void> {
  const rows = facilities.map(({ province_code, id, changes }) => ({
    province_code,
    id,
    changes,
    event: newId(now),
  }))
  await sql`
    insert into facility_event (province_code, facility_id, id, at, kind, account_id, done_as, changes)
    select said.province_code, said.id, said.event, ${now}, ${kind}, ${accountId}, 'import', said.changes
    from json_to_recordset(${JSON.stringify(rows)}) as said(province_code text, id uuid, event uuid, changes jsonb)`.execute(
    db,
  )
}

type Counted = Pick<RowToWrite, 'province_code' | 'id' | 'room_free'>

/** What was counted, where it is other than before. */
export async function addCounts(
  db: Database,
  facilities: readonly Counted[],
  { accountId, now }: Omit<ManyEvents, 'kind'>,
): Promise<void> {
  const rows = facilities.map(({ province_code, id, room_free }) => ({
    province_code,
    id,
    room_free,
    count: newId(now),
  }))
  await sql`
    insert into facility_movement (province_code, facility_id, id, at, kind, amount, free, account_id)
    select said.province_code, said.id, said.count, ${now}, 'count', said.room_free, said.room_free, ${accountId}
    from json_to_recordset(${JSON.stringify(rows)}) as said(province_code text, id uuid, room_free integer, count uuid)`.execute(
    db,
  )
}

/** The agencies of these names, made where there are none yet. */
export async function agenciesNamed(
  db: Database,
  wanted: readonly { province_code: string; name: string }[],
  now: Date,
): Promise<KeptAgency[]> {
  const rows = JSON.stringify(wanted.map((one) => ({ ...one, id: newId(now) })))
  await sql`
    insert into agency (province_code, id, name, made_at)
    select said.province_code, said.id, said.name, ${now}
    from json_to_recordset(${rows}) as said(province_code text, id uuid, name text)
    order by said.province_code, said.name
    on conflict do nothing`.execute(db)
  const { rows: found } = await sql<KeptAgency>`
    select agency.id, agency.province_code, agency.name from agency
    join json_to_recordset(${rows}) as said(province_code text, name text)
      on agency.province_code = said.province_code and agency.name = said.name`.execute(db)
  return found
}

export type Undo = { id: string; at: Date; before: object | null }
const undoneColumns = sql.raw(
  ['province_code', 'id', 'lon', 'lat', 'verification', 'room_free']
    .map((name) => `facility.${name}`)
    .join(', '),
)
type Undone = Pick<FacilityRow, 'province_code' | 'id' | 'lon' | 'lat' | 'verification' | 'room_free'>

/** Puts facilities back as they were before an import, where nobody has changed them since. */
export async function restoreFacilities(db: Database, undo: readonly Undo[], now: Date): Promise<Undone[]> {
  const { rows } = await sql<Undone>`
    update facility set ${assigned('old', ['made_by', 'made_at', 'changed_at'])}, position = old.position, changed_at = ${now}
    from json_to_recordset(${JSON.stringify(undo)}) as said(id uuid, at timestamptz, before jsonb)
    cross join lateral jsonb_populate_record(null::facility, said.before) as old
    where facility.id = said.id and facility.province_code = old.province_code and facility.changed_at = said.at
    returning ${undoneColumns}`.execute(db)
  return rows
}

/** Removes facilities that an import made, where nobody has changed, held, remarked on, checked or been given them since. */
export async function removeFacilities(db: Database, undo: readonly Undo[]): Promise<Undone[]> {
  const { rows } = await sql<Undone>`
    delete from facility
    using json_to_recordset(${JSON.stringify(undo)}) as said(id uuid, at timestamptz)
    where facility.id = said.id and facility.changed_at = said.at
      and not exists (select from facility_hold where facility_hold.province_code = facility.province_code
        and facility_hold.facility_id = facility.id)
      and not exists (select from facility_remark where facility_remark.province_code = facility.province_code
        and facility_remark.facility_id = facility.id)
      and not exists (select from facility_check where facility_check.province_code = facility.province_code
        and facility_check.facility_id = facility.id)
      and not exists (select from keeper_grant where keeper_grant.facility_id = facility.id)
    returning ${undoneColumns}`.execute(db)
  const gone = JSON.stringify(rows.map(({ province_code, id }) => ({ province_code, id })))
  for (const table of ['facility_event', 'facility_movement', 'facility_nudge'] as const) {
    await sql`
      delete from ${sql.table(table)} using json_to_recordset(${gone}) as said(province_code text, id uuid)
      where ${sql.ref(`${table}.province_code`)} = said.province_code
        and ${sql.ref(`${table}.facility_id`)} = said.id`.execute(db)
  }
  return rows
}
