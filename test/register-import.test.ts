import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Import } from '../contract/imports.ts'
import { checkDigit } from '../profiles/identity.ts'
import { facility } from './facilities-world.ts'
import { commit, fileOf, type Row, readImport, rowsOf, upload } from './imports/files.ts'
import { edit, household, pull, push, resident } from './register-world.ts'
import { type Caller, inWorld, must, openWorld, type World } from './world.ts'

let world: World
let who: Caller
beforeAll(async () => {
  world = await openWorld()
  who = await world.as('coordinator')
}, 30_000)
afterAll(() => world.close())

let count = 0
/** An invented Thai number with a right check digit, another each time. */
const identity = (first = '1') => {
  count++
  const digits = `${first}1206${String(count).padStart(7, '0')}`
  return `${digits}${checkDigit(digits)}`
}

/** A row that nothing is wrong with, in ตำบลปากเกร็ด, changed as said. */
const person = (changed: Row = {}): Row => ({
  'ชื่อ-สกุล': `สมมติ แถวที่${++count}`,
  เลขบัตรประชาชน: identity(),
  บ้านเลขที่: '12/3',
  หมู่ที่: '1',
  ตำบล: 'ปากเกร็ด',
  อำเภอ: 'ปากเกร็ด',
  จังหวัด: 'นนทบุรี',
  ปีเกิด: '2500',
  ...changed,
})

async function bring(rows: readonly Row[], by = who, from = world): Promise<Import> {
  const sent = must(await upload(by, await fileOf('csv', rows), 'residents.csv', 'residents'))
  await from.settle()
  return readImport(by, sent.body.id)
}

const residents = async (area: string, by = who) =>
  must(await by.call('GET /register/residents', { query: { area, limit: 200 } })).body.items

