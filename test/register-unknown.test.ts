import fc from 'fast-check'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ResidentSet } from '../contract/register.ts'
import { profiles } from '../profiles/index.ts'
import { tagsInYear } from '../profiles/tags-by-age.ts'
import { facilityOf, verifiedFacility } from './facilities-world.ts'
import { readImport, upload } from './imports/files.ts'
import { edit, household, pull, push, resident } from './register-world.ts'
import { type Caller, must, openWorld, type Person, type World } from './world.ts'

const area = '12060101'
const dose = { brand: 'sinovac', on: '2021-07-05', place: null }
let world: World
let volunteer: Caller
let coordinator: Person
const home = household({ area })
const people = {
  notAsked: resident(home.record, { name: 'สมมติ ยังไม่ถาม', birthYear: 2490, wish: 'wants' }),
  none: resident(home.record, { name: 'สมมติ ไม่เคยฉีด', birthYear: 2509, noDoses: true, wish: 'wants' }),
  once: resident(home.record, {
    name: 'สมมติ เข็มเดียว',
    birthYear: 2510,
    doses: { 1: dose },
    tags: ['elderly'],
  }),
  twice: resident(home.record, { name: 'สมมติ สองเข็ม', noDoses: true, doses: { 1: dose, 2: dose } }),
  ticked: resident(home.record, { name: 'สมมติ ไม่รู้ปีเกิด', tags: ['elderly', 'bed-bound'] }),
}

beforeAll(async () => {
  world = await openWorld()
  volunteer = await world.as('volunteer')
  coordinator = await world.as('coordinator')
  await push(volunteer, [home, ...Object.values(people)])
  await world.settle()
}, 30_000)
afterAll(() => world.close())

const figures = async (of: string) =>
  must(await coordinator.call('GET /register/figures', { query: { area: of } })).body.total

const listed = async (query: {
  doses?: 'not-asked' | 'none' | 'some' | 'enough'
  tag?: string
  measure?: string
}) => {
  const { items } = must(
    await coordinator.call('GET /register/residents', { query: { area, ...query } }),
  ).body
  return items.map(({ name }) => name).toSorted()
}

const names = (...of: (keyof typeof people)[]) =>
  of.map((one) => (people[one].set as ResidentSet).name).toSorted()

test('doses nobody has asked about are counted apart from no dose, for village, subdistrict and province', async () => {
  for (const of of [area, '120601', '1206', '12'])
    expect(await figures(of), of).toMatchObject({
      found: 5,
      'doses:not-asked': 2,
      'doses:none': 1,
      'doses:some': 1,
      'doses:enough': 1,
    })
})

test('each figure of doses and of age opens exactly the people it counts', async () => {
  const expected = {
    'doses:not-asked': names('notAsked', 'ticked'),
    'doses:none': names('none'),
    'doses:some': names('once'),
    'doses:enough': names('twice'),
    'tag:elderly': names('notAsked', 'none', 'ticked'),
  }
  const total = await figures('1206')
  for (const [measure, whom] of Object.entries(expected)) {
    expect(await listed({ measure }), measure).toEqual(whom)
    expect(total[measure], measure).toBe(whom.length)
  }
  expect(await listed({ doses: 'not-asked' })).toEqual(expected['doses:not-asked'])
  expect(await listed({ doses: 'none' })).toEqual(expected['doses:none'])
  expect(await listed({ tag: 'elderly' })).toEqual(expected['tag:elderly'])
})

test('a phone, the desk and the export say "not asked", "none" and a number apart', async () => {
  const { residents } = await pull(volunteer, '120601')
  const told = Object.fromEntries(
    residents.map((one) => [one.name, [one.noDoses, Object.keys(one.doses).length]]),
  )
  expect(told).toEqual({
    'สมมติ ยังไม่ถาม': [null, 0],
    'สมมติ ไม่เคยฉีด': [true, 0],
    'สมมติ เข็มเดียว': [null, 1],
    'สมมติ สองเข็ม': [null, 2],
    'สมมติ ไม่รู้ปีเกิด': [null, 0],
  })
  const { rawPayload } = await world.app.inject({
    url: '/api/export/residents.csv',
    headers: { cookie: coordinator.cookie() },
  })
  const [head = '', ...lines] = rawPayload
    .toString()
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n')
  const column = (name: string) => head.split(',').indexOf(name)
  const cells = lines.map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/))
  const counts = cells.map((row) => [row[column('ชื่อ-สกุล')], row[column('จำนวนเข็ม')]])
  expect(Object.fromEntries(counts)).toEqual({
    'สมมติ ยังไม่ถาม': '',
    'สมมติ ไม่เคยฉีด': '0',
    'สมมติ เข็มเดียว': '1',
    'สมมติ สองเข็ม': '2',
    'สมมติ ไม่รู้ปีเกิด': '',
  })
  const groups = Object.fromEntries(cells.map((row) => [row[column('ชื่อ-สกุล')], row[column('กลุ่ม')]]))
  expect(groups['สมมติ ยังไม่ถาม']).toContain('60')
  expect(groups['สมมติ เข็มเดียว']).toBe('')
})

