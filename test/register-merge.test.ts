import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import type { ResidentSet } from '../contract/register.ts'
import { facilityOf, verifiedFacility } from './facilities-world.ts'
import { edit, household, identityNumber, pull, push, remove, resident, visit } from './register-world.ts'
import { inWorld, must, type Person, type World } from './world.ts'

/** Two records of one person, the second in ตำบลบางตลาด, with a visit each. */
async function twoRecords({ as, settle }: World, sets: readonly [ResidentSet, ResidentSet] = [{}, {}]) {
  const [volunteer, coordinator] = [await as('volunteer'), await as('districtCoordinator')]
  const [home, house] = [household(), household({ area: '120602' })]
  const kept = resident(home.record, { name: 'สมมติ ใจดี', wish: 'undecided', ...sets[0] })
  const other = resident(house.record, { name: 'สมมุติ ใจดี', birthYear: 1960, ...sets[1] })
  const visits = [
    visit(kept.record, { at: '2026-11-21T02:00:00.000Z' }),
    visit(other.record, { at: '2026-11-20T02:00:00.000Z', wishAfter: 'wants' }),
  ]
  const receipts = await push(volunteer, [home, house, kept, other, ...visits])
  expect(receipts.map(({ result }) => result)).toEqual(Array(6).fill('done'))
  await settle()
  return { volunteer, coordinator, kept: kept.record, other: other.record }
}

const mergeBy = (person: Person, { kept, other }: { kept: string; other: string }, take: string[] = []) => {
  const merge = uuidv7()
  const body = { merge, other, take }
  return person.call('POST /register/residents/:id/merge', { params: { id: kept }, body })
}
const undoBy = (person: Person, id: string) =>
  person.call('POST /register/merges/:id/undo', { params: { id }, body: {} })
const read = async (person: Person, id: string) =>
  must(await person.call('GET /register/residents/:id', { params: { id } })).body

/** What is told of a resident, without what every write changes. */
const told = async (person: Person, id: string) => {
  const { resident: one, visits } = await read(person, id)
  const { seq: _, changedAt: __, ...rest } = one
  return { ...rest, visitIds: visits.map((made) => made.id) }
}

test(
  'the one that stays takes the fields named and the visits, the other is gone from phones',
  inWorld(async (world) => {
    const { volunteer, coordinator, kept, other } = await twoRecords(world, [
      { doses: { 1: { brand: 'sinovac', on: null, place: null } } },
      { doses: { 2: { brand: 'pfizer', on: null, place: null } }, phone: '0800001111' },
    ])
    const before = await pull(volunteer, '120602')
    const merged = must(await mergeBy(coordinator, { kept, other }, ['birthYear', 'doses/2', 'phone']))
    expect(merged.status).toBe(201)
    const { resident: one, visits, history } = await read(volunteer, kept)
    expect(one).toMatchObject({ name: 'สมมติ ใจดี', birthYear: 1960, wish: 'undecided', visits: 2 })
    expect(Object.keys(one.doses)).toEqual(['1', '2'])
    expect(one.phone).toBe('+66800001111')
    expect(visits.map(({ number, resident: of }) => [number, of])).toEqual([
      [1, kept],
      [2, kept],
    ])
    expect(history[0]?.action).toBe('merge')
    expect((await volunteer.call('GET /register/residents/:id', { params: { id: other } })).code).toBe(
      'resident-not-found',
    )
    const after = await pull(volunteer, '120602', { since: before.next })
    expect(after.gone.map(({ kind, why }) => `${kind} ${why}`).sort()).toEqual([
      'resident merged',
      'visit moved',
    ])
    expect((await pull(volunteer, '120601')).visits).toHaveLength(2)
    await world.settle()
    expect(must(await volunteer.call('GET /register/twins')).body.items).toEqual([])
    const figures = must(await volunteer.call('GET /register/figures', { query: { area: '1206' } })).body
    expect(figures.total.found).toBe(1)
  }),
)

