import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readImport, rowsOf, upload } from './imports/files.ts'
import { household, identityNumber, push, resident } from './register-world.ts'
import { type Caller, must, openWorld, type World } from './world.ts'

let world: World
let who: Caller
const numbers = [identityNumber(), identityNumber()]
beforeAll(async () => {
  world = await openWorld()
  who = await world.as('coordinator')
  const volunteer = await world.as('volunteer')
  const home = household({ area: '12060101', houseNo: '1/2', landmark: 'ข้างวัด', point: [100.5, 13.91] })
  const bare = household({ area: '120602', houseNo: null })
  await push(volunteer, [
    home,
    bare,
    resident(home.record, {
      ...{ name: '=HYPERLINK("http://x","สมมติ")', identity: { kind: 'thai', number: numbers[0] ?? '' } },
      ...{
        birthYear: 2500,
        sex: 'male',
        nationality: 'MM',
        phone: '0810000001',
        tags: ['elderly', 'bed-bound'],
      },
      ...{
        wish: 'does-not-want',
        reasons: ['side-effects', 'no-transport'],
        note: '+66 ห้ามโทร, "หลัง" 6 โมง',
      },
      doses: {
        1: { brand: 'pfizer', on: '2021-12-01', place: 'อนามัย' },
        2: { brand: null, on: null, place: null },
      },
      ...{ infectedMonth: '2022-03', nextVisitOn: '2026-12-01' },
    }),
    resident(home.record, { name: 'สมมติ พาสปอร์ต', identity: { kind: 'passport', number: 'AA1234567' } }),
    resident(bare.record, { name: null, identity: { kind: 'thai', number: numbers[1] ?? '' } }),
    resident(bare.record, { name: 'สมมติ ไม่มีอะไร', identity: { kind: 'none', number: null } }),
  ])
}, 30_000)
afterAll(() => world.close())

const exported = async (by: Caller, kind: 'csv' | 'xlsx', query = '') => {
  const url = `/api/export/residents.${kind}${query}`
  const { statusCode, rawPayload } = await world.app.inject({ url, headers: { cookie: by.cookie() } })
  return { status: statusCode, bytes: rawPayload }
}

for (const kind of ['csv', 'xlsx'] as const)
  test(`what is exported and brought in again changes nothing, ${kind}`, async () => {
    const { bytes } = await exported(who, kind)
    const sent = must(await upload(who, bytes, `residents.${kind}`, 'residents'))
    await world.settle()
    expect(sent.body.columns.every(({ field }) => field !== null)).toBe(true)
    expect(await rowsOf(who, sent.body.id, 'look')).toEqual([])
    expect(await readImport(who, sent.body.id)).toMatchObject({
      counts: { same: 4, new: 0, changes: 0, problem: 0 },
    })
  })

test('identity numbers are masked, in full or hashed they are not in it; nothing is a formula', async () => {
  const { bytes } = await exported(who, 'csv')
  const text = bytes.toString()
  for (const number of [...numbers, 'AA1234567']) {
    expect(text).not.toContain(number)
    expect(text).not.toContain(createHash('sha256').update(number).digest('hex'))
  }
  expect(text).toMatch(/\d-\d{4}-xxxxx-x\d-\d/)
  expect(text).not.toMatch(/(^|[,"\n])[=+@]/)
})

test('is of the own area, narrower where that is asked, and written down', async () => {
  const elsewhere = await world.coordinatorOf('10')
  const lines = async (by: Caller, query = '') =>
    (await exported(by, 'csv', query)).bytes.toString().trim().split('\r\n').length - 1
  expect(await lines(who)).toBe(4)
  expect(await lines(who, '?area=120602')).toBe(2)
  expect(await lines(elsewhere)).toBe(0)
  expect((await exported(who, 'csv', '?area=10')).status).toBe(403)
  expect((await exported(world.stranger(), 'csv')).status).toBe(401)
  const audit = await world.parts.db
    .selectFrom('audit')
    .select('action')
    .where('action', '=', 'register/export')
    .execute()
  expect(audit.length).toBeGreaterThan(3)
})