test('a file that says 0 doses says none were given; one that says nothing of doses asks nobody', async () => {
  const csv =
    'ชื่อ-สกุล,ปีเกิด,จำนวนเข็ม,รหัสพื้นที่\n' +
    'สมมติ ศูนย์,2530,0,12060102\nสมมติ ไม่เคย,2531,ยังไม่เคยฉีด,12060102\nสมมติ ว่าง,2532,,12060102\nสมมติ ไม่ทราบ,2533,ไม่ทราบ,12060102\n'
  const sent = must(await upload(coordinator, Buffer.from(csv), 'residents.csv', 'residents'))
  await world.settle()
  expect(await readImport(coordinator, sent.body.id)).toMatchObject({ counts: { new: 4, problem: 0 } })
  must(
    await coordinator.call('POST /imports/:id/commit', {
      params: { id: sent.body.id },
      body: { rows: 'good' },
    }),
  )
  await world.settle()
  expect(await figures('12060102')).toMatchObject({ found: 4, 'doses:none': 2, 'doses:not-asked': 2 })
})

test('answers are taken in whatever order they come: a dose outweighs "none", and taking it back leaves "none"', async () => {
  const one = resident(home.record, { name: 'สมมติ เปลี่ยนคำ', noDoses: true })
  await push(volunteer, [one, edit('resident', one.record, { doses: { 1: dose } })])
  const now = async () => (await pull(volunteer, '120601')).residents.find(({ id }) => id === one.record)
  expect(await now()).toMatchObject({ noDoses: null, doses: { 1: dose } })
  const base = (await now())?.seq ?? 0
  await push(volunteer, [edit('resident', one.record, { doses: { 1: null }, noDoses: true }, { base })])
  expect(await now()).toMatchObject({ noDoses: true, doses: {} })
})

test('an appointment of somebody never asked names no number of a dose; of others the next one', async () => {
  const kind = world.parts.profile.register.siteKind
  const site = await verifiedFacility(world, facilityOf(kind, { name: { th: 'จุดฉีดสมมติ' } }))
  const doseOf = async (id: string) => {
    const body = { appointment: newId(), facility: site.id, at: '2026-11-24T10:00:00+07:00' }
    const booked = await volunteer.call('POST /register/residents/:id/appointments', { params: { id }, body })
    return must(booked).body.dose
  }
  expect(await doseOf(people.notAsked.record)).toBeNull()
  expect(await doseOf(people.none.record)).toBe(1)
  expect(await doseOf(people.once.record)).toBe(2)
})

test('who turns 60 in a new year is counted with it, though nothing of theirs has changed', async () => {
  expect((await figures('12'))['tag:elderly']).toBe(3)
  await world.later({ days: 60 })
  coordinator = await world.signIn(coordinator.phone, coordinator.name)
  expect((await figures('12'))['tag:elderly']).toBe(4)
})

test('a group of an age follows from the birth year alone where it is known, from the tick where it is not', () => {
  for (const { tags } of profiles)
    fc.assert(
      fc.property(
        fc.option(fc.integer({ min: 1890, max: 2026 })),
        fc.subarray(tags.map(({ id }) => id)),
        fc.integer({ min: 2021, max: 2060 }),
        (birthYear, ticked, year) => {
          const told = tagsInYear({ tags: ticked, birthYear }, year, tags)
          for (const { id, fromAge } of tags) {
            const byAge = fromAge !== undefined && birthYear !== null
            expect(told.includes(id)).toBe(byAge ? year - birthYear >= fromAge : ticked.includes(id))
          }
        },
      ),
    )
})