test(
  'taken back, both are as they were; a visit made since stays with the one that stayed',
  inWorld(async (world) => {
    const number = identityNumber()
    const { volunteer, coordinator, kept, other } = await twoRecords(world, [
      { identity: { kind: 'passport', number: 'AA1234567' }, note: 'ก่อน' },
      { identity: { kind: 'thai', number }, tags: ['elderly'] },
    ])
    const before = [await told(volunteer, kept), await told(volunteer, other)]
    const { body } = must(
      await mergeBy(coordinator, { kept, other }, ['identity', 'tags', 'birthYear', 'name']),
    )
    expect((await told(volunteer, kept)).identity?.kind).toBe('thai')
    const since = visit(kept, { at: '2026-11-22T02:00:00.000Z' })
    await push(volunteer, [since, edit('resident', kept, { note: 'หลัง' }, { base: 1_000_000 })])
    const listed = must(await coordinator.call('GET /register/merges')).body.items
    expect(listed).toMatchObject([{ id: body.id, kept, undoneAt: null, undoUntil: body.undoUntil }])
    must(await undoBy(coordinator, body.id))
    expect(await told(volunteer, other)).toEqual(before[1])
    const stays = await told(volunteer, kept)
    expect(stays.visitIds).toEqual([...(before[0]?.visitIds ?? []), since.record])
    expect(stays).toMatchObject({
      ...before[0],
      note: 'หลัง',
      visits: 2,
      visitIds: stays.visitIds,
      lastVisitAt: since.set?.at,
    })
    expect((await pull(volunteer, '120602')).residents.map(({ id }) => id)).toEqual([other])
    expect(must(await coordinator.call('GET /register/merges')).body.items).toEqual([])
    expect((await undoBy(coordinator, body.id)).code).toBe('already-settled')
    await world.settle()
    expect(must(await volunteer.call('GET /register/twins')).body.items).toEqual([])
  }),
)

test(
  'appointments and help asked for go along, and come back',
  inWorld(async (world) => {
    const { volunteer, coordinator, kept, other } = await twoRecords(world)
    const site = await verifiedFacility(
      world,
      facilityOf('vaccination-site', { name: { th: 'จุดฉีดสมมติ' }, hours: 'Mo-Fr 08:00-16:00' }),
    )
    const appointment = { appointment: uuidv7(), facility: site.id, at: '2026-11-24T10:00:00+07:00' }
    const params = { id: other }
    must(await volunteer.call('POST /register/residents/:id/appointments', { params, body: appointment }))
    const help = { request: uuidv7(), help: 'home-visit' } as const
    must(await volunteer.call('POST /register/residents/:id/request-help', { params, body: help }))
    const before = await told(volunteer, other)
    expect(before).toMatchObject({ appointment: { state: 'booked' }, help: { outcome: null } })
    const { body } = must(await mergeBy(coordinator, { kept, other }))
    const { appointment: booked, help: asked } = await told(volunteer, kept)
    expect([booked, asked]).toEqual([before.appointment, before.help])
    must(await undoBy(coordinator, body.id))
    expect(await told(volunteer, other)).toEqual(before)
    expect(await told(volunteer, kept)).toMatchObject({ appointment: null, help: null })
  }),
)

test(
  'what was told of a field that was taken since stays',
  inWorld(async (world) => {
    const { volunteer, coordinator, kept, other } = await twoRecords(world)
    const { body } = must(await mergeBy(coordinator, { kept, other }, ['birthYear', 'name']))
    await push(volunteer, [edit('resident', kept, { birthYear: 1961 }, { base: 1_000_000 })])
    must(await undoBy(coordinator, body.id))
    expect(await told(volunteer, kept)).toMatchObject({ name: 'สมมติ ใจดี', birthYear: 1961 })
    expect(await told(volunteer, other)).toMatchObject({ name: 'สมมุติ ใจดี', birthYear: 1960 })
  }),
)

