import { sql } from 'kysely'
import { mapDifference } from '../map/questions.ts'
import type { Database } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import type { Candidate } from './duplicates.ts'
import { mapFacets, type NewRow } from './store.ts'

/** A new request with what its first events and its audit record say. */
export type Incoming = {
  row: NewRow
  told: { level: string; area: string }
  by: { kind: string; accountId: string | null }
}

/** What a new request brings; all else stands at the table's defaults. */
const brought = [
  ...['province_code', 'id', 'number', 'follow_key_hash', 'district_code', 'subdistrict_code', 'position'],
  ...['near_point', 'accuracy_metres', 'exactness', 'village', 'landmark', 'h3_cell', 'needs', 'answers'],
  ...['triage', 'urgency', 'urgency_reasons', 'status', 'asked_at', 'received_at', 'waiting_since'],
  ...['status_at', 'people_count', 'tags', 'reporter_name', 'reporter_phone_hash', 'reporter_phone_cipher'],
  ...['phone_verified', 'relation', 'person_name', 'person_phone_cipher', 'person_birth_year', 'note'],
  ...['contact_preference', 'lead_id', 'counts_in_public', 'may_repeat_id', 'attention', 'told_level'],
  ...['tell_next_at', 'known_at', 'origin', 'repeat_group_id', 'repeat_reasons'],
] as const satisfies (keyof NewRow)[]
const columns = sql.raw(brought.join(', '))

/**
 * Saves new requests with their first events (asked, and told to the volunteers of the first level), what the map must
 * know and the audit records, all in one statement, which is a transaction by itself: a round trip costs more than the
 * rows, and taking requests in is what must never be slow. Answers for each whether it is new: `false` when its id (or,
 * rarely, its number) is there already.
 */
export async function saveNew(db: Database, incoming: readonly Incoming[], burst: Burst): Promise<boolean[]> {
  const once = new Map(incoming.map((one) => [keyOf(one.row), one]))
  const { rows } = await sql<{ province_code: string; id: string }>`
    with saved as (
      insert into help_request (${columns}, bulk)
      select ${columns}, ${isOneOfMany(burst)} from json_populate_recordset(null::help_request, ${inJson([...once.values()].map(({ row }) => row))})
        as given
      on conflict do nothing
      returning province_code, id, number, subdistrict_code, h3_cell, received_at
    ), fresh as (
      select saved.*, beside.* from saved join json_to_recordset(${JSON.stringify([...once.values()].map(besideRow))})
        as beside (of_province text, of_id uuid, level text, area text, audit_id uuid, by_kind text, account_id uuid,
          waiting smallint, helping smallint, known smallint)
        on of_province = province_code and of_id = id
    ), story as (
      insert into help_request_event (province_code, request_id, at, kind, by_kind, details)
      select province_code, id, received_at, 'asked', 'requester', '{}'::jsonb from fresh
      union all
      select province_code, id, received_at, 'told', 'system',
        jsonb_build_object('level', level, 'count', approved_volunteers(area)) from fresh
    ), counted as (
      insert into map_change (province_code, subdistrict_code, h3_cell, waiting, helping, known)
      select province_code, subdistrict_code, h3_cell, waiting, helping, known from fresh where waiting is not null
    )
    select province_code, id, record_audit(province_code, audit_id, received_at, 'help-requests/add', by_kind,
      account_id, number, subdistrict_code) from fresh`.execute(db)
  const saved = new Set(rows.map(keyOf))
  return incoming.map((one) => once.get(keyOf(one.row)) === one && saved.has(keyOf(one.row)))
}

const keyOf = ({ province_code, id }: { province_code: string; id: string }) => `${province_code}/${id}`

function besideRow({ row, told, by }: Incoming) {
  const [change] = mapDifference(null, mapFacets(row))
  return {
    of_province: row.province_code,
    of_id: row.id,
    ...told,
    audit_id: newId(row.received_at),
    by_kind: by.kind,
    account_id: by.accountId,
    waiting: change?.waiting,
    helping: change?.helping,
    known: change?.known,
  }
}

type Burst = { requests: number; minutes: number }

/** Whether so many unproven ones came from the same origin to the same province lately; reads no more rows than that. */
const isOneOfMany = ({ requests, minutes }: Burst) => sql`
  origin is not null and (select count(*) from (
    select from help_request earlier
    where earlier.origin = given.origin and earlier.province_code = given.province_code
      and earlier.received_at > given.received_at - make_interval(mins => ${minutes})
    limit ${requests}) as lately) >= ${requests}`

/** Rows as PostgreSQL reads them from JSON; bytes in its own notation. */
function inJson(rows: readonly NewRow[]): string {
  const plain = rows.map((row) => Object.fromEntries(brought.map((column) => [column, written(row[column])])))
  return JSON.stringify(plain)
}

const written = (value: unknown) => (Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value)

/** What of a new request is looked for among the open ones. */
export type Asked = { id: string; phoneHash: Buffer; cells: string[]; since: Date }

/**
 * For each new request the open cases it may repeat: of the same phone anywhere, and received since `since` in one of the
 * H3 cells around. At most 50: more than that in one place is a crowd, not a repeat.
 */
export async function openCandidates(db: Database, asked: readonly Asked[]): Promise<Candidate[][]> {
  const given = asked.map(({ phoneHash, ...one }, place) => ({
    ...one,
    place,
    phone_hash: written(phoneHash),
  }))
  const { rows } = await sql<Candidate & { place: number }>`
    select asked.place, found.*
    from json_to_recordset(${JSON.stringify(given)})
      as asked (place integer, id uuid, phone_hash bytea, cells text[], since timestamptz)
    cross join lateral (
      select province_code, id, repeat_group_id, needs, position, subdistrict_code, village, landmark, relation, person_name,
        person_birth_year, reporter_phone_hash
      from help_request
      where status <> 'closed' and lead_id is null and help_request.id <> asked.id
        and (reporter_phone_hash = asked.phone_hash
          or (h3_cell = any(asked.cells) and received_at >= asked.since and position is not null))
      order by received_at desc
      limit 50) as found`.execute(db)
  const found: Candidate[][] = asked.map(() => [])
  for (const { place, ...candidate } of rows) found[place]?.push(candidate)
  return found
}