describe('a file of residents', () => {
  test('makes households and people, with all it tells of them', async () => {
    const one = person({
      'ชื่อ-สกุล': 'นางสมมติ บานเย็น',
      บ้านเลขที่: '๗/๑',
      หมู่ที่: 'หมู่ 4',
      เบอร์โทรศัพท์: '081-000-0001',
      วันเกิด: '๑ ม.ค. ๒๔๙๕',
      ปีเกิด: null,
      เพศ: 'หญิง',
      สัญชาติ: 'ไทย',
      'กลุ่ม 608': 'ผู้สูงอายุ, โรคประจำตัว',
      ติดเตียง: 'ใช่',
      'เข็ม 1': 'AZ',
      'วันที่ฉีดเข็ม 1': '1/9/2564',
      'เข็มที่ 2': 'ไฟเซอร์',
      'วันที่ฉีดเข็มที่ 2': '30 พ.ย. 64',
      ความประสงค์: 'ต้องการฉีด',
      เหตุผล: 'ไม่มีรถ ไม่มีคนพาไป',
      หมายเหตุ: 'โทรก่อนไป',
    })
    const two = person({ 'ชื่อ-สกุล': 'สมมติ บานเช้า', บ้านเลขที่: '7/1', หมู่ที่: '4', ปีเกิด: null, อายุ: '30' })
    const { id, counts } = await bring([one, two])
    expect(await rowsOf(who, id, 'look')).toEqual([])
    expect(counts).toMatchObject({ new: 2, problem: 0 })
    expect(await commit(world, who, id, 'all')).toMatchObject({ status: 'committed', written: 2 })
    const people = await residents('12060104')
    const first = people.find(({ name }) => name === one['ชื่อ-สกุล'])
    const second = people.find(({ name }) => name === two['ชื่อ-สกุล'])
    expect(first).toMatchObject({
      name: 'นางสมมติ บานเย็น',
      birthYear: 1952,
      sex: 'female',
      nationality: 'TH',
      phone: '+66810000001',
      tags: ['elderly', 'chronic-disease', 'bed-bound'],
      wish: 'wants',
      reasons: ['no-transport'],
      doses: {
        1: { brand: 'astrazeneca', on: '2021-09-01', place: null },
        2: { brand: 'pfizer', on: '2021-11-30', place: null },
      },
      note: 'โทรก่อนไป',
    })
    expect(first?.identity).toMatchObject({
      kind: 'thai',
      masked: expect.stringMatching(/^1-1206-xxxxx-x\d-\d$/),
    })
    expect(second).toMatchObject({ birthYear: 1996, household: first?.household })
    // phones hear of it like of everything else
    const phone = await pull(await world.as('volunteer'), '120601')
    expect(phone.residents.map(({ name }) => name)).toContain('นางสมมติ บานเย็น')
  })

  test('sent again changes nothing, by number or by name, year and house', async () => {
    const rows = [person({ หมู่ที่: '2' }), person({ หมู่ที่: '2', เลขบัตรประชาชน: null })]
    await commit(world, who, (await bring(rows)).id)
    expect((await bring(rows)).counts).toMatchObject({ same: 2, new: 0, problem: 0 })
  })

  test('changes what it tells and empties nothing', async () => {
    const number = identity()
    const before = person({ เลขบัตรประชาชน: number, หมู่ที่: '3', เบอร์โทร: '0810000002', ความประสงค์: 'ไม่แน่ใจ' })
    await commit(world, who, (await bring([before])).id)
    const told = {
      'ชื่อ-สกุล': before['ชื่อ-สกุล'] ?? '',
      เลขบัตรประชาชน: number,
      ความประสงค์: 'ต้องการ',
      เบอร์โทร: '',
    }
    const { id, counts } = await bring([told])
    expect(counts).toMatchObject({ changes: 1 })
    const [row] = await rowsOf(who, id)
    expect(row?.changes).toEqual([{ field: 'wish', before: 'ยังไม่ตัดสินใจ', after: 'ต้องการ' }])
    await commit(world, who, id)
    expect(await residents('12060103')).toMatchObject([{ phone: '+66810000002', wish: 'wants' }])
  })

  test('moves somebody to another house of the subdistrict', async () => {
    const number = identity()
    const row = person({ เลขบัตรประชาชน: number, หมู่ที่: '5', บ้านเลขที่: '1' })
    await commit(world, who, (await bring([row])).id)
    const moved = await bring([{ ...row, หมู่ที่: '6', บ้านเลขที่: '9' }])
    expect(await commit(world, who, moved.id)).toMatchObject({ written: 1 })
    expect(await residents('12060105')).toEqual([])
    expect(await residents('12060106')).toHaveLength(1)
  })

  test('refuses a number that is none, without saying it again', async () => {
    const { id } = await bring([person({ เลขบัตรประชาชน: '1234567890120' })])
    const [row] = await rowsOf(who, id, 'problem')
    expect(row?.problems).toMatchObject([
      { field: 'identity', code: 'identity-wrong', about: { why: 'wrong-check-digit' } },
    ])
    // what is right is shown masked, what is to be mended whole
    expect(row?.cells.identity).toBe('1234567890120')
    const { id: other } = await bring([person({ เลขบัตรประชาชน: '1101700230708' })])
    expect((await rowsOf(who, other))[0]?.cells.identity).toBe('1-1017-xxxxx-x0-8')
  })

  test('says who holds a number: whole in the own area, area and masked name outside it', async () => {
    const number = identity()
    const other = await world.coordinatorOf('10')
    const bangkok = { ตำบล: 'พระบรมมหาราชวัง', อำเภอ: 'พระนคร', จังหวัด: 'กรุงเทพมหานคร' }
    const there = person({ 'ชื่อ-สกุล': 'สมมติ ทดลอง', เลขบัตรประชาชน: number, ...bangkok })
    await commit(world, other, (await bring([there], other)).id)
    const { id } = await bring([person({ เลขบัตรประชาชน: number })])
    const [row] = await rowsOf(who, id, 'problem')
    expect(row?.problems).toMatchObject([
      { code: 'identity-elsewhere', about: { name: 'สมม… ท…', area: expect.stringContaining('พระนคร') } },
    ])
    expect(row?.targetId).toBeNull()
  })

  test('is held to the own area', async () => {
    const outside = person({ ตำบล: 'พระบรมมหาราชวัง', อำเภอ: 'พระนคร', จังหวัด: 'กรุงเทพมหานคร' })
    const { id } = await bring([outside])
    expect((await rowsOf(who, id, 'problem'))[0]?.problems).toMatchObject([{ code: 'outside-scope' }])
  })

  test('asks about somebody who may be the same person', async () => {
    const name = 'สมมติ อาจเหมือน'
    const old = person({ 'ชื่อ-สกุล': name, เลขบัตรประชาชน: null, บ้านเลขที่: '88', หมู่ที่: '7', ปีเกิด: '2510' })
    await commit(world, who, (await bring([old])).id)
    const { id, counts } = await bring([{ ...old, บ้านเลขที่: '99', หมู่ที่: '8', ปีเกิด: '2511' }])
    expect(counts).toMatchObject({ new: 1, look: 1 })
    expect((await rowsOf(who, id))[0]?.problems).toMatchObject([
      { code: 'maybe-same-person', serious: false },
    ])
  })

  test('tells rows that are one person', async () => {
    const row = person({ หมู่ที่: '9' })
    const { id, counts } = await bring([row, { ...row, บ้านเลขที่: '4' }])
    expect(counts).toMatchObject({ new: 1, problem: 1 })
    expect((await rowsOf(who, id, 'problem'))[0]?.problems).toMatchObject([
      { code: 'duplicate-row', about: { row: '2' } },
    ])
  })

  test('need not name the only subdistrict its sender answers for', async () => {
    const one = await world.coordinatorOf('120602')
    const { ตำบล: _a, อำเภอ: _b, จังหวัด: _c, ...row } = person()
    const { counts } = await bring([row], one)
    expect(counts).toMatchObject({ new: 1 })
    const { id } = await bring([row])
    expect((await rowsOf(who, id))[0]?.problems).toMatchObject([{ code: 'place-missing' }])
  })
})

