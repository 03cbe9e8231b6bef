import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Import, ImportRow } from '../contract/imports.ts'
import { checkDigit } from '../profiles/identity.ts'
import { commit, fileOf, type Row, readImport, rowsOf, upload } from './imports/files.ts'
import { pull } from './register-world.ts'
import { type Caller, inWorld, must, openWorld, type World } from './world.ts'

let world: World
let who: Caller
beforeAll(async () => {
  world = await openWorld()
  who = await world.as('coordinator')
}, 30_000)
afterAll(() => world.close())

let count = 0
const identity = (first = '1') => {
  count++
  const digits = `${first}1207${String(count).padStart(7, '0')}`
  return `${digits}${checkDigit(digits)}`
}

/** A row that nothing is wrong with, in ตำบลปากเกร็ด, changed as said. */
const person = (changed: Row = {}): Row => ({
  'ชื่อ-สกุล': `สมมติ คำที่${++count}`,
  บ้านเลขที่: '12/3',
  หมู่ที่: '1',
  ตำบล: 'ปากเกร็ด',
  อำเภอ: 'ปากเกร็ด',
  จังหวัด: 'นนทบุรี',
  ปีเกิด: '2530',
  ...changed,
})

async function bring(rows: readonly Row[], name = 'residents.csv'): Promise<Import> {
  const sent = must(await upload(who, await fileOf('csv', rows), name, 'residents'))
  await world.settle()
  return readImport(who, sent.body.id)
}
const residents = async (area: string) =>
  must(await who.call('GET /register/residents', { query: { area, limit: 200 } })).body.items

/** What is asked of one row, and what would stand in the register. */
async function asked(changed: Row): Promise<ImportRow> {
  const { id } = await bring([person(changed)])
  const [row] = await rowsOf(who, id)
  if (!row) throw new Error('there is a row')
  return row
}
/** Brings in one row and answers the resident it made. */
async function made(changed: Row) {
  const row = person(changed)
  const { id } = await bring([row])
  await commit(world, who, id)
  const people = await residents('120601')
  return people.find(({ name }) => name === row['ชื่อ-สกุล'])
}
/** Brings in rows of one file and answers the residents they made, in order. */
async function madeOf(changed: readonly Row[]) {
  const rows = changed.map((one) => person(one))
  const { id } = await bring(rows)
  await commit(world, who, id)
  const people = new Map((await residents('120601')).map((one) => [one.name, one]))
  return rows.map((row) => people.get(String(row['ชื่อ-สกุล'])))
}
/** Each of the values in a column of its own row. */
const eachIn = (column: string, values: readonly string[]) => values.map((value) => ({ [column]: value }))
async function homeOf(changed: Row) {
  const row = person({ บ้านเลขที่: `${++count}`, ...changed })
  const { id, counts } = await bring([row])
  await commit(world, who, id)
  const { residents: people, households } = await pull(await world.as('volunteer'), '120601')
  const someone = people.find(({ name }) => name === row['ชื่อ-สกุล'])
  return { counts, home: households.find((one) => one.id === someone?.household) }
}
const codes = ({ problems }: ImportRow, field: string) =>
  problems.filter((one) => one.field === field).map(({ code }) => code)
const labels = ({ problems }: ImportRow, field: string) =>
  problems.filter((one) => one.field === field).flatMap(({ suggestions }) => suggestions.map((s) => s.label))

