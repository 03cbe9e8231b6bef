import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actorOfAccount } from '../server/access/questions.ts'
import { facilityImports } from '../server/facilities/files/import-target.ts'
import { readTableFile } from '../server/imports/files/read-table-file.ts'
import { usualLimits } from '../server/imports/files/table.ts'
import { importTimers } from '../server/imports/jobs.ts'
import { inTransaction } from '../server/platform/transaction.ts'
import { bring, commit, fileOf, goodRow, type Row, readImport, rowsOf, upload } from './imports/files.ts'
import { inventedRows } from './imports/invented.ts'
import { type Caller, inWorld, must, openWorld, signInWith, type World } from './world.ts'

let world: World
let who: Caller
beforeAll(async () => {
  world = await openWorld()
  who = await world.as('coordinator')
}, 30_000)
afterAll(() => world.close())

const rowsInNonthaburi = (count: number, seed = 5) =>
  inventedRows(world.parts.profile, count, { seed, within: '12' })
const wrong: Row = { ...goodRow(), เบอร์โทร: '' }

describe('an import', () => {
  test('tells what it found, and writes nothing before it is asked to', async () => {
    const { body } = must(await upload(who, await fileOf('xlsx', rowsInNonthaburi(3)), 'ตัวอย่าง.xlsx'))
    expect(body).toMatchObject({
      fileName: 'ตัวอย่าง.xlsx',
      fileKind: 'xlsx',
      status: 'checking',
      rows: 3,
      done: 0,
    })
    await world.settle()
    const ready = await readImport(who, body.id)
    expect(ready).toMatchObject({ status: 'ready', done: 3, counts: { new: 3, problem: 0 }, written: 0 })
    expect(ready.columns[0]).toMatchObject({ heading: 'ชื่อสถานที่', field: 'name-th', by: 'name' })
    expect(ready.columns[0]?.examples).toHaveLength(3)
    const listed = must(await world.stranger().call('GET /facilities', { query: { area: '12', limit: 200 } }))
      .body.items
    expect(listed.map(({ name }) => name.th)).not.toContain(ready.columns[0]?.examples[0])
  })

  test('with a problem is not written whole, but its good rows are', async () => {
    const { id } = await bring(world, who, [goodRow({ ชื่อสถานที่: 'จุดพักคอย ดี' }), wrong])
    const all = await who.call('POST /imports/:id/commit', { params: { id }, body: { rows: 'all' } })
    expect(all.code).toBe('import-has-problems')
    expect(await commit(world, who, id, 'good')).toMatchObject({ status: 'committed', written: 1 })
    expect(await rowsOf(who, id, 'look')).toMatchObject([{ number: 3, state: 'problem' }])
    const mend = { params: { id, number: 3 }, body: { cells: { phones: '1669' } } }
    expect((await who.call('POST /imports/:id/rows/:number/mend', mend)).code).toBe('import-ended')
  })

  test('without a column that must be there is not written', async () => {
    const { ประเภท: _, ...row } = goodRow()
    const { id } = await bring(world, who, [row])
    const refused = await who.call('POST /imports/:id/commit', { params: { id }, body: { rows: 'good' } })
    expect(refused.code).toBe('columns-missing')
  })

  test('is shown page by page', async () => {
    const { id } = await bring(world, who, rowsInNonthaburi(7))
    const first = must(await who.call('GET /imports/:id/rows', { params: { id }, query: { limit: 5 } })).body
    expect(first.items.map(({ number }) => number)).toEqual([2, 3, 4, 5, 6])
    const after = { limit: 5, after: first.next ?? '' }
    const second = must(await who.call('GET /imports/:id/rows', { params: { id }, query: after })).body
    expect([second.items.map(({ number }) => number), second.next]).toEqual([[7, 8], null])
    const wrongCursor = await who.call('GET /imports/:id/rows', { params: { id }, query: { after: 'x' } })
    expect(wrongCursor.code).toBe('invalid-input')
  })

  test('is of whoever sent it: for others it is not there', async () => {
    const { id } = await bring(world, who, [goodRow()])
    const other = await world.as('national')
    const params = { id }
    const answers = [
      await other.call('GET /imports/:id', { params }),
      await other.call('GET /imports/:id/rows', { params, query: {} }),
      await other.call('GET /imports/:id/problems', { params }),
      await other.call('POST /imports/:id/commit', { params, body: { rows: 'good' } }),
      await other.call('POST /imports/:id/undo', { params, body: {} }),
      await other.call('POST /imports/:id/discard', { params, body: {} }),
      await other.call('POST /imports/:id/columns', { params, body: { fields: [null] } }),
      await other.call('POST /imports/:id/rows/:number/mend', {
        params: { id, number: 2 },
        body: { cells: {} },
      }),
    ]
    expect(answers.map(({ code }) => code)).toEqual(answers.map(() => 'import-not-found'))
    const { items } = must(await other.call('GET /imports', { query: {} })).body
    expect(items.some((one) => one.id === id)).toBe(false)
  })

  test('is forgotten when it is thrown away', async () => {
    const { id } = await bring(world, who, [goodRow()])
    must(await who.call('POST /imports/:id/discard', { params: { id }, body: {} }))
    expect(await readImport(who, id)).toMatchObject({ status: 'discarded' })
    expect(await rowsOf(who, id)).toEqual([])
  })
})

