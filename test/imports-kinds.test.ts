import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Import } from '../contract/imports.ts'
import { bring, commit, fileOf, goodRow, type Row, readImport, rowsOf, upload } from './imports/files.ts'
import { type Caller, must, openWorld, type World } from './world.ts'

let world: World
let who: Caller
beforeAll(async () => {
  world = await openWorld()
  who = await world.as('coordinator')
}, 30_000)
afterAll(() => world.close())

async function sends(rows: readonly Row[], name: string, by = who): Promise<Import> {
  const { body } = must(await upload(by, await fileOf('csv', rows), name))
  await world.settle()
  return readImport(by, body.id)
}
/** A row of a list of one kind. */
const plain = (changed: Row = {}): Row => {
  const { ประเภท: _, ...row } = goodRow(changed)
  return row
}
const name = (n: number) => ({ ชื่อสถานที่: `สถานที่สมมติ ${n}`, ละติจูด: null, ลองจิจูด: null })

describe('a list of one kind needs no column for it', () => {
  test('it is asked once for the file', async () => {
    const { id, wholeFile, columns } = await sends([plain(name(1)), plain(name(2))], 'list.csv')
    expect(wholeFile).toEqual({ field: 'kind', value: null, by: 'none' })
    const params = { id }
    const before = await who.call('POST /imports/:id/commit', { params, body: { rows: 'good' } })
    expect(before.status).toBe(400)
    const fields = columns.map(({ field }) => field)
    const named = (wholeFile: string) =>
      who.call('POST /imports/:id/columns', { params, body: { fields, wholeFile } })
    expect((await named('อะไรสักอย่าง')).status).toBe(400)
    must(await named('จุดพักคอย'))
    await world.settle()
    expect(await readImport(who, id)).toMatchObject({ counts: { new: 2 }, wholeFile: { by: 'hand' } })
    expect(await commit(world, who, id, 'all')).toMatchObject({ written: 2 })
  })

  test.each([
    ['รายชื่อโรงพยาบาลสนาม จังหวัดตรัง.csv', 'โรงพยาบาลสนาม'],
    ['ศูนย์พักคอย นนทบุรี.csv', 'จุดพักคอย'],
    ['สำนักงานสาธารณสุขจังหวัดตรัง.csv', null],
    ['โรงพยาบาลสนามและจุดฉีดวัคซีน.csv', null],
  ])('the name of the file “%s” says %s', async (file, value) => {
    expect((await sends([plain(name(3))], file)).wholeFile).toMatchObject({ value })
  })

  test('so does a title above the list', async () => {
    const bytes = Buffer.from(
      'รายชื่อจุดฉีดวัคซีน อ.ปากเกร็ด,,\n\nชื่อสถานที่,ตำบล,เบอร์โทร\nสมมติหนึ่ง,ปากเกร็ด,02-000-0009\n',
    )
    const { body } = must(await upload(who, bytes, 'a.csv'))
    expect(body.wholeFile).toMatchObject({ value: 'จุดฉีดวัคซีน', by: 'title' })
  })
})

test('a word nobody knows is answered once for all rows, and the kinds of a list are known afterwards', async () => {
  const rows = [1, 2, 3].map((n) => goodRow({ ...name(10 + n), ประเภท: 'สถานที่พักคอยแบบพิเศษ' }))
  const { id, counts } = await bring(world, who, rows)
  expect(counts).toMatchObject({ problem: 3 })
  const body = { field: 'kind', written: 'สถานที่พักคอยแบบพิเศษ', value: 'จุดพักคอย' }
  const kept = must(await who.call('POST /imports/:id/answers', { params: { id }, body })).body
  expect(kept.counts).toMatchObject({ problem: 0, new: 3 })
  const keep = { ...body, value: '' }
  // a facility without a kind is none: the word cannot be a mere remark
  expect((await who.call('POST /imports/:id/answers', { params: { id }, body: keep })).status).toBe(400)
  expect((await bring(world, who, [goodRow({ ...name(20), ประเภท: body.written })])).counts).toMatchObject({
    new: 1,
  })
})