describe('a day as people write it is right or asked', () => {
  test('doses', async () => {
    const days = [
      ['1/9/21', '2021-09-01'],
      ['1/9/64', '2021-09-01'],
      ['๑/๙/๖๔', '2021-09-01'],
      ['1/9/2564', '2021-09-01'],
      ['2564-09-01', '2021-09-01'],
      ['2021/9/1', '2021-09-01'],
      ['1 ก.ย. 64', '2021-09-01'],
      ['1ก.ย.64', '2021-09-01'],
      ['1 กันยา 64', '2021-09-01'],
      ['1 กันยายน พ.ศ. 2564', '2021-09-01'],
      ['วันพุธที่ 1 กันยายน 2564', '2021-09-01'],
      ['Sep 1, 2021', '2021-09-01'],
      ['September 1st, 2021', '2021-09-01'],
      ['1-Sep-21', '2021-09-01'],
      ['44440', '2021-09-01'],
      ['01092564', '2021-09-01'],
      ['20210901', '2021-09-01'],
      ['พ. 1 ก.ย. 64', '2021-09-01'],
      ['1.9.2021', '2021-09-01'],
    ] as const
    const people = await madeOf(
      eachIn(
        'วันที่ฉีดเข็ม 1',
        days.map(([written]) => written),
      ),
    )
    for (const [at, [written, on]] of days.entries())
      expect(people[at]?.doses, written).toMatchObject({ 1: { on } })
  })

  test('a day that can only be month first is', async () => {
    expect((await made({ 'วันที่ฉีดเข็ม 1': '9/25/2021' }))?.doses).toMatchObject({ 1: { on: '2021-09-25' } })
  })

  test('doses that cannot be are asked, and stay in the note', async () => {
    const days: [string, string[]][] = [
      ['1/9/2464', ['1 ก.ย. 2564']],
      ['1/9/2570', []],
      ['1/9/1921', ['1 ก.ย. 2564']],
      ['31/2/2564', []],
      ['1/1/2563', ['1 ม.ค. 2565']],
      ['2/12/2569', []],
    ]
    const changed = eachIn(
      'วันที่ฉีดเข็ม 1',
      days.map(([written]) => written),
    )
    const rows = await rowsOf(who, (await bring(changed.map((one) => person(one)))).id)
    const people = await madeOf(changed)
    for (const [at, [written, offers]] of days.entries()) {
      const row = rows[at] as ImportRow
      expect(codes(row, 'dose-1-on'), written).toHaveLength(1)
      expect(labels(row, 'dose-1-on'), written).toEqual(expect.arrayContaining(offers))
      expect(people[at]?.doses, written).not.toHaveProperty('1')
      expect(people[at]?.note, written).toContain(written)
    }
  })

  test('a next visit of two digits is of ค.ศ. or พ.ศ., as it can be', async () => {
    expect(await made({ เยี่ยมครั้งต่อไป: '15/12/26' })).toMatchObject({ nextVisitOn: '2026-12-15' })
    expect(await made({ เยี่ยมครั้งต่อไป: '15/12/69' })).toMatchObject({ nextVisitOn: '2026-12-15' })
    expect(codes(await asked({ เยี่ยมครั้งต่อไป: '15/12/2599' }), 'next-visit')).toHaveLength(1)
  })

  test.each([
    ['a second dose before the first', { 'วันที่ฉีดเข็ม 1': '1/9/2564', 'วันที่ฉีดเข็ม 2': '1/8/2564' }, 'dose-2-on'],
    ['two doses on one day', { 'วันที่ฉีดเข็ม 1': '1/9/2564', 'วันที่ฉีดเข็ม 2': '1/9/2564' }, 'dose-2-on'],
    ['a dose before birth', { ปีเกิด: '2566', 'วันที่ฉีดเข็ม 1': '1/9/2564' }, 'dose-1-on'],
    ['an age beside another birth year', { ปีเกิด: '2520', อายุ: '20' }, 'age'],
    ['a birth year to come', { ปีเกิด: '2570' }, 'birth-year'],
    ['an infection to come', { ติดเชื้อเมื่อ: 'ม.ค. 2570' }, 'infected-month'],
    ['an infection before there was any', { ติดเชื้อเมื่อ: 'ม.ค. 2550' }, 'infected-month'],
  ])('%s is asked', async (_, changed, field) => {
    const row = await asked(changed)
    expect(codes(row, field)).toHaveLength(1)
    const someone = await made(changed)
    for (const written of Object.values(changed).slice(-1)) expect(someone?.note).toContain(written)
  })

  test('an age of the year the list was made, or counted the Thai way, is no question', async () => {
    for (const อายุ of ['43', '44', '49', '50'])
      expect((await asked({ ปีเกิด: '2520', อายุ })).problems).toEqual([])
  })
})

