import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import type { ResidentSet } from '../contract/register.ts'
import { claim, look, sayHelped } from './asking/helper.ts'
import { household, pull, push, resident } from './register-world.ts'
import { inWorld, must, type Person, registration, type World } from './world.ts'

/** Somebody who cannot get there, changed as said. */
async function someone(volunteer: Person, set: ResidentSet = {}): Promise<string> {
  const home = household({ point: [100.506, 13.912], landmark: 'หลังวัดสมมติ' })
  const told: ResidentSet = { wish: 'wants', reasons: ['no-transport'], phone: '0800007777', birthYear: 1950 }
  const person = resident(home.record, { name: 'สมมติ ใจดี', tags: ['bed-bound'], ...told, ...set })
  await push(volunteer, [home, person])
  return person.record
}

type Asking = { request?: string; help?: 'home-visit' | 'transport'; note?: string }
const ask = (who: Person, id: string, { request = newId(), help = 'transport', note }: Asking = {}) =>
  who.call('POST /register/residents/:id/request-help', {
    ...{ params: { id }, body: { request, help, ...(note !== undefined && { note }) } },
  })
const read = async (who: Person, id: string) =>
  must(await who.call('GET /register/residents/:id', { params: { id } })).body
const waitOut = async ({ later }: World) => {
  await later({ hours: 24 })
  await later({ hours: 24 })
}

test(
  'one tap makes a request like any other, told by the volunteer for the resident, once',
  inWorld(async ({ as }) => {
    const [volunteer, coordinator] = [await as('volunteer'), await as('coordinator')]
    const id = await someone(volunteer)
    const request = newId()
    const first = await ask(volunteer, id, { request, note: 'รถเข้าซอยไม่ได้' })
    expect(first.status).toBe(201)
    const again = await ask(volunteer, id, { request, note: 'รถเข้าซอยไม่ได้' })
    expect([again.status, again.body]).toEqual([200, first.body])
    expect((await ask(volunteer, id)).code).toBe('already-requested')

    const found = must(await look(coordinator, first.body)).body
    expect(found).toMatchObject({
      needs: [{ kind: 'patient-transport' }],
      areaCode: '120601',
      relation: 'volunteer',
    })
    const open = await coordinator.call('GET /help-requests', { query: { area: '1206' } })
    expect(open.body.items.map(({ number }) => number)).toEqual([first.body.number])
    const { resident: after, history } = await read(volunteer, id)
    expect(after.help).toEqual({ number: first.body.number, need: 'patient-transport', outcome: null })
    expect(history[0]).toMatchObject({ action: 'help-asked' })
    const { items } = must(await volunteer.call('GET /register/lists/cannot-get-there', { query: {} })).body
    expect(items).toMatchObject([{ resident: { id, help: { number: first.body.number } } }])
  }),
)

test(
  'what came of it comes back to the resident and the phones, who is to be seen today',
  inWorld(async (world) => {
    const { as } = world
    const [volunteer, driver] = [await as('volunteer'), await world.volunteerOf('1206')]
    const id = await someone(volunteer)
    const asked = must(await ask(volunteer, id)).body
    must(await claim(driver, asked))
    must(await sayHelped(driver, asked))
    expect((await read(volunteer, id)).resident.help?.outcome).toBe(null)
    const { next } = await pull(volunteer, '120601')
    await waitOut(world)
    const { resident: after, history } = await read(volunteer, id)
    expect(after).toMatchObject({ help: { outcome: 'unconfirmed' }, nextVisitOn: '2026-11-25' })
    expect(history.map(({ action }) => action)).toContain('help-unconfirmed')
    expect(history.filter(({ action }) => action.startsWith('help-'))).toHaveLength(2)
    expect((await pull(volunteer, '120601', { since: next })).residents).toMatchObject([
      { id, help: { number: asked.number, outcome: 'unconfirmed' } },
    ])
    const due = must(await volunteer.call('GET /register/lists/revisit', { query: {} })).body.items
    expect(due.map(({ resident: one }) => one.id)).toEqual([id])
    expect((await ask(volunteer, id)).status).toBe(201)
  }),
)