describe('columns', () => {
  test('are known by many names, in Thai and English, misspelt within reason', async () => {
    const row = {
      'ชื่อ สถานที่ ': 'ก',
      Type: 'ข',
      'เบอร์โทรศัทพ์ (ติดต่อ)': '1',
      Latitude: 1,
      LNG: 2,
      'แขวง/ตำบล': 'ค',
      'Total Beds': 4,
      หนังสือ: 'ง',
    }
    const { columns } = await bring(world, who, [row])
    expect(columns.map(({ field }) => field)).toEqual([
      'name-th',
      'kind',
      'phones',
      'lat',
      'lon',
      'subdistrict',
      'room-total',
      null,
    ])
  })

  test('under a group are known by their last word, where the whole says nothing', async () => {
    const row = {
      'พิกัด ละติจูด': 13.9,
      'พิกัด ลองจิจูด': 100.5,
      'ที่ตั้ง ตำบล': 'ก',
      'ที่ตั้ง อำเภอ': 'ข',
      'เตียง ว่าง': 3,
      ตำบล: 'ค',
    }
    const { columns } = await bring(world, who, [row])
    expect(columns.map(({ field }) => field)).toEqual([
      'lat',
      'lon',
      null,
      'district',
      'room-free',
      'subdistrict',
    ])
  })

  test('are named by hand, which is remembered for the next file of this account alone', async () => {
    const { ประเภท, ...rest } = goodRow({ ชื่อสถานที่: 'จุดพักคอย ตั้งชื่อเอง' })
    const rows = [{ หมวดงานที่เราเรียก: ประเภท ?? null, ...rest }]
    const first = await bring(world, who, rows)
    expect(first.counts.problem).toBe(1)
    const fields = first.columns.map(({ field }, at) => (at === 0 ? 'kind' : field))
    const body = must(
      await who.call('POST /imports/:id/columns', { params: { id: first.id }, body: { fields } }),
    ).body
    expect(body).toMatchObject({ status: 'checking', done: 0 })
    await world.settle()
    const named = await readImport(who, first.id)
    expect(named.counts).toMatchObject({ new: 1, problem: 0 })
    expect(named.columns[0]).toMatchObject({ field: 'kind', by: 'hand' })
    expect((await bring(world, who, rows)).columns[0]).toMatchObject({ field: 'kind', by: 'memory' })
    const other = await world.as('national')
    expect((await bring(world, other, rows)).columns[0]).toMatchObject({ field: null, by: 'none' })
  })

  test('by hand are real fields, each once, one for each column', async () => {
    const { id, columns } = await bring(world, who, [goodRow()])
    const tries = [columns.map(() => 'name-th'), columns.map(() => 'colour'), ['name-th']]
    for (const fields of tries) {
      const refused = await who.call('POST /imports/:id/columns', { params: { id }, body: { fields } })
      expect(refused.code).toBe('invalid-input')
    }
  })
})

test('the rows to mend come back as the same kind of file, and can be sent again when mended', async () => {
  for (const kind of ['xlsx', 'csv', 'geojson'] as const) {
    const named = goodRow({ ชื่อสถานที่: `จุดพักคอย แก้ ${kind}`, เบอร์โทร: '02-000-0099' })
    const { ละติจูด: lat = null, ลองจิจูด: lon = null, ...rest } = { ...named, ว่าง: 'สามสิบ' }
    const rows = [kind === 'geojson' ? { ...rest, lon, lat } : { ...named, ว่าง: 'สามสิบ' }, goodRow()]
    const { id } = await bring(world, who, [rows[0] ?? {}, kind === 'geojson' ? {} : goodRow()], kind)
    const { bytes } = await download(who, `/api/imports/${id}/problems`)
    const read = await tableIn(bytes, kind)
    const at = read.columns.indexOf('สิ่งที่ต้องแก้')
    expect(read.rows[0]?.[at]).toBe('ว่าง: “สามสิบ” ต้องเป็นตัวเลข (น่าจะเป็น 30)')
    const mended = Object.fromEntries(
      read.columns.map((name, column) => [
        name,
        name === 'ว่าง' ? '30' : numberIf(kind, name, read.rows[0]?.[column] ?? ''),
      ]),
    )
    expect((await bring(world, who, [mended], kind)).counts).toMatchObject({ new: 1, problem: 0 })
  }
})

