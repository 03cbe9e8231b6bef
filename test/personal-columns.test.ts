import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase, openPool } from '../server/platform/database.ts'
import { type FreshDatabase, freshDatabase } from './setup/database.ts'

let fresh: FreshDatabase
let owner: pg.Client

beforeAll(async () => {
  fresh = await freshDatabase()
  owner = new pg.Client({ connectionString: fresh.url })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await fresh.drop()
})

type Column = { table: string; column: string; type: string; personal: boolean; nullable: boolean }

async function columns(): Promise<Column[]> {
  const { rows } = await owner.query<Column>(`
    select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
      coalesce(col_description(c.oid, a.attnum) = 'personal', false) as personal, not a.attnotnull as nullable
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not like 'kysely%'
      and c.relname <> 'migration_edition'
    order by 1, a.attnum`)
  return rows
}

/** Columns that can hold words or places, and have been looked at: they hold nothing about a person. */
const notPersonal =
  /(_code|_id|Id|^id|status|outcome|kind|kinds|_kind|level|programme|role|areas?|needs?|h3_cell|number|exactness|action|subject|relation|attention|urgency_reasons|repeat_reasons|helped_results|door_code|contact_preference|details|who|code|skills|vehicles|barred|token|_hash|password|scope)$/
/** Tables about places, not about people: what they hold is public, or known to whoever runs the place. */
const ofPlaces = /^(agency|facility|facility_hours|holiday)$/
/** Words of ours about what was done, and what a file of rows looks like. */
const wordsOfOurs =
  /^(answer|done_as|changes|result|says|target|file_name|sheet|notes|headings?|fields?|recognised|failure|state|tally|day_orders|whole_file)$/
/** Words of the register's own: which change wrote a field, what is counted, how something was decided. */
const wordsOfTheRegister =
  /^register_\w+\.(versions|app_version|notice_version|measure|why|way|choice|verdict)$/
const secretsOfAccounts = ['accessToken', 'refreshToken', 'idToken']

describe('every column that could tell about a person is marked', () => {
  test('text, bytes, JSON and points are marked personal, or known not to be', async () => {
    const speaking = (await columns()).filter(({ type }) => /text|json|point|bytea/.test(type))
    const unknown = speaking.filter(
      ({ table, column, personal }) =>
        !(personal || ofPlaces.test(table) || wordsOfOurs.test(column)) &&
        !wordsOfTheRegister.test(`${table}.${column}`) &&
        !notPersonal.test(column) &&
        !secretsOfAccounts.includes(column),
    )
    expect(unknown.map(({ table, column }) => `${table}.${column}`)).toEqual([])
  })

  test('names, phones, notes and exact places are among them', async () => {
    const personal = (await columns())
      .filter((column) => column.personal)
      .map(({ table, column }) => `${table}.${column}`)
    for (const sure of [
      'help_request.position',
      'help_request.reporter_name',
      'help_request.reporter_phone_cipher',
      'help_request.reporter_phone_hash',
      'help_request.person_name',
      'help_request.note',
      'help_request.landmark',
      'help_request.answers',
      'help_request_event.note',
      'volunteer.name',
      'auth_user.phoneNumber',
      'register_household.lon',
      'register_event.changes_cipher',
      'register_conflict.value_cipher',
      'register_merge.before_cipher',
      'register_receipt.answer',
      'register_identity.identity_hash',
    ]) {
      expect(personal).toContain(sure)
    }
  })

  test('of residents, their health and their visits everything is, but for keys, places and how a record is kept', async () => {
    const kept =
      /(^|_)(id|code|by|account|seq|versions|at|notice_version|merged_into|way|number|visits)$|^(made|changed|deleted|asked|settled)_/
    const bare = (await columns())
      .filter(({ table }) => /^register_(household|resident|visit|appointment|request)$/.test(table))
      .filter(({ column, personal }) => !(personal || kept.test(column)))
    expect(bare.map(({ table, column }) => `${table}.${column}`)).toEqual([])
  })
})

test('keys of what belongs to a place start with its province, so that tables can be split by it', async () => {
  const { rows } = await owner.query<{ table: string; key: string; first: string }>(`
    select c.relname as table, i.relname as key, a.attname as first
    from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
    where x.indisunique and c.relnamespace = 'public'::regnamespace
      and exists (select from pg_attribute p where p.attrelid = c.oid and p.attname = 'province_code')`)
  expect(rows.length).toBeGreaterThan(4)
  expect(rows.filter(({ first, table }) => first !== 'province_code' && table !== 'map_change')).toEqual([])
})

describe('the role the application works as', () => {
  test('adds to the audit record and the timeline, and can change neither', async () => {
    const db = openDatabase(openPool(fresh.url, 1))
    try {
      await sql`insert into audit (province_code, id, at, action, by_kind) values
        ('12', gen_random_uuid(), now(), 'test', 'nobody')`.execute(db)
      for (const forbidden of [
        'update audit set action = null',
        'delete from audit',
        'truncate audit',
        'delete from help_request_event',
        "update help_request_event set kind = 'asked'",
        'delete from help_request',
        'drop table audit',
        'alter table audit disable trigger all',
      ]) {
        await expect(sql.raw(forbidden).execute(db), forbidden).rejects.toThrow(
          /permission denied|must be owner/,
        )
      }
    } finally {
      await db.destroy()
    }
  })
})
