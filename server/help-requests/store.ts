import { sql } from 'kysely'
import { forgetReasons } from '../audit/questions.ts'
import { type MapFacets, recordMapChange } from '../map/questions.ts'
import type { Database } from '../platform/database.ts'
import type { CaseEvent, HelpRequest, NewHelpRequest, Step, Telling } from './case.ts'
import { lockGroups } from './group-lock-store.ts'

/** What of a request the map counts. */
type Counted = Pick<
  HelpRequest,
  | 'province_code'
  | 'subdistrict_code'
  | 'h3_cell'
  | 'needs'
  | 'status'
  | 'urgency'
  | 'lead_id'
  | 'counts_in_public'
  | 'phone_verified'
  | 'known_at'
>
export type NewRow = NewHelpRequest &
  Counted &
  Pick<HelpRequest, 'told_level' | 'received_at' | 'waiting_since'>

/** Writes one row's part of a decision: the row, its timeline, and what the map must know. */
export async function writeStep(db: Database, row: HelpRequest, step: Step, now: Date): Promise<HelpRequest> {
  await addEvents(db, row, step.events, now)
  await addTold(db, [{ row, told: step.told ?? [] }], now)
  if (Object.keys(step.set).length === 0) return row
  const after = await db
    .updateTable('help_request')
    .set(step.set)
    .where('province_code', '=', row.province_code)
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await recordMapChange(db, mapFacets(row), mapFacets(after))
  return after
}

type Told = {
  row: HelpRequest
  told: readonly Telling[]
  set: { told_level: string | null; tell_next_at: Date | null }
}

/** Notes whom time has told, for many cases in two statements: each new request comes by here once. */
export async function saveTellings(db: Database, all: readonly Told[], now: Date): Promise<void> {
  if (all.length === 0) return
  await sql`
    update help_request set told_level = told.level, tell_next_at = told.next
    from unnest(${all.map(({ row }) => row.province_code)}::text[], ${all.map(({ row }) => row.id)}::uuid[],
      ${all.map(({ set }) => set.told_level)}::text[], ${all.map(({ set }) => set.tell_next_at)}::timestamptz[])
      as told (province_code, id, level, next)
    where help_request.province_code = told.province_code and help_request.id = told.id`.execute(db)
  await addTold(db, all, now)
}

/** Lines of the timeline, in order, each with how many volunteers that level is now. */
async function addTold(
  db: Database,
  all: readonly { row: HelpRequest; told: readonly Telling[] }[],
  now: Date,
): Promise<void> {
  const lines = all.flatMap(({ row, told }) => told.map((one) => ({ ...one, row })))
  if (lines.length === 0) return
  const areas = lines.map(({ area }) => area)
  await sql`
    insert into help_request_event (province_code, request_id, at, kind, by_kind, details)
    select province_code, id, ${now}::timestamptz, 'told', 'system', jsonb_build_object('level', level, 'count', count)
    from unnest(${lines.map(({ row }) => row.province_code)}::text[], ${lines.map(({ row }) => row.id)}::uuid[],
      ${lines.map(({ level }) => level)}::text[], ${areas}::text[]) with ordinality as told (province_code, id, level, area, place)
    join (select area, approved_volunteers(area) as count from unnest(${[...new Set(areas)]}::text[]) as area)
      as counted using (area)
    order by place`.execute(db)
}

async function addEvents(
  db: Database,
  row: HelpRequest,
  events: readonly CaseEvent[],
  at: Date,
): Promise<void> {
  if (events.length === 0) return
  const values = events.map((event) => ({
    province_code: row.province_code,
    request_id: row.id,
    at,
    kind: event.kind,
    by_kind: event.by,
    account_id: event.accountId ?? null,
    note: event.note ?? null,
    details: JSON.stringify(event.details ?? {}),
  }))
  await db.insertInto('help_request_event').values(values).execute()
}

