import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ResidentSet } from '../contract/register.ts'
import { facilityOf, verifiedFacility } from './facilities-world.ts'
import { edit, household, pull, push, resident } from './register-world.ts'
import { must, openWorld, type Person, type World } from './world.ts'

let world: World
let volunteer: Person
let site: string
let closed: string

beforeAll(async () => {
  world = await openWorld()
  volunteer = await world.as('volunteer')
  const kind = world.parts.profile.register.siteKind
  const made = async (changed: Parameters<typeof facilityOf>[1]) =>
    (await verifiedFacility(world, facilityOf(kind, changed))).id
  site = await made({ name: { th: 'จุดฉีดสมมติ' }, hours: 'Mo-Fr 08:00-16:00', room: { total: 2, free: 2 } })
  closed = await made({ name: { th: 'จุดฉีดวันเสาร์สมมติ' }, hours: 'Sa 08:00-16:00', lat: 13.95 })
})
afterAll(() => world.close())

/** Somebody of ตำบลปากเกร็ด who wants it, changed as said. */
async function someone(set: ResidentSet = {}): Promise<string> {
  const home = household()
  const person = resident(home.record, { wish: 'wants', ...set })
  await push(volunteer, [home, person])
  return person.record
}

const monday = '2026-11-23'
type Booking = { appointment?: string; facility?: string; at?: string }
const book = (id: string, { appointment = newId(), facility = site, at }: Booking = {}, by = volunteer) =>
  by.call('POST /register/residents/:id/appointments', {
    params: { id },
    body: { appointment, facility, at: at ?? `${monday}T10:00:00+07:00` },
  })
const settle = (id: string, outcome: 'came' | 'missed' | 'cancelled', by = volunteer) =>
  by.call('POST /register/appointments/:id/outcome', { params: { id }, body: { outcome } })
const read = async (id: string) =>
  must(await volunteer.call('GET /register/residents/:id', { params: { id } })).body
const sitesOn = async (on: string) =>
  must(await volunteer.call('GET /register/sites', { query: { area: '120601', on } })).body.items

describe('sites near', () => {
  test('are told with what they give a day, what is booked of it, and whether they are open then', async () => {
    expect(await sitesOn(monday)).toMatchObject([
      { id: site, name: 'จุดฉีดสมมติ', perDay: 2, booked: 0, openThen: true, stale: false },
      { id: closed, perDay: 10, openThen: false },
    ])
    expect(await sitesOn('2026-11-28')).toMatchObject([
      { id: site, openThen: false },
      { id: closed, openThen: true },
    ])
  })

  test('of no area, and on no day of the calendar, are refused', async () => {
    const ask = (query: { area: string; on: string }) => volunteer.call('GET /register/sites', { query })
    expect((await ask({ area: '999999', on: monday })).code).toBe('area-unknown')
    expect((await ask({ area: '120601', on: '2026-02-30' })).code).toBe('invalid-input')
  })
})

