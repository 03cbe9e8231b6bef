import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabase, openPool } from '../server/platform/database.ts'
import { inScope, wholeRegister } from '../server/register/scope-store.ts'
import {
  ACCOUNT,
  type Planted,
  plantEverywhere,
  type Table,
  tablesOfRegister,
} from './register/planted-rows.ts'
import { type FreshDatabase, freshDatabase } from './setup/database.ts'

// The last net under the register: whatever a query forgets, PostgreSQL gives the application's role no row beyond the
// scope of the transaction, and none at all where no scope was set. Tables come from the catalogue: a new one joins.

const OWN = '120601'
const NEIGHBOUR = '120701'
const FAR = '501206'

let fresh: FreshDatabase
let owner: pg.Client
let tables: Table[]
let planted: Planted
let pool: pg.Pool
/** one connection as the application's own role */
let app: pg.PoolClient
let db: Database

beforeAll(async () => {
  fresh = await freshDatabase()
  owner = new pg.Client({ connectionString: fresh.url })
  await owner.connect()
  tables = await tablesOfRegister(owner)
  planted = await plantEverywhere(owner, tables, [OWN, NEIGHBOUR, FAR])
  pool = openPool(fresh.url, 2)
  db = openDatabase(pool)
  app = await pool.connect()
})
afterAll(async () => {
  app.release()
  await db.destroy()
  await owner.end()
  await fresh.drop()
})

/** What a scope's own transaction reads, then forgets. */
async function within<T>(scope: string | null, work: () => Promise<T>, account = ''): Promise<T> {
  await app.query('begin')
  try {
    if (scope !== null)
      await app.query("select set_config('jitasa.scope', $1, true), set_config('jitasa.account', $2, true)", [
        scope,
        account,
      ])
    return await work()
  } finally {
    await app.query('rollback')
  }
}

const rowsOf = async (table: string): Promise<Record<string, unknown>[]> =>
  (await app.query(`select * from ${table}`)).rows

/** Whether one statement is refused or touches nothing; what else is done in the transaction goes on. */
async function doesNothing(text: string, values: unknown[] = []): Promise<void> {
  await app.query('savepoint before')
  const outcome = await app.query(text, values).then(
    ({ rowCount }) => ({ rowCount, refused: '' }),
    (error: Error) => ({ rowCount: 0, refused: error.message }),
  )
  await app.query('rollback to savepoint before')
  if (outcome.refused) expect(outcome.refused).toMatch(/row-level security|permission denied/)
  expect(outcome.rowCount, text).toBe(0)
}

test('rows stand in every table', () => {
  expect(tables.length).toBeGreaterThan(14)
  for (const { name } of tables) expect(planted.count(name), name).toBeGreaterThanOrEqual(3)
})

describe('the catalogue', () => {
  test('every table of the register is held by row-level security with a policy, and is not the application’s', async () => {
    const { rows } = await owner.query<{ name: string; secured: boolean; policies: number; owned: boolean }>(`
      select c.relname as name, c.relrowsecurity as secured, pg_get_userbyid(c.relowner) = 'jitasa_app' as owned,
        (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname like 'register\\_%'`)
    expect(rows.length).toBe(tables.length)
    expect(rows.filter(({ secured, policies, owned }) => !secured || policies === 0 || owned)).toEqual([])
  })

  test('the role the application works as cannot pass by it', async () => {
    const { rows } = await owner.query(
      "select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = 'jitasa_app'",
    )
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false }])
    const { rows: own } = await app.query('select current_user')
    expect(own).toEqual([{ current_user: 'jitasa_app' }])
  })

  test('no view reads around it', async () => {
    const { rows } = await owner.query(
      "select viewname from pg_views where definition ~ 'register_' and schemaname = 'public' union all select matviewname from pg_matviews",
    )
    expect(rows).toEqual([])
  })

  test('only these functions answer over a border, only to the application, and with no more than this', async () => {
    const { rows } = await owner.query<{ name: string; answers: string; path: string; for_all: boolean }>(`
      select proname as name, pg_get_function_result(oid) as answers, array_to_string(proconfig, ';') as path,
        exists (select from aclexplode(proacl) where grantee = 0) or proacl is null as for_all
      from pg_proc where pronamespace = 'public'::regnamespace and prosecdef and proname like 'register%' order by 1`)
    const searched = { path: 'search_path=public, pg_temp', for_all: false }
    const holder = 'resident_id uuid, subdistrict_code text, name text'
    expect(rows).toEqual([
      { name: 'register_booked', answers: 'integer', ...searched },
      { name: 'register_holders', answers: `TABLE(identity_hash bytea, ${holder})`, ...searched },
    ])
  })
})

describe('without a scope', () => {
  // a setting that was once set reads '' for ever after; nobody may take that for the country
  test.each([
    ['never set', null],
    ['set to nothing', ''],
    ['an empty list', '{}'],
  ])('%s, nothing is read, added, changed or taken away', async (_, scope) => {
    for (const { name, columns } of tables)
      await within(scope, async () => {
        expect(await rowsOf(name), name).toEqual([])
        const row = planted.another(name, OWN)
        const marks = columns.map((_, at) => `$${at + 1}`)
        await doesNothing(`insert into ${name} (${columns.join()}) values (${marks.join()})`, row)
        await doesNothing(`update ${name} set ${columns[0]} = ${columns[0]}`)
        await doesNothing(`delete from ${name}`)
      })
  })

  test('it does not outlive the transaction it was set in', async () => {
    const read = () => db.selectFrom('register_resident').select('id').execute()
    expect(
      (
        await inScope(db, wholeRegister, (whole) =>
          whole.selectFrom('register_resident').select('id').execute(),
        )
      ).length,
    ).toBe(3)
    expect(await read()).toEqual([])
    await expect(
      inScope(db, wholeRegister, async () => {
        throw new Error('broken off')
      }),
    ).rejects.toThrow('broken off')
    expect(await read()).toEqual([])
  })

  test('what is no area is no scope', async () => {
    for (const areas of [['%'], ['12', '"'], ['1 2'], ['123456789'], ['12}']])
      await expect(inScope(db, { areas, accountId: null }, async () => 'read')).rejects.toThrow('not digits')
    const nowhere = { areas: [], accountId: null }
    expect(
      await inScope(db, nowhere, (none) => none.selectFrom('register_resident').select('id').execute()),
    ).toEqual([])
  })
})