describe('taking a file back', () => {
  test('what was new goes, what was changed is as before, what somebody touched since stays', async () => {
    const number = identity()
    const old = person({ เลขบัตรประชาชน: number, หมู่ที่: '11', ความประสงค์: 'ไม่แน่ใจ' })
    await commit(world, who, (await bring([old])).id)
    const fresh = person({ หมู่ที่: '12', บ้านเลขที่: '1' })
    const touched = person({ หมู่ที่: '12', บ้านเลขที่: '2' })
    await world.later({ minutes: 1 })
    const { id } = await bring([{ ...old, ความประสงค์: 'ต้องการ' }, fresh, touched])
    await commit(world, who, id)
    const volunteer = await world.as('volunteer')
    const there = await pull(volunteer, '120601')
    const seen = there.residents.find(({ name }) => name === touched['ชื่อ-สกุล'])
    await world.later({ minutes: 1 })
    if (!seen) throw new Error('the phone did not get it')
    await push(volunteer, [edit('resident', seen.id, { note: 'ไปเยี่ยมแล้ว' }, { base: seen.seq })])
    must(await who.call('POST /imports/:id/undo', { params: { id }, body: {} }))
    await world.settle()
    expect(await readImport(who, id)).toMatchObject({ status: 'undone', written: 1 })
    expect(await residents('12060111')).toMatchObject([{ wish: 'undecided' }])
    expect((await residents('12060112')).map(({ name }) => name)).toEqual([touched['ชื่อ-สกุล']])
    const after = await pull(volunteer, '120601')
    expect(after.households.map(({ houseNo, area }) => `${area} ${houseNo}`)).not.toContain('12060112 1')
    expect(after.households.map(({ houseNo, area }) => `${area} ${houseNo}`)).toContain('12060112 2')
    // the number is free again
    expect((await bring([fresh])).counts).toMatchObject({ new: 1 })
  })
})

test(
  'only coordinators bring residents in, and only as long as they are',
  inWorld(async (own) => {
    const keeper = await own.as('volunteer')
    const file = await fileOf('csv', [person()])
    expect((await upload(keeper, file, 'r.csv', 'residents')).code).toBe('not-allowed')
    const coordinator = await own.coordinatorOf('1206')
    const { id } = await bring([person()], coordinator, own)
    const national = await own.as('national')
    for (const grant of must(await national.call('GET /grants', { query: { area: '1206' } })).body.items)
      must(await national.call('POST /grants/:id/end', { params: { id: grant.id } }))
    // who keeps a facility may still bring in facilities
    must(await coordinator.call('POST /facilities', { body: facility({ lat: 13.99 }) }))
    const params = { id }
    expect((await coordinator.call('GET /imports/:id/rows', { params, query: {} })).code).toBe('not-allowed')
  }),
)