describe('who wants it is booked', () => {
  test('who died or moved takes no place and is on no list of a day', async () => {
    const day = '2026-12-15'
    const [dies, stays] = [await someone(), await someone()]
    for (const id of [dies, stays]) must(await book(id, { at: `${day}T09:00:00+07:00` }))
    expect((await book(await someone(), { at: `${day}T09:00:00+07:00` })).code).toBe('site-full')
    await push(volunteer, [edit('resident', dies, { gone: { how: 'died', to: null } }, { base: 1 })])
    must(await book(await someone(), { at: `${day}T09:00:00+07:00` }))
    const listed = must(
      await volunteer.call('GET /register/lists/wants', { query: { facility: site, on: day } }),
    ).body.items
    expect(listed.map((one) => one.resident.id)).not.toContain(dies)
    expect(listed.map((one) => one.resident.id)).toContain(stays)
  })

  test('once: the same again is the same, another is refused', async () => {
    const [id, appointment] = [await someone({ noDoses: true }), newId()]
    const first = await book(id, { appointment, at: '2026-11-24T09:30:00+07:00' })
    expect(first.status).toBe(201)
    expect(first.body).toMatchObject({ facility: { name: 'จุดฉีดสมมติ' }, dose: 1, state: 'booked' })
    const again = await book(id, { appointment, at: '2026-11-24T09:30:00+07:00' })
    expect([again.status, again.body]).toEqual([200, first.body])
    expect((await book(id)).code).toBe('already-booked')
    expect((await book(await someone(), { appointment })).code).toBe('id-taken')
    const wanting = must(await volunteer.call('GET /register/lists/wants', { query: {} })).body.items
    expect(wanting.map(({ resident: one }) => one.id)).not.toContain(id)
    const query = { facility: site, on: '2026-11-24' }
    const booked = must(await volunteer.call('GET /register/lists/wants', { query })).body.items
    expect(booked.map(({ resident: one }) => one.id)).toEqual([id])
  })

  test('and the phones hear of it', async () => {
    const id = await someone()
    const { next } = await pull(volunteer, '120601')
    must(await book(id, { at: '2026-11-25T09:30:00+07:00' }))
    const { residents } = await pull(volunteer, '120601', { since: next })
    expect(residents).toMatchObject([{ id, appointment: { state: 'booked', facility: 'จุดฉีดสมมติ' } }])
  })

  test('only while there is a place that day, whoever books: of many at once, two are taken', async () => {
    const at = '2026-11-26T09:00:00+07:00'
    const other = await world.coordinatorOf('10')
    const home = household({ area: '100101' })
    const bangkok = resident(home.record)
    await push(other, [home, bangkok])
    const people = [await someone(), await someone(), await someone()]
    const answers = await Promise.all([
      ...people.map((id) => book(id, { at })),
      book(bangkok.record, { at }, other),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409])
    expect(new Set(answers.map(({ code }) => code))).toEqual(new Set([undefined, 'site-full']))
    expect(await sitesOn('2026-11-26')).toMatchObject([{ booked: 2 }, { booked: 0 }])
  })

  test('on a day, the hours of the site are given out in their order, as many in each as its share of the day', async () => {
    const kind = world.parts.profile.register.siteKind
    const hours = 'Mo-Fr 08:30-10:30,13:00-14:00'
    const made = facilityOf(kind, {
      name: { th: 'จุดฉีดสามชั่วโมงสมมติ' },
      hours,
      room: { total: 5, free: 5 },
      lat: 13.97,
    })
    const { id: facility } = await verifiedFacility(world, made)
    const bookOn = (id: string, on: string, appointment = newId()) =>
      volunteer.send('POST', `/api/register/residents/${id}/appointments`, { appointment, facility, on })
    const timeOf = (answer: { body: unknown }) => {
      const told = (answer.body as { at?: string }).at
      return (
        told && new Date(told).toLocaleTimeString('en-GB', { timeZone: 'Asia/Bangkok', timeStyle: 'short' })
      )
    }
    const people = await Promise.all(Array.from({ length: 6 }, () => someone()))
    must(await book(people[0] ?? '', { facility, at: '2026-12-01T09:00:00+07:00' }))
    const appointment = newId()
    const second = await bookOn(people[1] ?? '', '2026-12-01', appointment)
    expect([second.status, timeOf(second)]).toEqual([201, '08:30'])
    const again = await bookOn(people[1] ?? '', '2026-12-01', appointment)
    expect([again.status, again.body]).toEqual([200, second.body])
    const others = await Promise.all(people.slice(2).map((id) => bookOn(id, '2026-12-01')))
    expect(others.map(({ code }) => code).sort()).toEqual(['site-full', undefined, undefined, undefined])
    expect(others.map(timeOf).sort()).toEqual(['09:30', '09:30', '13:00', undefined])
    const [left = ''] = [await someone()]
    // Saturday; today, from now on: it is nine, and half past nine is the next
    expect((await bookOn(left, '2026-12-05')).code).toBe('site-not-fit')
    expect(timeOf(await bookOn(left, monday))).toBe('09:30')
    for (const on of ['2026-11-22', '2026-02-30', '2027-12-01'])
      expect(await bookOn(await someone(), on)).toMatchObject({
        code: 'invalid-input',
        errors: [{ path: '/on' }],
      })
    const url = `/api/register/residents/${await someone()}/appointments`
    const neither = { appointment: newId(), facility }
    expect(await volunteer.send('POST', url, neither)).toMatchObject({
      errors: [{ path: '/at', code: 'required' }],
    })
    const both = { ...neither, on: '2026-12-01', at: '2026-12-01T09:00:00+07:00' }
    expect(await volunteer.send('POST', url, both)).toMatchObject({
      code: 'invalid-input',
      errors: [{ path: '/on' }],
    })
  })

  test.each([
    ['24/7', '06:00'],
    ['Tu 20:00-24:00; We 00:00-02:00,17:00-19:00', '17:00'],
    ['We 11:45-12:15', '11:45'],
  ])('nobody is given an hour of the night, nor of another day: %s', async (hours, first) => {
    const kind = world.parts.profile.register.siteKind
    const made = facilityOf(kind, {
      name: { th: `จุดฉีด ${first} สมมติ` },
      hours,
      lat: 13.9 + Number(first[1]) / 100,
    })
    const { id: facility } = await verifiedFacility(world, made)
    const body = { appointment: newId(), facility, on: '2026-12-02' }
    const params = { id: await someone() }
    const booked = must(
      await volunteer.call('POST /register/residents/:id/appointments', { params, body }),
    ).body
    expect(Date.parse(booked.at)).toBe(Date.parse(`2026-12-02T${first}:00+07:00`))
  })

  test('not where nobody is open then, not in the past, not at another kind of place', async () => {
    const id = await someone()
    const beds = (await verifiedFacility(world)).id
    expect((await book(id, { facility: closed })).code).toBe('site-not-fit')
    expect((await book(id, { at: `${monday}T18:00:00+07:00` })).code).toBe('site-not-fit')
    expect((await book(id, { facility: beds })).code).toBe('site-not-fit')
    expect((await book(id, { facility: newId() })).code).toBe('site-not-fit')
    expect((await book(id, { at: '2026-11-20T10:00:00+07:00' })).code).toBe('invalid-input')
    expect((await book(await someone({ gone: { how: 'died', to: null } }))).code).toBe('record-gone')
  })

  test('not where the keeper says today that nobody is taken, whatever the hours say', async () => {
    const kind = world.parts.profile.register.siteKind
    const body = facilityOf(kind, { name: { th: 'จุดฉีดหยุดสมมติ' }, hours: 'Mo-Fr 08:00-16:00' })
    const { id: facility } = await verifiedFacility(world, { ...body, state: 'closed', lat: 13.99 })
    expect((await book(await someone(), { facility })).code).toBe('site-not-fit')
    expect((await book(await someone(), { facility, at: '2026-11-24T10:00:00+07:00' })).status).toBe(201)
    expect((await sitesOn(monday)).find(({ id }) => id === facility)?.openThen).toBe(false)
  })

  test('only by those of the area', async () => {
    const other = await world.volunteerOf('1205')
    expect((await book(await someone(), {}, other)).code).toBe('resident-not-found')
  })
})