describe('headings', () => {
  test('a column left out once is used where nothing else tells its field', async () => {
    const first = goodRow({ ...name(30), type_desc: 'โรงพยาบาลสนาม' })
    const { id, columns } = await bring(world, who, [first])
    const fields = columns.map(({ heading, field }) =>
      heading === 'type_desc' ? 'kind' : heading === 'ประเภท' ? null : field,
    )
    must(await who.call('POST /imports/:id/columns', { params: { id }, body: { fields } }))
    const { columns: later } = await bring(world, who, [goodRow(name(31))])
    expect(later.find(({ heading }) => heading === 'ประเภท')).toMatchObject({ field: 'kind' })
    const { columns: both } = await bring(world, who, [first])
    expect(both.find(({ heading }) => heading === 'type_desc')).toMatchObject({ field: 'kind', by: 'memory' })
    expect(both.find(({ heading }) => heading === 'ประเภท')).toMatchObject({ field: null })
  })

  test.each([
    ['ชื่อหน่วยงาน/สถานที่', 'name-th'],
    ['จำนวนเตียงทั้งหมด', 'room-total'],
    ['จำนวนเตียงว่าง', 'room-free'],
  ])('“%s” is %s', async (heading, field) => {
    const { columns } = await sends([{ [heading]: '12', ตำบล: 'ปากเกร็ด', จังหวัด: 'นนทบุรี' }], 'h.csv')
    expect(columns.find((column) => column.heading === heading)).toMatchObject({ field })
  })

  test('a health region is no district', async () => {
    for (const written of ['เขตสุขภาพที่ 4', 'เขต 4', 'เขตสุขภาพที่ ๔']) {
      const row = goodRow({ ...name(40), district: written })
      const { อำเภอ: _, ...regional } = row
      const { id, columns } = await bring(world, who, [regional])
      expect(columns.find(({ heading }) => heading === 'district')).toMatchObject({ field: 'district' })
      expect((await rowsOf(who, id))[0]?.problems, written).toEqual([])
    }
  })
})

test('all that is wrong in a row is said at once', async () => {
  const { id } = await bring(world, who, [
    goodRow({ ...name(50), ตำบล: 'ไม่มีที่นี่', อำเภอ: null, จังหวัด: null, เบอร์โทร: null }),
  ])
  const problems = (await rowsOf(who, id))[0]?.problems.map(({ code }) => code)
  expect(problems).toEqual(expect.arrayContaining(['area-unknown', 'phone-missing']))
})

test('totals and signatures of a list of places are left out', async () => {
  const empty = Object.fromEntries(Object.keys(goodRow()).map((heading) => [heading, null]))
  const { counts, id } = await bring(world, who, [
    goodRow(name(60)),
    { ...empty, ชื่อสถานที่: 'รวม', ว่าง: 12, ทั้งหมด: 40 },
    { ...empty, ชื่อสถานที่: 'ลงชื่อ ........................ ผู้รายงาน' },
    { ...empty, ชื่อสถานที่: 'หมายเหตุ: ข้อมูล ณ วันที่ 1 ธันวาคม' },
    { ...empty, ชื่อสถานที่: 'Total', ทั้งหมด: 40 },
  ])
  expect(counts).toMatchObject({ new: 1, skipped: 4, problem: 0 })
  expect(await commit(world, who, id, 'all')).toMatchObject({ written: 1 })
})

test('what stands in brackets beside a kind goes into the note', async () => {
  const row = goodRow({ ...name(70), ประเภท: 'โรงพยาบาลสนาม (เฉพาะผู้ป่วยสีเขียว)' })
  await commit(world, who, (await bring(world, who, [row])).id, 'all')
  const { id } = await bring(world, who, [row])
  expect((await rowsOf(who, id))[0]).toMatchObject({ state: 'same' })
  const { id: other } = await bring(world, who, [{ ...row, หมายเหตุ: 'ใหม่' }])
  expect((await rowsOf(who, other))[0]?.changes).toMatchObject([
    { field: 'note', before: expect.stringContaining('เฉพาะผู้ป่วยสีเขียว') },
  ])
})
