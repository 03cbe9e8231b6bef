import pg from 'pg'
import { expect, test } from 'vitest'
import { plant } from './privacy/planted.ts'
import { toldIn } from './privacy/tell-tales.ts'
import { inWorld, must } from './world.ts'

type Column = { table: string; column: string }
type Row = Record<string, unknown>

/** The personal columns of the tables about cases, as the catalogue marks them. */
async function personalColumns(owner: pg.Client): Promise<Column[]> {
  const { rows } = await owner.query<Column>(`
    select c.relname as table, a.attname as column
    from pg_description d
      join pg_class c on c.oid = d.objoid and d.classoid = 'pg_class'::regclass
      join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid
    where d.description = 'personal' and c.relnamespace = 'public'::regnamespace
      and (c.relname = 'help_request' or exists (
        select from pg_attribute r where r.attrelid = c.oid and r.attname in ('request_id', 'subject')))`)
  return rows
}

/** What is still held of a person in the personal columns of one request: `table.column` and the value. */
async function held(owner: pg.Client, columns: readonly Column[], request: { id: string; number: string }) {
  const found: string[] = []
  for (const table of new Set(columns.map(({ table }) => table))) {
    const key = table === 'help_request' ? 'id = $1' : table === 'audit' ? 'subject = $1' : 'request_id = $1'
    const subject = table === 'audit' ? request.number : request.id
    const { rows } = await owner.query<Row>(`select * from ${table} where ${key}`, [subject])
    for (const { column } of columns.filter((one) => one.table === table))
      found.push(
        ...rows.filter((row) => !isEmpty(row[column])).map((row) => `${table}.${column}: ${row[column]}`),
      )
  }
  return found
}

const isEmpty = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0)

async function withOwner<T>(url: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  return work(owner).finally(() => owner.end())
}

test(
  'erasing empties every personal column of the request, its history and its record, and nobody else’s',
  inWorld(async (world) => {
    const { requests, coordinator } = await plant(world)
    const { claimed, still } = requests
    const params = { number: claimed.number }
    const reason = 'ผู้ช่วยเล่าลับ'
    must(
      await coordinator.call('POST /help-requests/:number/set-urgency', {
        params,
        body: { urgency: 'red', reason },
      }),
    )
    await withOwner(world.ownerUrl, async (owner) => {
      const columns = await personalColumns(owner)
      expect(columns.length).toBeGreaterThan(14)
      const before = await held(owner, columns, claimed)
      for (const table of ['help_request.', 'help_request_event.note', 'phone_reveal.reason', 'audit.reason'])
        expect(
          before.some((one) => one.startsWith(table)),
          table,
        ).toBe(true)
      const others = await held(owner, columns, still)

      const { followKey } = claimed
      const { body } = must(
        await world.stranger().call('POST /follow/:followKey/erase', { params: { followKey } }),
      )
      expect(body).toMatchObject({ status: 'closed', outcome: 'withdrawn', erased: true, phoneMasked: null })
      // who opened the number stays to be seen, and that is the helper's affiliation
      expect(toldIn(JSON.stringify({ ...body, reveals: [] }))).toEqual([])
      expect(await held(owner, columns, claimed)).toEqual([])
      expect(await held(owner, columns, still)).toEqual(others)
    })
  }),
)

test(
  'a term after closing the same goes by itself, and the sums stay',
  inWorld(async (world) => {
    const { requests } = await plant(world)
    const { confirmed, waiting } = requests
    await withOwner(world.ownerUrl, async (owner) => {
      const columns = await personalColumns(owner)
      await world.later({ days: 89, hours: 23 })
      expect(await held(owner, columns, confirmed)).not.toEqual([])
      await world.later({ hours: 1 })
      expect(await held(owner, columns, confirmed)).toEqual([])
      expect(await held(owner, columns, waiting)).not.toEqual([])
    })
    const followKey = confirmed.followKey
    const { body } = must(await world.stranger().call('GET /follow/:followKey', { params: { followKey } }))
    expect(body).toMatchObject({ status: 'closed', outcome: 'confirmed', erased: true, reporterName: null })
    expect(body.timeline.map(({ kind }) => kind)).toContain('confirmed')
  }),
)

test(
  'what is erased can no longer be asked again, contested, proven or opened',
  inWorld(async (world) => {
    const { requests, helper } = await plant(world)
    const { followKey, number } = requests.erased
    const params = { followKey }
    const again = await world.stranger().call('POST /follow/:followKey/contest', { params })
    expect(again.code).toBe('wrong-status')
    expect((await world.stranger().call('POST /follow/:followKey/erase', { params })).status).toBe(200)
    const claim = await helper.call('POST /help-requests/:number/claim', { params: { number } })
    expect(claim.code).toBe('wrong-status')
  }),
)