describe('with a scope', () => {
  /** Counts of places; an account's own receipts. What they hold is told by the tests below. */
  const ofOtherRules = ['register_figure', 'register_receipt']
  const byPlace = () => tables.filter(({ name }) => !ofOtherRules.includes(name))

  test('only its own rows are read', async () => {
    for (const scope of ['{"1206"}', '{"120601"}', '{"12","1206"}', '{"50"}', '{""}'])
      await within(scope, async () => {
        for (const { name } of byPlace()) {
          const prefixes = scope.slice(2, -2).split('","')
          const own = [OWN, NEIGHBOUR, FAR].filter((area) =>
            prefixes.some((prefix) => area.startsWith(prefix)),
          )
          const areas = (await rowsOf(name)).map(areaOf).sort()
          expect(areas, `${name} ${scope}`).toEqual(own)
        }
      })
  })

  test('nothing is added elsewhere, moved elsewhere, or changed and taken away there', async () => {
    for (const { name, columns } of byPlace())
      await within('{"1206"}', async () => {
        const marks = columns.map((_, at) => `$${at + 1}`)
        const add = `insert into ${name} (${columns.join()}) values (${marks.join()})`
        for (const area of [NEIGHBOUR, FAR]) await doesNothing(add, planted.another(name, area))
        const place = columns.includes('subdistrict_code')
          ? `subdistrict_code <> '${OWN}'`
          : `not areas && '{${OWN}}'`
        await doesNothing(`delete from ${name} where ${place}`)
        await doesNothing(`update ${name} set ${columns[0]} = ${columns[0]} where ${place}`)
        if (name === 'register_event' || name === 'register_move' || name === 'register_device') return
        // the row is one's own, its new place is not
        const away = `province_code = '50', subdistrict_code = '${FAR}'`
        const area = columns.includes('area_code') ? `, area_code = '${FAR}'` : ''
        const set = columns.includes('province_code') ? away + area : `subdistrict_code = '${FAR}'`
        await doesNothing(`update ${name} set ${set}`)
        expect((await app.query(add, planted.another(name, '120602'))).rowCount, name).toBe(1)
      })
  })

  test('a move is seen from both ends', async () => {
    await owner.query('begin')
    await owner.query(`update register_move set to_area = '${FAR}' where subdistrict_code = '${OWN}'`)
    await owner.query('commit')
    await within('{"5012"}', async () => {
      const seen = (await rowsOf('register_move')).map(({ subdistrict_code }) => subdistrict_code)
      expect(seen.sort()).toEqual([OWN, FAR])
      // and nobody's record with it
      expect((await rowsOf('register_resident')).map(areaOf)).toEqual([FAR])
    })
    await owner.query('update register_move set to_area = subdistrict_code')
  })

  test('a device and a receipt are their account’s own; a device also of who answers for one of its areas', async () => {
    await within(
      '{"9011"}',
      async () => {
        expect(await rowsOf('register_device')).toHaveLength(3)
        expect(await rowsOf('register_receipt')).toHaveLength(3)
      },
      ACCOUNT,
    )
    const another = '00000000-0000-7000-8000-000000000009'
    await within(
      '{"9011"}',
      async () => {
        expect(await rowsOf('register_device')).toEqual([])
        expect(await rowsOf('register_receipt')).toEqual([])
      },
      another,
    )
  })

  test('figures are counts of places, read wherever there is any scope', async () => {
    await within('{"9011"}', async () => {
      expect(await rowsOf('register_figure')).toHaveLength(3)
      const [figure] = await rowsOf('register_figure')
      expect(Object.keys(figure ?? {}).sort()).toEqual([
        'area_code',
        'counted_year',
        'measure',
        'n',
        'province_code',
        'subdistrict_code',
      ])
    })
  })
})

test('a definer function tells of another’s resident the area and the name by the hash, and nothing by another', async () => {
  const { rows } = await owner.query<{ identity_hash: Buffer }>(
    'select identity_hash from register_identity order by subdistrict_code',
  )
  await within('{"9011"}', async () => {
    for (const { identity_hash } of rows) {
      const told = await app.query('select * from register_holders($1)', [[identity_hash]])
      expect(told.rows.map((row) => Object.keys(row))).toEqual([
        ['identity_hash', 'resident_id', 'subdistrict_code', 'name'],
      ])
    }
    const all = await app.query('select * from register_holders($1)', [
      rows.map(({ identity_hash }) => identity_hash),
    ])
    expect(all.rows.map(({ subdistrict_code }) => subdistrict_code).sort()).toEqual([OWN, NEIGHBOUR, FAR])
    const unknown = Buffer.alloc(32, 7)
    expect((await app.query('select * from register_holders($1)', [[unknown]])).rows).toEqual([])
  })
})

/** The subdistrict a row belongs to. */
const areaOf = (row: Record<string, unknown>): string =>
  String(row.subdistrict_code ?? (row.areas as string[] | undefined)?.[0])