describe('days of an English list, where the month may come first, are asked once for the column', () => {
  const rows = ['3/9/2021', '5/6/2021', '7/8/2021'].map((on) => person({ 'Dose 1 date': on }))

  test('and read so after the answer', async () => {
    const { id, columns, counts } = await bring(rows)
    expect(counts).toMatchObject({ open: 3 })
    expect((await rowsOf(who, id))[0]?.problems).toMatchObject([{ code: 'date-order', serious: false }])
    const at = columns.findIndex(({ heading }) => heading === 'Dose 1 date')
    expect(columns[at]).toMatchObject({ dayOrder: 'ask' })
    const dayOrders = columns.map((_, index) => (index === at ? ('month-first' as const) : null))
    const fields = columns.map(({ field }) => field)
    must(await who.call('POST /imports/:id/columns', { params: { id }, body: { fields, dayOrders } }))
    await world.settle()
    expect(await readImport(who, id)).toMatchObject({ counts: { open: 0, new: 3 } })
    await commit(world, who, id, 'all')
    const people = await residents('120601')
    const days = rows.map((row) => people.find(({ name }) => name === row['ชื่อ-สกุล'])?.doses['1']?.on)
    expect(days).toEqual(['2021-03-09', '2021-05-06', '2021-07-08'])
  })

  test('a Thai list, or years of พ.ศ., are read day first', async () => {
    const thai = await bring([person({ 'วันที่ฉีดเข็ม 1': '1/9/2021' }), person({ 'วันที่ฉีดเข็ม 1': '15/9/2021' })])
    expect(thai.counts).toMatchObject({ look: 0 })
    expect((await bring([person({ 'Dose 1 date': '1/9/2564' })])).counts).toMatchObject({ look: 0 })
  })
})

describe('what could not be read is kept in the note, and counted', () => {
  test('the reasons of a row are all understood, or stay word for word', async () => {
    const two = await made({ เหตุผล: 'กลัวผลข้างเคียง และ ญาติไม่ให้ฉีด' })
    expect(two?.reasons).toEqual(['side-effects', 'family-says-no'])
    const half = await made({ เหตุผล: 'กลัวผลข้างเคียง/ถูกใจเพลงลูกทุ่ง', หมายเหตุ: 'โทรก่อน' })
    expect(half).toMatchObject({ reasons: ['side-effects'], note: expect.stringContaining('ถูกใจเพลงลูกทุ่ง') })
    expect(half?.note).toContain('โทรก่อน')
  })

  test('words of reasons whose meaning is certain', async () => {
    const words: [string, string[]][] = [
      ['กลัวผลข้างเคียง', ['side-effects']],
      ['กลัวแพ้วัคซีน', ['side-effects']],
      ['โรคประจำตัว', ['chronic-disease']],
      ['มีโรคประจำตัวหลายโรค', ['chronic-disease']],
      ['ไม่มีรถไป', ['no-transport']],
      ['ไม่มีคนพาไป', ['no-transport']],
      ['เดินทางไม่สะดวก', ['no-transport']],
      ['ติดเตียง', ['cannot-leave-home']],
      ['ผู้ป่วยติดเตียง', ['cannot-leave-home']],
      ['ไม่ว่าง ติดงาน', ['work']],
      ['ญาติไม่ให้ฉีด', ['family-says-no']],
      ['ลูกหลานไม่ให้ฉีด', ['family-says-no']],
      ['รอไฟเซอร์', ['distrust']],
      ['กลัวผลข้างเคียง, ไม่มีรถไป; ติดเตียง', ['no-transport', 'cannot-leave-home', 'side-effects']],
    ]
    const people = await madeOf(
      eachIn(
        'เหตุผล',
        words.map(([written]) => written),
      ),
    )
    for (const [at, [written, reasons]] of words.entries())
      expect(people[at], written).toMatchObject({ reasons })
  })

  test('words of tags whose meaning is certain', async () => {
    const words: [string, string[]][] = [
      ['ติดเตียง', ['bed-bound']],
      ['โรคเบาหวาน', ['chronic-disease']],
      ['เบาหวาน ความดัน', ['chronic-disease']],
      ['ความดันโลหิตสูง', ['chronic-disease']],
      ['อายุ 60 ปีขึ้นไป', ['elderly']],
      ['ผู้สูงอายุ และ ติดบ้าน', ['elderly', 'home-bound']],
      ['หญิงตั้งครรภ์', ['pregnant']],
    ]
    const people = await madeOf(
      // who is of no known age is elderly because the list says so
      words.map(([กลุ่ม]) => ({ กลุ่ม, ปีเกิด: '' })),
    )
    for (const [at, [written, tags]] of words.entries()) expect(people[at], written).toMatchObject({ tags })
  })

  test('ready is what has no open question; what stays out is counted by values and rows', async () => {
    const { id, counts } = await bring([
      person(),
      person({ เหตุผล: 'เพลงลูกทุ่ง, เพลงลูกกรุง', 'เข็ม 1': 'ยี่ห้อในฝัน' }),
      person({ เหตุผล: 'เพลงลูกทุ่ง' }),
    ])
    expect(counts).toMatchObject({ new: 3, open: 2, leftRows: 2, left: 4 })
    expect((await rowsOf(who, id, 'left')).map(({ number }) => number)).toEqual([3, 4])
    await commit(world, who, id)
    expect(await readImport(who, id)).toMatchObject({ written: 3, counts: { leftRows: 2, left: 4 } })
  })

  test('sent again the note stays as it is', async () => {
    const row = person({ เลขบัตรประชาชน: identity(), เหตุผล: 'เพลงลูกทุ่ง', หมายเหตุ: 'โทรก่อน' })
    await commit(world, who, (await bring([row])).id)
    expect((await bring([row])).counts).toMatchObject({ same: 1 })
    const { หมายเหตุ: _, ...without } = row
    expect((await bring([without])).counts).toMatchObject({ same: 1 })
  })

  test('a remark in brackets and a wrong number are kept, a doubt in brackets is asked', async () => {
    expect(await made({ ความประสงค์: 'ต้องการ (ช่วงบ่าย)' })).toMatchObject({
      wish: 'wants',
      note: expect.stringContaining('ช่วงบ่าย'),
    })
    expect(codes(await asked({ ความประสงค์: 'ต้องการ (ยังไม่แน่ใจ)' }), 'wish')).toEqual(['choice-unknown'])
    expect((await made({ เบอร์โทร: '08-1234' }))?.note).toContain('08-1234')
  })
})

