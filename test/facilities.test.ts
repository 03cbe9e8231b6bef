import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asOwner, facilityRow, insertFacilities, type Seed } from './setup/facilities.ts'
import { openWorld, type World } from './world.ts'

let world: World
const ids: Record<string, string> = {}

beforeAll(async () => {
  world = await openWorld()
  await seed({
    beds: { name_th: 'โรงพยาบาลสนามตัวอย่าง', name_en: 'Sample field hospital', room_total: 40, room_free: 12 },
    full: { name_th: 'ศูนย์พักคอยเต็ม', kind: 'waiting-centre', state: 'full', lon: 100.6 },
    proposed: { name_th: 'ที่เสนอใหม่', verification: 'proposed' },
    refused: { name_th: 'ที่ไม่รับ', verification: 'refused', refused_reason: 'ซ้ำ' },
    gone: { name_th: 'ที่เลิกแล้ว', gone_at: world.now(), gone_reason: 'รวมกับที่อื่น' },
    old: {
      name_th: 'เก่าเก็บ',
      kind: 'oxygen-point',
      subdistrict_code: '100101',
      lon: 100.49,
      lat: 13.75,
      confirmedHoursAgo: { state: 30 },
    },
    ageing: { name_th: 'เกินครึ่ง', kind: 'hospital', lon: 101, confirmedHoursAgo: { state: 8 * 24 } },
  })
}, 30_000)
afterAll(() => world.close())

async function seed(seeds: Record<string, Seed>): Promise<void> {
  const rows = Object.entries(seeds).map(([name, seed]) => {
    const row = facilityRow(world.now(), seed)
    ids[name] = row.id
    return row
  })
  await insertFacilities(world.ownerUrl, rows)
  await world.settle()
}

const list = async (query: object = {}) => {
  const { body } = await world.stranger().call('GET /facilities', { query })
  return body.items
}
const names = async (query: object = {}) => (await list(query)).map(({ name }) => name.th)
const sheet = (name: string) =>
  world.stranger().call('GET /facilities/:id', { params: { id: ids[name] ?? '' } })

describe('the list', () => {
  test('has what is verified and serves, by name as a Thai dictionary orders it', async () => {
    expect(await names()).toEqual(['เก่าเก็บ', 'เกินครึ่ง', 'โรงพยาบาลสนามตัวอย่าง', 'ศูนย์พักคอยเต็ม'])
  })

  test('begins with the nearest where a place is given, and tells metres', async () => {
    const items = await list({ near: '100.506,13.912' })
    expect(items.map(({ name }) => name.th)).toEqual([
      'โรงพยาบาลสนามตัวอย่าง',
      'ศูนย์พักคอยเต็ม',
      'เก่าเก็บ',
      'เกินครึ่ง',
    ])
    expect(items.map(({ distanceMetres }) => Math.round((distanceMetres ?? 0) / 1000))).toEqual([
      0, 10, 18, 53,
    ])
    expect((await list())[0]).not.toHaveProperty('distanceMetres')
  })

  test.each([
    [{ kind: 'oxygen-point' }, ['เก่าเก็บ']],
    [{ kind: 'oxygen-point,waiting-centre' }, ['เก่าเก็บ', 'ศูนย์พักคอยเต็ม']],
    [{ area: '10' }, ['เก่าเก็บ']],
    [{ area: '1206', kind: 'hospital,waiting-centre' }, ['เกินครึ่ง', 'ศูนย์พักคอยเต็ม']],
    [{ open: true }, ['เกินครึ่ง', 'โรงพยาบาลสนามตัวอย่าง']],
    [{ open: false, kind: 'waiting-centre' }, ['ศูนย์พักคอยเต็ม']],
    [{ fresh: true, kind: 'oxygen-point,hospital' }, ['เกินครึ่ง']],
    [{ q: 'พักคอย' }, ['ศูนย์พักคอยเต็ม']],
    [{ q: 'SAMPLE' }, ['โรงพยาบาลสนามตัวอย่าง']],
    [{ q: '%' }, []],
    [{ q: 'พักคอย', near: '100.5,13.9' }, ['ศูนย์พักคอยเต็ม']],
  ])('narrows by %j', async (query, expected) => {
    expect(await names(query)).toEqual(expected)
  })

  test('pages to its end in both orders', async () => {
    for (const order of [
      {},
      { near: '100.49,13.75' },
      { near: '100.49,13.75', kind: 'hospital,field-hospital' },
    ]) {
      const whole = await names(order)
      const paged: string[] = []
      let after: string | null = null
      do {
        const query: object = { ...order, limit: 1, ...(after && { after }) }
        const { body } = await world.stranger().call('GET /facilities', { query })
        paged.push(...body.items.map(({ name }) => name.th))
        after = body.next
      } while (after !== null)
      expect(paged).toEqual(whole)
    }
  })

  test.each([
    [{ kind: 'bakery' }, '/kind', 'unknown-value'],
    [{ kind: 'Hospital' }, '/kind', 'wrong-format'],
    [{ fits: 'everybody' }, '/fits', 'unknown-value'],
    [{ near: '100.5' }, '/near', 'wrong-format'],
    [{ near: '190,13' }, '/near', 'out-of-range'],
    [{ near: '100,91' }, '/near', 'out-of-range'],
    [{ after: 'x' }, '/after', 'wrong-format'],
    [{ near: '100,13', after: `${newId()}~far` }, '/after', 'wrong-format'],
    [{ area: '1' }, '/area', 'wrong-format'],
    [{ open: 'perhaps' }, '/open', 'wrong-type'],
    [{ limit: 201 }, '/limit', 'out-of-range'],
  ])('refuses %j by the name of the field', async (query, path, code) => {
    const { status, errors } = await world
      .stranger()
      .send('GET', `/api/facilities?${new URLSearchParams(query as Record<string, string>)}`)
    expect([status, errors]).toEqual([400, [{ path, code }]])
  })

  test('refuses an area that is none', async () => {
    const { code } = await world.stranger().call('GET /facilities', { query: { area: '99' } })
    expect(code).toBe('area-unknown')
  })
})

