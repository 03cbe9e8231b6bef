import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Mutation } from '../../../contract/register.ts'
import { maskIdentity } from '../../../profiles/identity.ts'
import { openOther } from '../../../server/register/conflicts/conflict-store.ts'
import { inScope, wholeRegister } from '../../../server/register/scope-store.ts'
import { type Changes, openChanges } from '../../../server/register/write/changes.ts'
import { readSet } from '../../../server/register/write/fields.ts'
import { type Json, sameValue } from '../../../server/register/write/record.ts'
import { readRecords } from '../../../server/register/write/record-store.ts'
import { standingOf } from '../../../server/register/write/standing.ts'
import type { Notebook } from '../../../web/survey/notebook/notebook.ts'
import { pull } from '../../register-world.ts'
import type { Caller, World } from '../../world.ts'
import { dump, opened } from '../phone.ts'
import type { Acknowledged } from './line.ts'
import type { Ended } from './one-case.ts'

/** Every phone, opened anew from its storage, holds what the server holds, no more and no less. */
export async function phonesEqualServer({ volunteers }: Ended, person: Caller): Promise<void> {
  for (const { phone } of volunteers) {
    const notebook = await opened(await phone.restart())
    let count = 0
    for (const { code } of notebook.areas()) {
      const { households, residents, visits } = await pull(person, code)
      const server = [...households, ...residents, ...visits].toSorted(byId)
      expect(recordsOf(notebook, code)).toEqual(server)
      count += server.length
    }
    expect((await dump(phone.databaseName)).split('\n').filter(isRecord)).toHaveLength(count)
  }
}
const isRecord = (row: string) => row.includes('area=')

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)

function recordsOf(notebook: Notebook, area: string) {
  const here = <R extends { area: string }>(records: readonly R[]) =>
    records.filter((record) => record.area.startsWith(area))
  const residents = here(notebook.residents())
  const visits = residents.flatMap(({ id }) => notebook.visitsOf(id))
  return [...here(notebook.households()), ...residents, ...visits].toSorted(byId)
}

/** On the server each record stands once, people where their house is, and a number is held by whom it is told of. */
export async function recordsAreSound({ stage }: Ended, { parts }: World): Promise<void> {
  const areas = sql`subdistrict_code = any(${stage.areas}::text[])`
  const { rows } = await inScope(parts.db, wholeRegister, (db) =>
    sql<{ wrong: string; id: string }>`
      with here as (select * from register_resident where ${areas}),
        living as (select * from here where deleted_at is null and merged_into is null)
      select 'stands twice' as wrong, here.id from here join register_resident other using (id) group by here.id having count(*) > 1
      union all select 'has no house there', living.id from living where not exists (
        select from register_household home where home.id = living.household_id and home.deleted_at is null
          and home.area_code = living.area_code and home.province_code = living.province_code)
      union all select 'does not hold the number', living.id from living where identity_hash is not null and not exists (
        select from register_identity held where held.identity_hash = living.identity_hash
          and held.resident_id = living.id and held.subdistrict_code = living.subdistrict_code)
      union all select 'holds a number that is not told', held.resident_id from register_identity held where ${areas}
        and not exists (select from living where living.id = held.resident_id and living.identity_hash = held.identity_hash)
      `.execute(db),
  )
  expect(rows).toEqual([])
}

type Known = { values: Readonly<Record<string, Json>>; isHere: boolean; told: Changes; beside: Changes }

/** What was acknowledged is in the record, in its history, beside it as a conflict; or the same phone has said otherwise since. */
export async function nothingAcknowledgedIsLost({ volunteers }: Ended, { parts }: World): Promise<void> {
  const all = volunteers.flatMap(({ line }) => line.acknowledged)
  const known = await whatIsKnown(all, parts)
  for (const one of all) {
    const record = known.get(one.mutation.record)
    const lost = record ? lostOf(one, { record, all, parts }) : ['the whole record']
    expect({ mutation: one.mutation, lost }).toEqual({ mutation: one.mutation, lost: [] })
  }
}

type Against = { record: Known; all: readonly Acknowledged[]; parts: World['parts'] }

function lostOf({ mutation, device }: Acknowledged, { record, all, parts }: Against): string[] {
  if (mutation.delete) {
    const said = !record.isHere || record.beside.some(({ field }) => field === 'deleted')
    return said ? [] : ['delete']
  }
  const read = readSet(mutation, { profile: parts.profile, now: parts.clock() })
  if ('problems' in read) return ['unreadable']
  return Object.entries(read.values)
    .filter(
      ([field, value]) => !isKnown(record, field, value) && !saidSince(mutation, device, { field, all }),
    )
    .map(([field]) => field)
}

function isKnown({ values, told, beside }: Known, field: string, value: Json): boolean {
  const words = [value, masked(field, value)]
  const same = (other: Json) => words.some((one) => sameValue(one, other))
  return (
    same(values[field] ?? null) ||
    [...told, ...beside].some((one) => one.field === field && (same(one.before) || same(one.after)))
  )
}

/** Numbers stand masked in history. */
function masked(field: string, value: Json): Json {
  if (field !== 'identity' || value === null || typeof value !== 'object') return value
  const { kind, number } = value as { kind: 'thai'; number: string | null }
  return { kind, number: maskIdentity({ kind, number }) }
}

const saidSince = (
  { record, n }: Mutation,
  device: string,
  { field, all }: { field: string; all: readonly Acknowledged[] },
): boolean =>
  all.some(
    (one) =>
      one.device === device &&
      one.mutation.record === record &&
      one.mutation.n > n &&
      fieldsOf(one.mutation).includes(field),
  )

const fieldsOf = ({ set = {} }: Mutation): string[] =>
  Object.entries(set).flatMap(([field, value]) =>
    field === 'doses' ? Object.keys(value as object).map((number) => `doses/${number}`) : [field],
  )

/** The records of acknowledged changes as the server keeps them, deleted ones too. */
function whatIsKnown(all: readonly Acknowledged[], { db, crypto }: World['parts']) {
  const ids = (kind?: Mutation['kind']) => [
    ...new Set(all.flatMap(({ mutation }) => (!kind || mutation.kind === kind ? [mutation.record] : []))),
  ]
  return inScope(db, wholeRegister, async (scoped): Promise<Map<string, Known>> => {
    if (all.length === 0) return new Map()
    const rows = await readRecords(scoped, {
      ...{ household: ids('household'), resident: ids('resident'), visit: ids('visit') },
    })
    const events = await scoped
      .selectFrom('register_event')
      .select(['record_id', 'changes_cipher'])
      .where('record_id', 'in', ids())
      .execute()
    const conflicts = await scoped
      .selectFrom('register_conflict')
      .select(['record_id', 'field', 'value_cipher'])
      .where('record_id', 'in', ids())
      .execute()
    return new Map(
      rows.map((row) => {
        const { id, state, values } = standingOf(row, crypto)
        const told = events
          .filter(({ record_id }) => record_id === id)
          .flatMap((event) => openChanges(crypto, event.changes_cipher))
        const beside = conflicts
          .filter(({ record_id }) => record_id === id)
          .map(({ field, value_cipher }) => {
            const { value } = openOther(value_cipher, crypto.open)
            return { field, before: value, after: value }
          })
        return [id, { values, isHere: state === 'here', told, beside }]
      }),
    )
  })
}