describe('the same word is answered once', () => {
  test('for all its rows, for later files, and until somebody takes that back', async () => {
    const rows = Array.from({ length: 12 }, () => person({ เหตุผล: 'กลัวหมอ' }))
    const { id, counts } = await bring([...rows, person({ เหตุผล: 'กลัวหมอ, ติดเตียง' })])
    expect(counts).toMatchObject({ left: 13 })
    const params = { id }
    const kept = must(
      await who.call('POST /imports/:id/answers', {
        params,
        body: { field: 'reasons', written: 'กลัวหมอ', value: 'กลัวผลข้างเคียง กลัวแพ้' },
      }),
    ).body
    expect(kept).toMatchObject({ status: 'ready', counts: { left: 0, open: 0, new: 13 } })
    expect(kept.answers).toMatchObject([{ field: 'reasons', value: 'กลัวผลข้างเคียง กลัวแพ้' }])
    await commit(world, who, id)
    const people = await residents('120601')
    expect(people.find(({ name }) => name === rows[0]?.['ชื่อ-สกุล'])).toMatchObject({
      reasons: ['side-effects'],
    })
    const later = await bring([person({ เหตุผล: 'กลัวหมอ' })])
    expect(later.counts).toMatchObject({ left: 0, new: 1 })
    // it is seen that an answer was remembered, and it can be taken back
    expect((await rowsOf(who, later.id))[0]?.mended).toContainEqual({
      ...{ field: 'reasons', from: 'กลัวหมอ', to: 'กลัวผลข้างเคียง กลัวแพ้' },
    })
    const body = { field: 'reasons', written: 'กลัวหมอ', value: null }
    must(await who.call('POST /imports/:id/answers', { params: { id: later.id }, body }))
    await world.settle()
    expect(await readImport(who, later.id)).toMatchObject({ answers: [], counts: { left: 1 } })
    expect((await bring([person({ เหตุผล: 'กลัวหมอ' })])).counts).toMatchObject({ left: 1 })
  })

  test('an answer may be that the word stays in the note', async () => {
    const { id } = await bring([person({ เหตุผล: 'เพลงช้า' }), person({ เหตุผล: 'เพลงช้า' })])
    const body = { field: 'reasons', written: 'เพลงช้า', value: '' }
    const kept = must(await who.call('POST /imports/:id/answers', { params: { id }, body })).body
    expect(kept.counts).toMatchObject({ open: 0, left: 0, look: 0 })
    await commit(world, who, id)
    expect((await residents('120601')).filter(({ note }) => note?.includes('เพลงช้า'))).toHaveLength(2)
  })

  test('is one of the choices, of a field that has any', async () => {
    const { id } = await bring([person({ เหตุผล: 'กลัวเงา' })])
    const refused = (body: { field: string; written: string; value: string }) =>
      who.call('POST /imports/:id/answers', { params: { id }, body })
    expect((await refused({ field: 'reasons', written: 'กลัวเงา', value: 'กลัวเงามาก' })).status).toBe(400)
    expect((await refused({ field: 'name', written: 'กลัวเงา', value: '' })).status).toBe(400)
  })

  test(
    'is remembered for a colleague of the same area, and for nobody else',
    inWorld(async (own) => {
      const [one, colleague, other] = [
        await own.coordinatorOf('1206'),
        await own.coordinatorOf('1206'),
        await own.coordinatorOf('1205'),
      ]
      const sends = async (caller: Caller) => {
        const file = await fileOf('csv', [person({ เหตุผล: 'กลัวหมอ' })])
        const { body } = must(await upload(caller, file, 'a.csv', 'residents'))
        await own.settle()
        return readImport(caller, body.id)
      }
      const { id } = await sends(one)
      const body = { field: 'reasons', written: 'กลัวหมอ', value: 'กลัวผลข้างเคียง กลัวแพ้' }
      must(await one.call('POST /imports/:id/answers', { params: { id }, body }))
      expect((await sends(colleague)).answers).toHaveLength(1)
      expect((await sends(other)).answers).toEqual([])
    }),
  )
})