/** What of a request the map must know. */
export const mapFacets = (row: Counted): MapFacets => ({
  provinceCode: row.province_code,
  subdistrictCode: row.subdistrict_code,
  h3Cell: row.h3_cell,
  needs: row.needs,
  status: row.status,
  urgency: row.urgency,
  leadId: row.lead_id,
  countsInPublic: row.counts_in_public,
  known: row.phone_verified || row.known_at !== null,
})

/** One case by its number, locked for a step together with its group. */
export async function lockByNumber(db: Database, number: string): Promise<HelpRequest | undefined> {
  await lockGroupsOfNumbers(db, [number])
  return byNumber(db, number).forUpdate().executeTakeFirst()
}

/** Locks the groups of several cases, so that each of them may then be locked in any order. */
export const lockGroupsOfNumbers = (db: Database, numbers: readonly string[]): Promise<void> =>
  lockGroups(
    db,
    sql<boolean>`number = any(${numbers}) and province_code = any(${numbers.map((number) => number.slice(0, 2))})`,
  )

/** One case by its number, to read. */
export function readByNumber(db: Database, number: string): Promise<HelpRequest | undefined> {
  return byNumber(db, number).executeTakeFirst()
}

const byNumber = (db: Database, number: string) =>
  db
    .selectFrom('help_request')
    .selectAll()
    .where('province_code', '=', number.slice(0, 2))
    .where('number', '=', number)

type Place = { provinceCode: string; hash: Buffer }

/** One request by the hash of its follow key. */
export function readByFollowKey(db: Database, place: Place): Promise<HelpRequest | undefined> {
  return byFollowKey(db, place).executeTakeFirst()
}

export async function lockByFollowKey(db: Database, place: Place): Promise<HelpRequest | undefined> {
  await lockGroups(
    db,
    sql<boolean>`province_code = ${place.provinceCode} and follow_key_hash = ${place.hash}`,
  )
  return byFollowKey(db, place).forUpdate().executeTakeFirst()
}

const byFollowKey = (db: Database, { provinceCode, hash }: Place) =>
  db
    .selectFrom('help_request')
    .selectAll()
    .where('province_code', '=', provinceCode)
    .where('follow_key_hash', '=', hash)

type Key = { province_code: string; id: string }