test(
  'an identity number is never on two: one given to another since keeps the merge',
  inWorld(async (world) => {
    const identity = { kind: 'thai', number: identityNumber() } as const
    const { volunteer, coordinator, kept, other } = await twoRecords(world, [{}, { identity }])
    const { body } = must(await mergeBy(coordinator, { kept, other }))
    const [home] = (await pull(volunteer, '120601')).households
    const [receipt] = await push(volunteer, [resident(home?.id ?? '', { identity })])
    expect(receipt?.result).toBe('done')
    expect((await undoBy(coordinator, body.id)).code).toBe('identity-exists')
    expect((await told(volunteer, kept)).visits).toBe(2)
  }),
)

test(
  'what a phone still tells of the one that is gone is told of the one that stays',
  inWorld(async (world) => {
    const { volunteer, coordinator, kept, other } = await twoRecords(world)
    must(await mergeBy(coordinator, { kept, other }))
    const late = visit(other, { wishAfter: 'wants' })
    expect((await push(volunteer, [late]))[0]?.result).toBe('done')
    expect((await told(volunteer, kept)).visitIds).toContain(late.record)
  }),
)

test(
  'the same merge sent again is the same one; nobody else may, nor once it is too late',
  inWorld(async (world) => {
    const { volunteer, coordinator, kept, other } = await twoRecords(world)
    expect((await mergeBy(volunteer, { kept, other })).code).toBe('not-allowed')
    const foreign = await world.coordinatorOf('10')
    expect((await mergeBy(foreign, { kept, other })).code).toBe('resident-not-found')
    const half = await world.coordinatorOf('120601')
    expect((await mergeBy(half, { kept, other })).code).toBe('resident-not-found')
    expect((await mergeBy(coordinator, { kept, other: kept })).code).toBe('invalid-input')
    expect((await mergeBy(coordinator, { kept, other }, ['shoes'])).code).toBe('invalid-input')
    const body = { merge: uuidv7(), other, take: [] }
    const call = () => coordinator.call('POST /register/residents/:id/merge', { params: { id: kept }, body })
    expect((await call()).status).toBe(201)
    expect((await call()).status).toBe(200)
    expect((await mergeBy(coordinator, { kept, other })).code).toBe('resident-not-found')
    expect((await undoBy(foreign, body.merge)).code).toBe('merge-not-found')
    expect((await undoBy(coordinator, uuidv7())).code).toBe('merge-not-found')
    // before it is forgotten
    world.turn(31 * 24 * 3_600_000)
    const again = await world.signIn(coordinator.phone, coordinator.name)
    expect((await undoBy(again, body.merge)).code).toBe('too-late-to-undo')
    expect(must(await again.call('GET /register/merges')).body.items).toEqual([])
  }),
)

test(
  'a phone that deletes the one that is gone does not delete the one that stays',
  inWorld(async (world) => {
    const { volunteer, coordinator, kept, other } = await twoRecords(world)
    const seen = (await pull(volunteer, '120602')).residents.find(({ id }) => id === other)
    must(await mergeBy(coordinator, { kept, other }))
    const [receipt] = await push(volunteer, [remove('resident', other, { base: seen?.seq ?? 0 })])
    expect(receipt?.result).toBe('done')
    expect(await told(volunteer, kept)).toMatchObject({ name: 'สมมติ ใจดี', visits: 2 })
  }),
)

test(
  'what two said of the one that is gone is not settled on the one that stays',
  inWorld(async (world) => {
    const { volunteer, coordinator, kept, other } = await twoRecords(world)
    const second = uuidv7()
    await push(volunteer, [edit('resident', other, { name: 'สมมติ อื่น' }, { base: 0 })], second)
    const [conflict] = must(await coordinator.call('GET /register/conflicts')).body.items
    expect(conflict).toMatchObject({ record: other, field: 'name', hard: true })
    must(await mergeBy(coordinator, { kept, other }))
    expect(must(await coordinator.call('GET /register/conflicts')).body.items).toEqual([])
    const params = { id: conflict?.id ?? '' }
    const settled = await coordinator.call('POST /register/conflicts/:id/settle', {
      params,
      body: { choice: 'other' },
    })
    expect(settled.code).toBe('conflict-not-found')
    expect((await told(volunteer, kept)).name).toBe('สมมติ ใจดี')
  }),
)