describe('two people are two, one person is one', () => {
  test('one name, year and house but other numbers: both are new', async () => {
    const aung = { 'ชื่อ-สกุล': 'AUNG SAMMUT', ปีเกิด: '1995', บ้านเลขที่: '9/1' }
    const { id, counts } = await bring([
      person({ ...aung, เลขบัตรประชาชน: identity('0') }),
      person({ ...aung, เลขบัตรประชาชน: identity('0') }),
    ])
    expect(counts).toMatchObject({ new: 2, problem: 0, look: 0 })
    expect(await commit(world, who, id, 'all')).toMatchObject({ written: 2 })
    // one whose number is not told may be either of them: that is one question, not a third person
    const { id: third } = await bring([person({ ...aung, เลขบัตรประชาชน: identity('0') })])
    expect((await rowsOf(who, third))[0]).toMatchObject({ state: 'new', problems: [] })
  })

  test('a row with a number and one without, of one name, year and house, are one', async () => {
    const one = { 'ชื่อ-สกุล': 'สมมติ คนเดียว', ปีเกิด: '2499' }
    const numbered = person({ ...one, เลขบัตรประชาชน: identity() })
    for (const rows of [
      [numbered, person({ ...one, เลขบัตรประชาชน: '' })],
      [person({ ...one, เลขบัตรประชาชน: '' }), numbered],
    ])
      expect((await bring(rows)).counts).toMatchObject({ new: 1, problem: 1 })
  })

  test('a title given twice is one, and the person the same as before', async () => {
    const { 'ชื่อ-สกุล': _, ...rest } = person()
    const titled = (คำนำหน้า: string, ชื่อ: string) => ({ ...rest, คำนำหน้า, ชื่อ, นามสกุล: 'สมมติรัก' })
    await commit(world, who, (await bring([titled('นางสาว', 'สมหญิงกา')])).id)
    expect((await bring([titled('นางสาว', 'นางสาวสมหญิงกา')])).counts).toMatchObject({ same: 1 })
    await commit(world, who, (await bring([titled('น.ส.', 'นางสาวสมหญิงขา')])).id)
    await commit(world, who, (await bring([titled('นาย', 'นายาวี')])).id)
    const names = (await residents('120601')).map(({ name }) => name)
    expect(names).toEqual(
      expect.arrayContaining(['นางสาวสมหญิงกา สมมติรัก', 'นางสาวสมหญิงขา สมมติรัก', 'นายนายาวี สมมติรัก']),
    )
  })
})