test('who is erased is gone from the files that brought them, too', async () => {
  const { id } = await bring([person({ 'ชื่อ-สกุล': 'สมมติ ขอลบ' }), person({ 'ชื่อ-สกุล': 'สมมติ คนอยู่ต่อ' })])
  await commit(world, who, id)
  const [erased, stays] = await rowsOf(who, id)
  must(
    await who.call('POST /register/residents/:id/erase', {
      params: { id: erased?.targetId ?? '' },
      body: { reason: 'เจ้าตัวขอ' },
    }),
  )
  const after = await rowsOf(who, id)
  expect(after.map(({ cells }) => Object.keys(cells).length)).toEqual([
    0,
    Object.keys(stays?.cells ?? {}).length,
  ])
  expect(JSON.stringify(after)).not.toContain('ขอลบ')
})

test('who is erased before a file is written is not written by it again; all others are', async () => {
  const [own, other] = [person(), person()]
  await commit(world, who, (await bring([own, other])).id)
  const told = [own, other].map((row) => ({ ...row, หมายเหตุ: 'ย้ายไปอยู่กับลูก' }))
  const { id, counts } = await bring(told)
  expect(counts).toMatchObject({ changes: 2 })
  const [first] = await rowsOf(who, id)
  must(
    await who.call('POST /register/residents/:id/erase', {
      params: { id: first?.targetId ?? '' },
      body: { reason: 'เจ้าตัวขอ' },
    }),
  )
  expect(await commit(world, who, id, 'all')).toMatchObject({ status: 'committed', written: 1 })
  const names = (await residents('120601')).map(({ name }) => name)
  expect(names).toContain(other['ชื่อ-สกุล'])
  expect(names).not.toContain(own['ชื่อ-สกุล'])
})

test(
  'nothing of a file of residents is readable in the database, nor is its file left',
  inWorld(async (own) => {
    const coordinator = await own.as('coordinator')
    const number = identity()
    const secret = {
      'ชื่อ-สกุล': 'ลับสมมติ ลับสกุล',
      เลขบัตรประชาชน: number,
      เบอร์โทร: '0899990001',
      หมายเหตุ: 'ลับหมายเหตุ',
    }
    const there = await bring([person({ เลขบัตรประชาชน: number, 'ชื่อ-สกุล': 'ลับสมมติ ลับเดิม' })], coordinator, own)
    await commit(own, coordinator, there.id)
    const { id } = await bring([person(secret), person({ เลขบัตรประชาชน: '1234567890120' })], coordinator, own)
    const mend = { params: { id, number: 2 }, body: { cells: { note: 'ลับแก้มือ' } } }
    must(await coordinator.call('POST /imports/:id/rows/:number/mend', mend))
    await commit(own, coordinator, id)
    const db = new pg.Client({ connectionString: own.ownerUrl })
    await db.connect()
    try {
      const { rows } = await db.query<{ dump: string }>(`
        select coalesce(string_agg(one::text, ' '), '') as dump from (
          select to_jsonb(import) as one from import
          union all select to_jsonb(import_row) from import_row
          union all select to_jsonb(import_key) from import_key
          union all select to_jsonb(import_memory) from import_memory) as everything`)
      const dump = rows[0]?.dump ?? ''
      expect(dump.length).toBeGreaterThan(1000)
      for (const word of ['ลับ', number, '1234567890120', '899990001', '12/3', number.slice(1, 12)])
        expect(dump).not.toContain(word)
    } finally {
      await db.end()
    }
    expect(own.log()).not.toContain(number)
  }),
)

test('a file without headings is refused: its first row is somebody', async () => {
  const bytes = Buffer.from(`สมมติ หนึ่ง,ปากเกร็ด\nสมมติ สอง,ปากเกร็ด\n${randomBytes(2).toString('hex')},ก\n`)
  expect((await upload(who, bytes, 'r.csv', 'residents')).code).toBe('file-no-header')
})

test('phones and files meet: a house made on a phone is the house of the row', async () => {
  const volunteer = await world.as('volunteer')
  const home = household({ area: '12060110', houseNo: '55/1' })
  await push(volunteer, [home, resident(home.record, { name: 'สมมติ มาก่อน' })])
  await commit(world, who, (await bring([person({ หมู่ที่: '10', บ้านเลขที่: '55/1' })])).id)
  const people = await residents('12060110')
  expect(people.map((one) => one.household)).toEqual([home.record, home.record])
})