test(
  'help asked for in another province still comes back after a merge over the border',
  inWorld(async (world) => {
    const { kept } = await twoRecords(world)
    const national = await world.as('national')
    const house = household({ area: '100101' })
    const other = resident(house.record, { name: 'สมมุติ ใจดี' })
    await push(national, [house, other])
    const help = { request: uuidv7(), help: 'home-visit' } as const
    const params = { id: other.record }
    const { number } = must(
      await national.call('POST /register/residents/:id/request-help', { params, body: help }),
    ).body
    must(await mergeBy(national, { kept, other: other.record }))
    expect((await told(national, kept)).help).toMatchObject({ number, outcome: null })
  }),
)

describe('one after the other', () => {
  /** The first was merged into the second, the second into the third, who lives in another subdistrict than both. */
  const chain = async (world: World) => {
    const { volunteer, coordinator, kept: second, other: first } = await twoRecords(world)
    const house = household({ area: '120603' })
    const third = resident(house.record, { name: 'สมมต ใจดี' })
    await push(volunteer, [house, third])
    const one = must(await mergeBy(coordinator, { kept: second, other: first })).body
    const two = must(await mergeBy(coordinator, { kept: third.record, other: second })).body
    return { volunteer, coordinator, first, second, third: third.record, merges: [one.id, two.id] as const }
  }

  test(
    'what a phone still tells of the first is told of the last',
    inWorld(async (world) => {
      const { volunteer, first, second, third } = await chain(world)
      const late = visit(first, { wishAfter: 'wants' })
      const note = edit('resident', first, { note: 'สาย' }, { base: 1_000_000 })
      const deleted = remove('resident', first, { base: 1_000_000 })
      const receipts = await push(volunteer, [late, note, deleted])
      expect(receipts.map(({ code, result }) => code ?? result)).toEqual(['done', 'done', 'done'])
      expect((await push(volunteer, [visit(second)]))[0]?.result).toBe('done')
      const { visitIds, ...stays } = await told(volunteer, third)
      expect(stays).toMatchObject({ note: 'สาย', visits: 4, area: '120603' })
      expect(visitIds).toContain(late.record)
    }),
  )

  test(
    'taken back one by one, each is told of itself again',
    inWorld(async (world) => {
      const { volunteer, coordinator, first, second, third, merges } = await chain(world)
      // the second is not there to give the first back
      expect((await undoBy(coordinator, merges[0])).code).toBe('record-gone')
      must(await undoBy(coordinator, merges[1]))
      const tell = async (note: string) => {
        const [receipt] = await push(volunteer, [edit('resident', first, { note }, { base: 1_000_000 })])
        expect(receipt?.result).toBe('done')
      }
      const notes = async (...ids: string[]) => {
        const all = await Promise.all(ids.map((id) => told(volunteer, id)))
        return all.map(({ note }) => note)
      }
      await tell('ของคนที่สอง')
      expect(await notes(second, third)).toEqual(['ของคนที่สอง', null])
      must(await undoBy(coordinator, merges[0]))
      await tell('ของคนแรก')
      expect(await notes(first, second, third)).toEqual(['ของคนแรก', 'ของคนที่สอง', null])
    }),
  )

  test(
    'the last deleted, what is told of the first is refused',
    inWorld(async (world) => {
      const { volunteer, first, third } = await chain(world)
      const { seq } = (await read(volunteer, third)).resident
      await push(volunteer, [remove('resident', third, { base: seq })])
      const [receipt] = await push(volunteer, [edit('resident', first, { note: 'สาย' }, { base: 1 })])
      expect(receipt).toMatchObject({ result: 'refused', code: 'record-gone' })
    }),
  )
})