const numberIf = (kind: string, name: string, text: string) =>
  kind === 'geojson' && (name === 'lon' || name === 'lat') ? Number(text) : text

async function download(caller: Caller, url: string) {
  const response = await world.app.inject({ method: 'GET', url, headers: { cookie: caller.cookie() } })
  expect(response.statusCode, response.payload.slice(0, 200)).toBe(200)
  return { bytes: response.rawPayload, headers: response.headers }
}

async function tableIn(bytes: Buffer, kind: string) {
  const { mkdtempSync, rmSync, writeFileSync } = await import('node:fs')
  const { tmpdir } = await import('node:os')
  const folder = mkdtempSync(`${tmpdir()}/jitasa-test-`)
  const path = `${folder}/file`
  writeFileSync(path, bytes)
  const rows: string[][] = []
  const reading = await readTableFile({ path, name: `file.${kind}` }, usualLimits, (batch) => {
    rows.push(...batch.map(({ cells }) => cells))
  })
  rmSync(folder, { recursive: true })
  if (!reading.ok) throw new Error(reading.code)
  return {
    columns: reading.head.columns.map(({ name }) => name),
    tags: reading.head.columns.map(({ tag }) => tag),
    rows,
  }
}

describe('what is exported and brought in again changes nothing', () => {
  test.each(['xlsx', 'csv', 'geojson'] as const)(
    '%s, all kinds',
    (kind) =>
      inWorld(async (world) => {
        const national = await world.as('national')
        const rows = inventedRows(world.parts.profile, 600, { seed: 11 })
        const byArea = rows.slice(0, 20).map((row) => ({
          ...row,
          ชื่อสถานที่: `${row.ชื่อสถานที่} ไม่มีพิกัด`,
          รหัสของหน่วยงาน: null,
          ละติจูด: null,
          ลองจิจูด: null,
        }))
        const first = await bring(world, national, [...rows, ...byArea], 'xlsx')
        expect(await rowsOf(national, first.id, 'look')).toEqual([])
        expect((await commit(world, national, first.id, 'all')).written).toBe(620)
        const response = await world.app.inject({ method: 'GET', url: `/api/export/facilities.${kind}` })
        expect(response.statusCode).toBe(200)
        const again = must(await upload(national, response.rawPayload, `facilities.${kind}`)).body
        await world.settle()
        const looked = await readImport(national, again.id)
        expect(await rowsOf(national, again.id, 'changes')).toEqual([])
        expect(looked.counts).toMatchObject({ new: 0, changes: 0, same: 620, problem: 0, look: 0 })
      })(),
    60_000,
  )

  test('a .csv has a row of HXL tags; kinds and areas can be chosen; what is only proposed is not in it', async () => {
    const rows = rowsInNonthaburi(40, 77)
    const { id } = await bring(world, who, rows)
    await commit(world, who, id, 'all')
    const { bytes, headers } = await download(
      world.stranger(),
      '/api/export/facilities.csv?area=1206&kind=hospital',
    )
    expect(headers['content-type']).toContain('text/csv')
    const table = await tableIn(bytes, 'csv')
    expect(table.tags).toEqual(
      expect.arrayContaining([
        '#loc+name+i_th',
        '#geo+lat',
        '#geo+lon',
        '#adm3+code',
        '#contact+phone',
        '#status',
      ]),
    )
    const [district, kind] = [table.columns.indexOf('อำเภอ'), table.columns.indexOf('ประเภท')]
    expect(new Set(table.rows.map((row) => row[district]))).toEqual(new Set(['ปากเกร็ด']))
    expect(new Set(table.rows.map((row) => row[kind])).size).toBe(1)
  })
})