describe('a village as people write it is read, kept or asked', () => {
  test.each([
    ['4', '04', null],
    ['หมู่ 4', '04', null],
    ['ม.๔', '04', null],
    ['4.0', '04', null],
    ['4 บ้านทุ่งรี', '04', 'บ้านทุ่งรี'],
    ['หมู่ที่ 4 (บ้านทุ่งรี)', '04', 'บ้านทุ่งรี'],
    ['บ้านทุ่งรี หมู่ 4', '04', 'บ้านทุ่งรี'],
    ['หมู่บ้านทุ่งรี', '', 'หมู่บ้านทุ่งรี'],
  ])('“%s”', async (หมู่ที่, moo, landmark) => {
    const { counts, home } = await homeOf({ หมู่ที่ })
    expect(counts).toMatchObject({ new: 1, look: 0 })
    expect(home).toMatchObject({ area: `120601${moo}`, landmark })
  })

  test.each([
    ['4/1', ['4']],
    ['4-5', ['4', '5']],
    ['4,5', ['4', '5']],
    ['121', []],
    ['ทุ่งรี 2', ['2']],
  ])('“%s” is asked, and kept in the note', async (หมู่ที่, offers) => {
    const row = await asked({ หมู่ที่ })
    expect(codes(row, 'moo')).toEqual(['village-unclear'])
    expect(labels(row, 'moo')).toEqual(offers)
    expect((await made({ หมู่ที่ }))?.note).toContain(หมู่ที่)
  })

  test('what else an address says is kept', async () => {
    const { home } = await homeOf({
      บ้านเลขที่: '',
      หมู่ที่: '',
      ที่อยู่: '99/1 ซ.สุขสมมติ ม.4 ต.ปากเกร็ด อ.ปากเกร็ด จ.นนทบุรี',
    })
    expect(home).toMatchObject({ houseNo: '99/1', area: '12060104', landmark: 'ซ.สุขสมมติ' })
  })
})

describe('a wish is never turned round', () => {
  test('does not want', async () => {
    const words = [
      ...['ไม่สมัครใจ', 'ไม่ประสงค์', 'ไม่ต้องการ', 'ปฏิเสธ', 'ปฎิเสธ', 'ปฏิเสธการฉีด', 'ไม่ยินยอม', 'ไม่อยากฉีด', 'ไม่ฉีด'],
      ...[
        'ไม่เอา',
        'ไม่ขอฉีด',
        'ไม่รับวัคซีน',
        'ไม่ประสงค์รับวัคซีน',
        'ไม่สมัครใจฉีดวัคซีน',
        'ยังไม่ประสงค์จะฉีด',
        'ไม่ต้องการรับวัคซีน',
      ],
    ]
    const people = await madeOf(eachIn('ความประสงค์', words))
    for (const [at, written] of words.entries())
      expect(people[at], written).toMatchObject({ wish: 'does-not-want' })
  })
  test('wants', async () => {
    const words = [
      ...[
        'สมัครใจ',
        'ประสงค์',
        'ต้องการ',
        'ยินยอม',
        'อยากฉีด',
        'ประสงค์รับวัคซีน',
        'สมัครใจฉีด',
        'ต้องการฉีดวัคซีน',
        'ขอฉีด',
      ],
    ]
    const people = await madeOf(eachIn('ความประสงค์', words))
    for (const [at, written] of words.entries()) expect(people[at], written).toMatchObject({ wish: 'wants' })
  })
  test('a nationality that is not listed is asked, and no other is offered for it', async () => {
    const words = ['ไทยใหญ่', 'ไทยทรงดำ', 'ไทยดำ', 'ลาวโซ่ง', 'จีนฮ่อ', 'ไทยลื้อ', 'ลัวะ', 'ไทดำ']
    const { id } = await bring(eachIn('สัญชาติ', words).map((one) => person(one)))
    for (const [at, row] of (await rowsOf(who, id)).entries()) {
      expect(codes(row, 'nationality'), words[at]).toEqual(['choice-unknown'])
      expect(labels(row, 'nationality'), words[at]).toEqual([])
    }
  })
})