test(
  'who has had all doses meanwhile need not be seen again',
  inWorld(async (world) => {
    const volunteer = await world.as('volunteer')
    const dose = { brand: null, on: null, place: null }
    const id = await someone(volunteer, { doses: { 1: dose, 2: dose }, wish: 'vaccinated' })
    const asked = must(await ask(volunteer, id, { help: 'home-visit' })).body
    const driver = await world.volunteerOf('1206')
    must(await claim(driver, asked))
    must(await sayHelped(driver, asked))
    await waitOut(world)
    expect((await read(volunteer, id)).resident).toMatchObject({
      ...{ help: { need: 'vaccination', outcome: 'unconfirmed' }, nextVisitOn: null },
    })
  }),
)

test(
  'a request that only repeats another hears how that one ended',
  inWorld(async (world) => {
    const volunteer = await world.as('volunteer')
    const home = household({ point: [100.506, 13.912] })
    const [one, other] = [resident(home.record, { name: null }), resident(home.record, { name: null })]
    await push(volunteer, [home, one, other])
    const first = must(await ask(volunteer, one.record)).body
    const again = must(await ask(volunteer, other.record)).body
    const coordinator = await world.as('coordinator')
    const link = { params: { number: again.number }, body: { lead: first.number } }
    must(await coordinator.call('POST /help-requests/:number/link-duplicate', link))
    await world.settle()
    expect((await read(volunteer, other.record)).resident.help?.outcome).toBe(null)
    const driver = await world.volunteerOf('1206')
    must(await claim(driver, first))
    must(await sayHelped(driver, first))
    const rang = { params: { number: first.number }, body: { answer: 'received' as const } }
    must(await coordinator.call('POST /help-requests/:number/call', rang))
    await world.settle()
    for (const { record } of [one, other])
      expect((await read(volunteer, record)).resident.help?.outcome).toBe('confirmed-by-phone')
  }),
)

test(
  'nobody asks for residents of others’ areas, for who is gone, or while waiting for approval',
  inWorld(async (world) => {
    const volunteer = await world.as('volunteer')
    const id = await someone(volunteer)
    expect((await ask(await world.volunteerOf('1205'), id)).code).toBe('resident-not-found')
    const pending = await world.newcomer()
    must(await pending.call('POST /volunteers', { body: registration({ name: pending.name }) }))
    expect((await ask(pending, id)).code).toBe('not-approved')
    expect((await ask(volunteer, newId())).code).toBe('resident-not-found')
    const died = await someone(volunteer, { gone: { how: 'died', to: null } })
    expect((await ask(volunteer, died)).code).toBe('record-gone')
    const request = newId()
    must(await ask(volunteer, id, { request }))
    expect((await ask(volunteer, await someone(volunteer), { request })).code).toBe('id-taken')
  }),
)

test(
  'in the first hours of a year, which is still the old one elsewhere, it is the new one',
  inWorld(async (world) => {
    world.turn(Date.parse('2027-01-01T01:00:00+07:00') - world.now().getTime())
    const volunteer = await world.as('volunteer')
    const coordinator = await world.as('coordinator')
    const birthYearTold = async (birthYear: number) => {
      const asked = must(await ask(volunteer, await someone(volunteer, { birthYear }))).body
      return must(await look(coordinator, asked)).body.personBirthYear
    }
    expect(await birthYearTold(1907)).toBe(1907)
    // of more than 120 years by now, which nobody believes
    expect(await birthYearTold(1906)).toBeNull()
    const dose = { brand: null, on: '2027-01-01', place: null }
    const born = await someone(volunteer, { birthYear: 2570, infectedMonth: '2027-01', doses: { 1: dose } })
    expect((await read(volunteer, born)).resident).toMatchObject({
      birthYear: 2027,
      infectedMonth: '2027-01',
    })
  }),
)