test(
  'two files are made at once, others come back, and the places are free again afterwards',
  inWorld(async (world) => {
    const coordinator = await world.as('coordinator')
    const { id } = await bring(world, coordinator, inventedRows(world.parts.profile, 40, { within: '12' }))
    await commit(world, coordinator, id, 'all')
    const download = () => world.app.inject({ method: 'GET', url: '/api/export/facilities.csv' })
    const answers = await Promise.all(Array.from({ length: 8 }, download))
    const made = answers.filter(({ statusCode }) => statusCode === 200)
    const refused = answers.filter(({ statusCode }) => statusCode === 429)
    expect([made.length + refused.length, made.length >= 2, refused.length > 0]).toEqual([8, true, true])
    for (const { headers } of refused) expect(headers['retry-after']).toBe('20')
    expect((await world.app.inject({ method: 'HEAD', url: '/api/export/facilities.csv' })).statusCode).toBe(
      200,
    )
    const two = async () => (await Promise.all([download(), download()])).map(({ statusCode }) => statusCode)
    await expect.poll(two).toEqual([200, 200])
  }),
)

test(
  'work goes on where it was after a kill: no row is lost, none is written twice',
  inWorld(async (world) => {
    const national = await world.as('national')
    const { profile, db, clock, log, crypto } = world.parts
    const { body } = must(await upload(national, await fileOf('csv', inventedRows(profile, 1300)), 'f.csv'))
    const goOn = () =>
      inTransaction(db, async (handle) => {
        // made anew each time: nothing is remembered but what stands in the database
        const timer = importTimers([facilityImports(profile)], { db, log, crypto })['imports-go-on']
        return (await timer?.({ db: handle, now: clock() })) ?? 0
      })
    const killed = () =>
      inTransaction(db, async (handle) => {
        await importTimers([facilityImports(profile)], { db, log, crypto })['imports-go-on']?.({
          db: handle,
          now: clock(),
        })
        throw new Error('killed before the batch was committed')
      }).catch(() => {})

    expect(await goOn()).toBe(500)
    expect(await readImport(national, body.id)).toMatchObject({
      status: 'checking',
      done: 500,
      counts: { new: 500 },
    })
    await killed()
    expect((await readImport(national, body.id)).done).toBe(500)
    while ((await goOn()) > 0);
    must(await national.call('POST /imports/:id/commit', { params: { id: body.id }, body: { rows: 'all' } }))
    await goOn()
    await killed()
    expect(await readImport(national, body.id)).toMatchObject({
      status: 'committing',
      done: 500,
      written: 500,
    })
    const busy = await national.call('POST /imports/:id/undo', { params: { id: body.id }, body: {} })
    expect(busy.code).toBe('import-busy')
    while ((await goOn()) > 0);
    expect(await readImport(national, body.id)).toMatchObject({ status: 'committed', written: 1300 })
    const counts = must(await world.stranger().call('GET /facilities/counts', { query: {} })).body.items
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(1300)
  }),
  60_000,
)

test(
  'after thirty days rows are deleted, and what was not written is thrown away',
  inWorld(async (world) => {
    const coordinator = await world.as('coordinator')
    const waiting = await bring(world, coordinator, [wrong])
    const written = await bring(world, coordinator, [goodRow()])
    await commit(world, coordinator, written.id)
    await world.later({ days: 29 })
    await signInWith(coordinator, coordinator.phone, world)
    expect(await rowsOf(coordinator, waiting.id)).toHaveLength(1)
    await world.later({ days: 2 })
    await signInWith(coordinator, coordinator.phone, world)
    expect((await readImport(coordinator, waiting.id)).status).toBe('discarded')
    expect((await readImport(coordinator, written.id)).status).toBe('committed')
    for (const { id } of [waiting, written]) expect(await rowsOf(coordinator, id)).toEqual([])
    const undo = await coordinator.call('POST /imports/:id/undo', { params: { id: written.id }, body: {} })
    expect(undo.code).toBe('import-ended')
  }),
)

test(
  'whoever lost their office meanwhile writes nothing',
  inWorld(async (world) => {
    const coordinator = await world.coordinatorOf('12')
    const { id } = await bring(world, coordinator, [goodRow()])
    const national = await world.as('national')
    must(await coordinator.call('POST /imports/:id/commit', { params: { id }, body: { rows: 'all' } }))
    const grants = must(await national.call('GET /grants', { query: { area: '12' } })).body.items
    for (const grant of grants)
      must(await national.call('POST /grants/:id/end', { params: { id: grant.id } }))
    await world.settle()
    const rows = await world.parts.db
      .selectFrom('import')
      .select(['status', 'failure', 'tally', 'made_by'])
      .execute()
    expect(rows).toMatchObject([
      { status: 'failed', failure: 'import-has-problems', tally: { written: 0, problem: 1, look: 1 } },
    ])
    const actor = await actorOfAccount(world.parts.db, rows[0]?.made_by ?? '', world.now())
    expect(actor).toMatchObject({ kind: 'account', grants: [] })
  }),
)