describe('the sheet', () => {
  test('tells all that the public may know', async () => {
    await seed({
      whole: {
        kind: 'waiting-centre',
        name_en: 'Sample centre',
        address: 'ถนนตัวอย่าง',
        note: 'เข้าทางประตู 2',
        cost: 'ฟรี',
        admits: ['green', 'stretcher'],
        hours: '24/7',
        values: { gives: ['meals'], kits: 20 },
        room_total: 50,
        room_free: 8,
        own_code: 'A-1',
        confirmedHoursAgo: { state: 2, room: 13, kits: 80 },
      },
    })
    const { body } = await sheet('whole')
    expect(body).toMatchObject({
      ...{ status: 'open', doubted: false, address: 'ถนนตัวอย่าง', note: 'เข้าทางประตู 2', cost: 'ฟรี' },
      ...{
        exactness: 'pin',
        agency: null,
        reopensAt: null,
        goneReason: null,
        admits: ['green', 'stretcher'],
      },
      ...{ freshness: 'stale', confirmedBy: 'keeper' },
      room: { total: 50, free: 8, held: 0, hoursLeft: null, freshness: 'ageing' },
      hours: { text: '24/7', openNow: true, changesAt: null },
    })
    expect(body.values.map(({ id, value, freshness }) => [id, value, freshness])).toEqual([
      ['kits', 20, 'stale'],
      ['gives', ['meals'], 'fresh'],
    ])
    expect(body).not.toHaveProperty('ownCode')
  })

  test('is there for one that is gone, and says so', async () => {
    expect((await sheet('gone')).body).toMatchObject({ status: 'gone', goneReason: 'รวมกับที่อื่น' })
  })

  test.each(['proposed', 'refused', 'none'])('is not there for one that is %s', async (name) => {
    ids.none = newId()
    expect(await sheet(name)).toMatchObject({ status: 404, code: 'facility-not-found' })
  })

  test('is not sent twice to who has it', async () => {
    const id = ids.beds ?? ''
    const url = `/api/facilities/${id}`
    const { headers } = await world.app.inject({ url })
    const again = await world.app.inject({ url, headers: { 'if-none-match': String(headers.etag) } })
    expect(again.statusCode).toBe(304)
  })

  test('counts the places held, and lets them go when their time has come', async () => {
    await seed({ held: { room_total: 5, room_free: 2, lon: 103 } })
    const holder = await world.as('volunteer')
    const { account } = (await holder.call('GET /me')).body
    const until = new Date(world.now().getTime() + 30 * 60_000)
    await asOwner(world.ownerUrl, (owner) =>
      owner.query(
        'insert into facility_hold (province_code, facility_id, id, amount, account_id, made_at, until) values ($1, $2, $3, 2, $4, $5, $6)',
        ['12', ids.held, newId(), account?.id, world.now(), until],
      ),
    )
    expect((await sheet('held')).body).toMatchObject({ status: 'full', room: { free: 0, held: 2 } })
    expect(await list({ near: '103,13.9', limit: 1, room: true })).not.toMatchObject([{ id: ids.held }])
    await world.later({ minutes: 31 })
    expect((await sheet('held')).body).toMatchObject({ status: 'open', room: { free: 2, held: 0 } })
    expect(await list({ near: '103,13.9', limit: 1, room: true })).toMatchObject([{ id: ids.held }])
  })

  test('tells how long stock lasts by its use', async () => {
    await seed({ oxygen: { kind: 'oxygen-point', room_free: 12, room_total: 60 } })
    await asOwner(world.ownerUrl, (owner) =>
      owner.query(
        `insert into facility_movement (province_code, facility_id, id, at, kind, amount, free)
         select '12', $1, gen_random_uuid(), $2::timestamptz - make_interval(hours => h), kind, amount, free
         from (values (30, 'out', 10, 50), (20, 'count', 30, 30), (10, 'out', 6, 24), (5, 'count', 12, 12)) as m (h, kind, amount, free)`,
        [ids.oxygen, world.now()],
      ),
    )
    // 6 went out and 12 were missing at the last count, in 24 hours
    expect((await sheet('oxygen')).body.room).toMatchObject({ free: 12, hoursLeft: 16 })
  })
})

test('counts say how many of each kind there are, and how many of them are old information', async () => {
  const { body } = await world.stranger().call('GET /facilities/counts', { query: { area: '10' } })
  expect(body.items.map(({ kind }) => kind)).toEqual(
    world.parts.profile.facilityKinds.map(({ kind }) => kind),
  )
  expect(body.items.find(({ kind }) => kind === 'oxygen-point')).toEqual({
    ...{ kind: 'oxygen-point', count: 1, stale: 1, open: 0 },
  })
  expect(body.items.find(({ kind }) => kind === 'hospital')).toMatchObject({ count: 0 })
})