describe('what came of it', () => {
  const on = (day: string) => `${day}T11:00:00+07:00`
  const booked = async (day: string, set: ResidentSet = {}) => {
    const [id, appointment] = [await someone(set), newId()]
    must(await book(id, { appointment, at: on(day) }))
    return { id, appointment }
  }

  test('who came has one dose more, of the day and the site, and wants the next', async () => {
    const { id, appointment } = await booked('2026-11-30')
    await world.later({ days: 7, hours: 8 })
    expect(must(await settle(appointment, 'came')).body.state).toBe('came')
    const { resident: after, history } = await read(id)
    expect(after).toMatchObject({
      doses: { 1: { brand: null, on: '2026-11-30', place: 'จุดฉีดสมมติ' } },
      ...{ wish: 'wants', nextVisitOn: '2026-12-03', appointment: { state: 'came' } },
    })
    expect(history.map(({ action }) => action)).toEqual(['appointment-came', 'change', 'booked', 'add'])
  })

  test('the last dose makes them vaccinated, and nobody need call again', async () => {
    const dose = { brand: 'sinovac', on: '2021-08-01', place: null }
    const { id, appointment } = await booked('2026-12-01', { doses: { 1: dose }, nextVisitOn: '2026-12-05' })
    must(await settle(appointment, 'came'))
    const { resident: after } = await read(id)
    expect(after).toMatchObject({ wish: 'vaccinated', nextVisitOn: null, doses: { 1: dose, 2: {} } })
    expect(await settle(appointment, 'came')).toMatchObject({ status: 200 })
    expect(Object.keys((await read(id)).resident.doses)).toHaveLength(2)
    expect((await settle(appointment, 'missed')).code).toBe('already-settled')
  })

  test('who missed it is to be seen soon, and may be booked again; so may who cancelled', async () => {
    const { id, appointment } = await booked('2026-12-02')
    must(await settle(appointment, 'missed'))
    expect((await read(id)).resident).toMatchObject({ nextVisitOn: '2026-12-03', wish: 'wants', doses: {} })
    const second = newId()
    must(await book(id, { appointment: second, at: on('2026-12-03') }))
    must(await settle(second, 'cancelled'))
    expect((await book(id, { at: on('2026-12-04') })).status).toBe(201)
  })

  test('nobody outside the area settles it, and there is none of another id', async () => {
    const { appointment } = await booked('2026-12-07')
    const other = await world.volunteerOf('1205')
    expect((await settle(appointment, 'came', other)).code).toBe('appointment-not-found')
    expect((await settle(newId(), 'came')).code).toBe('appointment-not-found')
  })
})
