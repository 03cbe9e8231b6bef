import pg from 'pg'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { facilityOf, verifiedFacility } from './facilities-world.ts'
import {
  edit,
  household,
  identityNumber,
  phoneOf,
  pull,
  push,
  remove,
  resident,
  visit,
} from './register-world.ts'
import { inWorld, must } from './world.ts'

test(
  'a word that cannot be written where it leads stays to be chosen',
  inWorld(async (world) => {
    const volunteer = await world.as('volunteer')
    const [home, near, far] = [household(), household(), household({ area: '120602' })]
    const person = resident(home.record)
    await push(volunteer, [home, near, far, person])
    const [seen] = (await pull(volunteer, '120601')).residents
    const how = { base: seen?.seq ?? 0 }
    await push(volunteer, [edit('resident', person.record, { household: near.record }, how)])
    await push(volunteer, [edit('resident', person.record, { household: far.record }, how)], newId())
    const half = await world.coordinatorOf('120601')
    const [conflict] = must(await half.call('GET /register/conflicts')).body.items
    expect(conflict).toMatchObject({ field: 'household', hard: true })
    const settle = { params: { id: conflict?.id ?? '' }, body: { choice: 'other' as const } }
    expect((await half.call('POST /register/conflicts/:id/settle', settle)).code).toBe('outside-scope')
    const whole = await world.as('districtCoordinator')
    must(await whole.call('POST /register/conflicts/:id/settle', settle))
    expect((await pull(volunteer, '120602')).residents).toMatchObject([{ household: far.record }])
  }),
)

test(
  'a number is free as soon as the record that held it is deleted, in one sending too',
  inWorld(async (world) => {
    const volunteer = await world.as('volunteer')
    const identity = { kind: 'thai', number: identityNumber() } as const
    const home = household()
    const wrong = resident(home.record, { identity })
    await push(volunteer, [home, wrong])
    const [seen] = (await pull(volunteer, '120601')).residents
    const right = { gone: remove('resident', wrong.record, { base: seen?.seq ?? 0 }) }
    const receipts = await push(volunteer, [right.gone, resident(home.record, { identity })])
    expect(receipts.map(({ result }) => result)).toEqual(['done', 'done'])
  }),
)

test(
  'a talk with somebody who has left the own areas is refused, not put off for ever',
  inWorld(async (world) => {
    const volunteer = await world.as('volunteer')
    const [home, far] = [household(), household({ area: '100101' })]
    const person = resident(home.record)
    await push(volunteer, [home, person])
    const national = await world.as('national')
    await push(national, [far])
    const move = edit('resident', person.record, { household: far.record }, { base: 1_000_000 })
    expect((await push(national, [move]))[0]?.result).toBe('done')
    const receipts = await push(volunteer, [
      visit(person.record, { said: 'ไม่อยู่' }),
      edit('resident', person.record, { note: 'ไม่อยู่' }, { base: 5 }),
    ])
    expect(receipts.map(({ result, code }) => `${result} ${code}`)).toEqual([
      'refused record-gone',
      'refused record-gone',
    ])
  }),
)

test(
  'a number written into a reason or a request stands nowhere in the database',
  inWorld(async (world) => {
    const volunteer = await world.as('volunteer')
    const number = identityNumber()
    const home = household()
    const person = resident(home.record)
    const phone = phoneOf(volunteer)
    await push(volunteer, [home, person])
    const clock = '2026-11-23T02:00:00.000Z'
    const areas = { areas: ['120601'], appVersion: '1', waiting: 0, waitingSince: null, clock }
    must(await volunteer.call('POST /register/devices', { body: { id: phone, ...areas } }))
    const asked = { request: newId(), help: 'home-visit', note: `บัตร ${number}` } as const
    const params = { id: person.record }
    must(await volunteer.call('POST /register/residents/:id/request-help', { params, body: asked }))
    const gone = { gone: { how: 'moved', to: '100101' } } as const
    await push(volunteer, [edit('resident', person.record, gone, { base: 1_000_000 })])
    const bangkok = await world.coordinatorOf('10')
    const [move] = must(await bangkok.call('GET /register/moves')).body.items
    const refused = { outcome: 'refused', reason: `ไม่ใช่ ${number}` } as const
    must(
      await bangkok.call('POST /register/moves/:id/decide', {
        params: { id: move?.id ?? '' },
        body: refused,
      }),
    )
    const revoked = { params: { id: phone }, body: { reason: `หาย ${number}` } }
    must(await (await world.as('coordinator')).call('POST /register/devices/:id/revoke', revoked))
    const owner = new pg.Client({ connectionString: world.ownerUrl })
    await owner.connect()
    for (const table of ['audit', 'register_move', 'help_request', 'help_request_event']) {
      const { rows } = await owner.query(`select from ${table} t where strpos(t::text, $1) > 0`, [number])
      expect(rows, table).toHaveLength(0)
    }
    await owner.end()
  }),
)

test(
  'of one phone only its last word waits for a choice, also when both come at once',
  inWorld(async (world) => {
    const volunteer = await world.as('volunteer')
    const home = household()
    const person = resident(home.record)
    await push(volunteer, [home, person])
    const words = ['สมมติ ก่อน', 'สมมติ หลัง'].map((name) => edit('resident', person.record, { name }))
    const receipts = await push(volunteer, words, newId())
    const { items } = must(await (await world.as('coordinator')).call('GET /register/conflicts')).body
    expect(items).toMatchObject([{ field: 'name', other: { value: 'สมมติ หลัง' } }])
    expect(receipts.map(({ conflicts }) => conflicts.map(({ id }) => id))).toEqual([
      [items[0]?.id],
      [items[0]?.id],
    ])
  }),
)

test(
  'a day or time that no calendar has is refused, and stops no others',
  inWorld(async (world) => {
    const volunteer = await world.as('volunteer')
    const home = household()
    const person = resident(home.record)
    const year0 = '0000-01-01T00:00:00Z'
    const receipts = await push(volunteer, [
      home,
      person,
      visit(person.record, { at: year0 }),
      visit(person.record, { nextVisitOn: '0000-01-01' }),
      edit('household', home.record, { notice: { version: '1', readAt: year0 } }),
      edit('household', home.record, { note: 'ก\u0000ข' }),
      edit('household', home.record, { landmark: 'ก\ud800ข' }),
    ])
    const results = receipts.map(({ result }) => result)
    expect(results).toEqual(['done', 'done', 'refused', 'refused', 'refused', 'done', 'done'])
    const odd = edit('resident', person.record, { name: 'สมมติ อื่น' }, { at: year0 })
    expect((await push(volunteer, [odd], newId()))[0]?.result).toBe('conflict')
    const params = { id: person.record }
    // a leap second, which clocks here do not know
    const at = '2026-11-23T23:59:60Z'
    const told = { visit: newId(), device: newId(), at, way: 'home' as const }
    expect((await volunteer.call('POST /register/residents/:id/visits', { params, body: told })).code).toBe(
      'invalid-input',
    )
    const site = await verifiedFacility(world, facilityOf(world.parts.profile.register.siteKind))
    const booking = { appointment: newId(), facility: site.id, at }
    expect(
      (await volunteer.call('POST /register/residents/:id/appointments', { params, body: booking })).code,
    ).toBe('invalid-input')
  }),
)