describe('rows that are nobody', () => {
  test('totals and signatures are shown, left out, and taken in when somebody says so', async () => {
    const empty = { บ้านเลขที่: '', หมู่ที่: '', ตำบล: '', อำเภอ: '', จังหวัด: '', ปีเกิด: '' }
    const { id, counts } = await bring([
      person({ หมายเหตุ: 'ก' }),
      person({ 'ชื่อ-สกุล': 'รวม สมมติใจดี' }),
      { ...empty, 'ชื่อ-สกุล': 'รวมทั้งสิ้น', อายุ: '2 คน' },
      { ...empty, 'ชื่อ-สกุล': '', ลำดับ: 'รวม', ปีเกิด: '2' },
      { ...empty, 'ชื่อ-สกุล': 'ลงชื่อ..................ผู้รายงาน' },
      { ...empty, 'ชื่อ-สกุล': '', ลำดับ: 'หมายเหตุ: ข้อมูล ณ วันที่ 1 ธ.ค. 64' },
    ])
    expect(counts).toMatchObject({ new: 2, skipped: 4, problem: 0, look: 0 })
    const skipped = await rowsOf(who, id, 'skipped')
    expect(skipped.map(({ number, skipped }) => [number, skipped])).toEqual([
      ...[
        [4, 'total'],
        [5, 'total'],
        [6, 'signature'],
        [7, 'signature'],
      ],
    ])
    // what stands there is seen, also in a column that is not used
    expect(skipped.map(({ text }) => text)).toEqual(
      expect.arrayContaining([expect.stringContaining('รวม'), expect.stringContaining('หมายเหตุ')]),
    )
    const params = { id, number: 4 }
    const back = must(
      await who.call('POST /imports/:id/rows/:number/skip', { params, body: { skip: false } }),
    ).body
    expect(back).toMatchObject({ skipped: null, state: 'problem' })
    expect(await readImport(who, id)).toMatchObject({ counts: { skipped: 3, problem: 1, new: 2 } })
    const gone = must(
      await who.call('POST /imports/:id/rows/:number/skip', {
        params: { id, number: 2 },
        body: { skip: true },
      }),
    ).body
    expect(gone).toMatchObject({ skipped: 'hand', state: 'skipped' })
    expect(await commit(world, who, id)).toMatchObject({ written: 1 })
  })
})

test('an identity number that is none says why', async () => {
  const wrong = async (เลขบัตรประชาชน: string) => (await asked({ เลขบัตรประชาชน })).problems[0]?.about.why
  const right = identity()
  expect(await wrong(`9${right.slice(1)}`)).toBe('wrong-first-digit')
  expect(await wrong(right.slice(0, 12))).toBe('wrong-length')
  expect(await wrong(`${right.slice(0, 12)}${(Number(right[12]) + 1) % 10}`)).toBe('wrong-check-digit')
})

test('the latest dose has a day and a brand, where it is told which dose it is', async () => {
  const last = { วันที่ฉีดเข็มล่าสุด: '1/9/64', ยี่ห้อ: 'AZ' }
  expect(await made({ ...last, จำนวนเข็ม: '2' })).toMatchObject({
    doses: { 2: { brand: 'astrazeneca', on: '2021-09-01' } },
  })
  const row = await asked(last)
  expect(row.problems).toMatchObject([{ field: 'dose-count', code: 'dose-unnumbered' }])
  expect((await made(last))?.note).toContain('1/9/64')
})