export function readById(db: Database, { province_code, id }: Key): Promise<HelpRequest | undefined> {
  return db
    .selectFrom('help_request')
    .selectAll()
    .where('province_code', '=', province_code)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function lockById(db: Database, key: Key): Promise<HelpRequest | undefined> {
  await lockGroupsOf(db, [key])
  return rowLocked(db, key)
}

export const lockGroupsOf = (db: Database, keys: readonly Key[]): Promise<void> =>
  lockGroups(
    db,
    sql<boolean>`id = any(${keys.map(({ id }) => id)}::uuid[])
      and province_code = any(${keys.map(({ province_code }) => province_code)})`,
  )

/** The row alone, when its group is locked already. */
export function rowLocked(db: Database, { province_code, id }: Key): Promise<HelpRequest | undefined> {
  return db
    .selectFrom('help_request')
    .selectAll()
    .where('province_code', '=', province_code)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** The open requests of a phone, newest first. */
export function openOfPhone(db: Database, phoneHash: Buffer): Promise<HelpRequest[]> {
  return db
    .selectFrom('help_request')
    .selectAll()
    .where('reporter_phone_hash', '=', phoneHash)
    .where('status', '<>', 'closed')
    .orderBy('received_at', 'desc')
    .limit(20)
    .execute()
}

/**
 * The groups an account holds open claims in. Only one claim of an account is decided at a time: two taps cannot both be
 * the last one under the cap.
 */
export async function lockClaimsOf(db: Database, accountId: string): Promise<string[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${accountId}, 1))`.execute(db)
  const rows = await db
    .selectFrom('help_request')
    .select((eb) => eb.fn.coalesce('repeat_group_id', 'id').as('group'))
    .distinct()
    .where('holder_account_id', '=', accountId)
    .where('status', 'in', ['claimed', 'helping'])
    .execute()
  return rows.map(({ group }) => group)
}

/** How many open claims each of these accounts has; those without are left out. */
export async function countOpenClaimsOfEach(
  db: Database,
  accountIds: readonly string[],
): Promise<Map<string, number>> {
  if (accountIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('help_request')
    .select((eb) => ['holder_account_id', eb.fn.countAll<number>().as('count')])
    .where('holder_account_id', 'in', accountIds)
    .where('status', 'in', ['claimed', 'helping'])
    .groupBy('holder_account_id')
    .execute()
  return new Map(rows.map(({ holder_account_id, count }) => [holder_account_id ?? '', count]))
}

/** The cases an account holds, locked, to be returned to the queue. */
export async function lockHeldBy(db: Database, accountId: string): Promise<HelpRequest[]> {
  await lockGroups(db, sql<boolean>`holder_account_id = ${accountId} and status in ('claimed', 'helping')`)
  return db
    .selectFrom('help_request')
    .selectAll()
    .where('holder_account_id', '=', accountId)
    .where('status', 'in', ['claimed', 'helping'])
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** Whether an account has opened this number of a request, or either, at a time or since. */
export async function revealedSince(
  db: Database,
  row: HelpRequest,
  { accountId, who, since }: { accountId: string; who?: string; since: Date },
): Promise<boolean> {
  let query = db
    .selectFrom('phone_reveal')
    .select('id')
    .where('province_code', '=', row.province_code)
    .where('request_id', '=', row.id)
    .where('account_id', '=', accountId)
    .where('at', '>=', since)
  if (who !== undefined) query = query.where('who', '=', who)
  const found = await query.executeTakeFirst()
  return found !== undefined
}

export async function saveReveal(
  db: Database,
  row: HelpRequest,
  reveal: { id: string; accountId: string; who: string; at: Date; reason: string | undefined },
): Promise<void> {
  await db
    .insertInto('phone_reveal')
    .values({
      province_code: row.province_code,
      id: reveal.id,
      request_id: row.id,
      account_id: reveal.accountId,
      who: reveal.who,
      at: reveal.at,
      reason: reveal.reason ?? null,
    })
    .execute()
}

export async function saveRevoked(
  db: Database,
  row: HelpRequest,
  accountId: string,
  now: Date,
): Promise<void> {
  await db
    .updateTable('phone_reveal')
    .set({ revoked_at: now })
    .where('province_code', '=', row.province_code)
    .where('request_id', '=', row.id)
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .execute()
}

/** Empties every personal column of a request, its timeline, its reveals and its audit record: history copies too. */
export async function erasePersonal(db: Database, row: HelpRequest, now: Date): Promise<HelpRequest> {
  const ofRequest = { province_code: row.province_code, request_id: row.id }
  await db
    .updateTable('help_request_event')
    .set({ note: null })
    .where('province_code', '=', ofRequest.province_code)
    .where('request_id', '=', ofRequest.request_id)
    .where('note', 'is not', null)
    .execute()
  await db
    .updateTable('phone_reveal')
    .set({ reason: null })
    .where('province_code', '=', ofRequest.province_code)
    .where('request_id', '=', ofRequest.request_id)
    .execute()
  await forgetReasons(db, { provinceCode: row.province_code, subject: row.number })
  return db
    .updateTable('help_request')
    .set({ ...NOTHING_PERSONAL, erased_at: now })
    .where('province_code', '=', row.province_code)
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

const NOTHING_PERSONAL = {
  position: null,
  near_point: null,
  accuracy_metres: null,
  village: null,
  landmark: null,
  answers: null,
  triage: null,
  tags: [],
  reporter_name: null,
  reporter_phone_hash: null,
  reporter_phone_cipher: null,
  person_name: null,
  person_phone_cipher: null,
  person_birth_year: null,
  note: null,
  origin: null,
  own: null,
}
