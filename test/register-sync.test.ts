import { describe, expect, test } from 'vitest'
import type { Mutation } from '../contract/register.ts'
import { inScope, wholeRegister } from '../server/register/scope-store.ts'
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
import { inWorld, must, signInWith, type World } from './world.ts'

const results = (receipts: readonly { result: string }[]) => receipts.map(({ result }) => result)

/** A house in ปากเกร็ด with one person, and two volunteers who both have seen it. */
async function twoVolunteers(
  { volunteerOf }: Pick<World, 'volunteerOf'>,
  set: Parameters<typeof resident>[1] = {},
) {
  const [one, other] = [await volunteerOf('1206'), await volunteerOf('1206')]
  const home = household()
  const person = resident(home.record, { wish: 'undecided', ...set })
  const [, receipt] = await push(one, [home, person])
  return { one, other, home: home.record, person: person.record, base: receipt?.seq ?? 0 }
}

const theOne = async (who: Parameters<typeof pull>[0], id: string, area = '120601') =>
  (await pull(who, area)).residents.find((one) => one.id === id)

test(
  'a day’s round from house to house arrives whole, with a receipt for each',
  inWorld(async ({ as }) => {
    const volunteer = await as('volunteer')
    const home = household({
      area: '12060101',
      houseNo: '๑๒/๓',
      landmark: 'บ้านรั้วเขียว',
      point: [100.506, 13.912],
    })
    const person = resident(home.record, {
      name: 'สมมติ ใจดี',
      birthYear: 2500,
      phone: '080-000-1234',
      wish: 'undecided',
      reasons: ['side-effects', 'no-transport'],
      doses: { 1: { brand: 'sinovac', on: '2021-08-01', place: null } },
      identity: { kind: 'thai', number: identityNumber() },
    })
    const talk = visit(person.record, {
      said: 'ขอคิดดูก่อน',
      wishBefore: 'does-not-want',
      wishAfter: 'undecided',
    })
    const receipts = await push(volunteer, [home, person, talk])
    expect(results(receipts)).toEqual(['done', 'done', 'done'])
    expect(receipts[0]?.receipt).toMatch(/^R-\d+-\d\d$/)

    const { households, residents, visits } = await pull(volunteer, '120601')
    expect(households).toMatchObject([
      { id: home.record, area: '12060101', houseNo: '12/3', point: [100.506, 13.912] },
    ])
    expect(residents).toMatchObject([
      {
        household: home.record,
        area: '12060101',
        birthYear: 1957,
        phone: '+66800001234',
        visits: 1,
        reasons: ['no-transport', 'side-effects'],
        doses: { 1: { brand: 'sinovac', on: '2021-08-01', place: null } },
        identity: { kind: 'thai', masked: expect.stringMatching(/^\d-\d{4}-xxxxx-x\d-\d$/) },
      },
    ])
    expect(visits).toMatchObject([{ resident: person.record, number: 1, said: 'ขอคิดดูก่อน' }])
  }),
)

describe('sent again', () => {
  test(
    'the same batch gets the same receipts, and nothing twice',
    inWorld(async ({ as }) => {
      const volunteer = await as('volunteer')
      const home = household()
      const batch = [home, resident(home.record), resident(home.record)]
      const first = await push(volunteer, batch)
      const { next } = await pull(volunteer, '120601')
      expect(await push(volunteer, batch)).toEqual(first)
      const after = await pull(volunteer, '120601')
      expect(after.residents).toHaveLength(2)
      expect(after.next).toBe(next)
    }),
  )

  test(
    'a resident before the house is sent again later, and then taken',
    inWorld(async ({ as }) => {
      const volunteer = await as('volunteer')
      const home = household()
      const person = resident(home.record)
      const talk = visit(person.record)
      expect(results(await push(volunteer, [person, talk]))).toEqual(['later', 'later'])
      expect(results(await push(volunteer, [talk, person, home]))).toEqual(['done', 'done', 'done'])
    }),
  )

  test(
    'the older word of the same phone, arriving late, changes nothing',
    inWorld(async (world) => {
      const { one, person, base } = await twoVolunteers(world)
      const older = edit('resident', person, { wish: 'does-not-want' }, { base })
      const newer = edit('resident', person, { wish: 'wants' }, { base })
      await push(one, [newer])
      expect(await push(one, [older])).toMatchObject([{ result: 'done', conflicts: [] }])
      expect((await theOne(one, person))?.wish).toBe('wants')
    }),
  )

  test(
    'late words of a phone others have written over change nothing either',
    inWorld(async (world) => {
      const { one, other, person, base } = await twoVolunteers(world)
      const older = edit('resident', person, { note: 'ก่อน' }, { base })
      const newer = edit('resident', person, { note: 'หลัง' }, { base })
      const [receipt] = await push(one, [newer])
      await push(other, [edit('resident', person, { note: 'อีกคน' }, { base: receipt?.seq ?? 0 })])
      expect(await push(one, [older])).toMatchObject([{ result: 'done', conflicts: [] }])
      expect(await theOne(one, person)).toMatchObject({ note: 'อีกคน', conflicts: [] })
    }),
  )
})

describe('two phones', () => {
  test(
    'different fields of one person: both words stand',
    inWorld(async (world) => {
      const { one, other, person, base } = await twoVolunteers(world)
      await push(one, [edit('resident', person, { wish: 'wants' }, { base })])
      const [receipt] = await push(other, [edit('resident', person, { note: 'มีสุนัข' }, { base })])
      expect(receipt).toMatchObject({ result: 'done', conflicts: [] })
      expect(await theOne(one, person)).toMatchObject({ wish: 'wants', note: 'มีสุนัข' })
    }),
  )

  test(
    'the same word twice is no conflict',
    inWorld(async (world) => {
      const { one, other, person, base } = await twoVolunteers(world)
      await push(one, [edit('resident', person, { wish: 'wants' }, { base })])
      expect(await push(other, [edit('resident', person, { wish: 'wants' }, { base })])).toMatchObject([
        { result: 'done' },
      ])
    }),
  )

  test(
    'two wishes: the first stands, a coordinator is shown both and chooses',
    inWorld(async (world) => {
      const { one, other, person, base } = await twoVolunteers(world, { name: 'สมมติ สองใจ' })
      const coordinator = await world.as('coordinator')
      await push(one, [edit('resident', person, { wish: 'wants' }, { base })])
      const [receipt] = await push(other, [edit('resident', person, { wish: 'does-not-want' }, { base })])
      expect(receipt).toMatchObject({ result: 'conflict', conflicts: [{ field: 'wish', hard: true }] })
      expect(await theOne(one, person)).toMatchObject({
        wish: 'wants',
        conflicts: [{ field: 'wish', hard: true }],
      })

      const { items } = must(await coordinator.call('GET /register/conflicts', { query: {} })).body
      expect(items).toMatchObject([
        {
          title: 'สมมติ สองใจ',
          area: '12060101',
          field: 'wish',
          standing: { value: 'wants', by: expect.stringMatching(/^\d+$/) },
          other: { value: 'does-not-want', by: expect.stringMatching(/^\d+$/) },
        },
      ])
      const settle = { params: { id: items[0]?.id ?? '' }, body: { choice: 'other' } } as const
      expect((await other.call('POST /register/conflicts/:id/settle', settle)).code).toBe('not-allowed')
      must(await coordinator.call('POST /register/conflicts/:id/settle', settle))
      expect(await theOne(one, person)).toMatchObject({ wish: 'does-not-want', conflicts: [] })
      expect((await coordinator.call('POST /register/conflicts/:id/settle', settle)).code).toBe(
        'already-settled',
      )
      expect(must(await coordinator.call('GET /register/conflicts', { query: {} })).body.items).toEqual([])
      const settled = must(
        await coordinator.call('GET /register/conflicts', { query: { settled: true } }),
      ).body
      expect(settled.items).toMatchObject([{ choice: 'other' }])
    }),
  )

  test(
    'a second thought of the same phone takes the place of its first in the conflict',
    inWorld(async (world) => {
      const { one, other, person, base } = await twoVolunteers(world)
      await push(one, [edit('resident', person, { birthYear: 1950 }, { base })])
      await push(one, [edit('resident', person, { birthYear: 1951 }, { base })])
      const [first] = await push(other, [edit('resident', person, { birthYear: 1960 }, { base })])
      const [second] = await push(other, [edit('resident', person, { birthYear: 1961 }, { base })])
      expect(first?.conflicts[0]?.id).toBe(second?.conflicts[0]?.id)
      const { items } = must(await other.call('GET /register/conflicts', { query: {} })).body
      expect(items).toMatchObject([{ standing: { value: '1951' }, other: { value: '1961' } }])
    }),
  )

  test(
    'two notes: the later stands, the earlier is kept and may be taken back',
    inWorld(async (world) => {
      const { one, other, person, base } = await twoVolunteers(world)
      const coordinator = await world.as('coordinator')
      await push(one, [edit('resident', person, { note: 'บ้านล็อก' }, { base })])
      const [receipt] = await push(other, [edit('resident', person, { note: 'หมาดุ' }, { base })])
      expect(receipt).toMatchObject({ result: 'conflict', conflicts: [{ field: 'note', hard: false }] })
      expect((await theOne(one, person))?.note).toBe('หมาดุ')
      const { items } = must(await coordinator.call('GET /register/conflicts', { query: {} })).body
      expect(items).toMatchObject([{ hard: false, standing: { value: 'หมาดุ' }, other: { value: 'บ้านล็อก' } }])
      const params = { id: items[0]?.id ?? '' }
      must(
        await coordinator.call('POST /register/conflicts/:id/settle', { params, body: { choice: 'other' } }),
      )
      expect((await theOne(one, person))?.note).toBe('บ้านล็อก')
    }),
  )

  test(
    'doses are held against each other number by number',
    inWorld(async (world) => {
      const { one, other, person, base } = await twoVolunteers(world)
      const dose = (brand: string, on: string) => ({ brand, on, place: null })
      await push(one, [edit('resident', person, { doses: { 1: dose('sinovac', '2021-08-01') } }, { base })])
      const both = { doses: { 1: dose('pfizer', '2021-08-01'), 2: dose('pfizer', '2021-09-01') } }
      const [receipt] = await push(other, [edit('resident', person, both, { base })])
      expect(receipt?.conflicts).toMatchObject([{ field: 'doses/1', hard: true }])
      expect((await theOne(one, person))?.doses).toMatchObject({
        1: { brand: 'sinovac' },
        2: { brand: 'pfizer' },
      })
    }),
  )

  test(
    'who is deleted on one phone and told of on another stays until a coordinator chooses',
    inWorld(async (world) => {
      const { one, other, person, base } = await twoVolunteers(world)
      const coordinator = await world.as('coordinator')
      await push(one, [edit('resident', person, { wish: 'wants' }, { base })])
      const [receipt] = await push(other, [remove('resident', person, { base })])
      expect(receipt?.conflicts).toMatchObject([{ field: 'deleted', hard: true }])
      expect(await theOne(one, person)).toBeDefined()
      const params = { id: receipt?.conflicts[0]?.id ?? '' }
      must(
        await coordinator.call('POST /register/conflicts/:id/settle', { params, body: { choice: 'other' } }),
      )
      expect(await theOne(one, person)).toBeUndefined()
    }),
  )
})

describe('what has left', () => {
  test(
    'a deleted person goes from every phone, with the visits; the number is free again',
    inWorld(async ({ as }) => {
      const volunteer = await as('volunteer')
      const number = identityNumber()
      const home = household()
      const person = resident(home.record, { identity: { kind: 'thai', number } })
      const talk = visit(person.record)
      const [, receipt] = await push(volunteer, [home, person, talk])
      const { next } = await pull(volunteer, '120601')
      expect(results(await push(volunteer, [remove('household', home.record, { base: 1 })]))).toEqual([
        'refused',
      ])
      expect(
        results(await push(volunteer, [remove('resident', person.record, { base: receipt?.seq ?? 0 })])),
      ).toEqual(['done'])
      const { gone } = await pull(volunteer, '120601', { since: next })
      expect(gone.map(({ kind, id, why }) => [kind, id, why]).toSorted()).toEqual([
        ['resident', person.record, 'deleted'],
        ['visit', talk.record, 'deleted'],
      ])
      expect(await push(volunteer, [edit('resident', person.record, { note: 'สาย' })])).toMatchObject([
        { result: 'refused', code: 'record-gone' },
      ])
      const again = resident(home.record, { identity: { kind: 'thai', number } })
      expect(results(await push(volunteer, [again]))).toEqual(['done'])
      expect(
        results(await push(volunteer, [remove('resident', again.record), remove('household', home.record)])),
      ).toEqual(['done', 'done'])
      expect((await pull(volunteer, '120601')).households).toEqual([])
    }),
  )

  test(
    'a person moves to a house in the next subdistrict: gone here, there with visits and number',
    inWorld(async ({ as }) => {
      const volunteer = await as('volunteer')
      const number = identityNumber()
      const [here, there] = [household(), household({ area: '120602' })]
      const person = resident(here.record, { identity: { kind: 'thai', number } })
      const talk = visit(person.record)
      const [, , receipt] = await push(volunteer, [here, there, person, talk])
      const { next } = await pull(volunteer, '120601')
      await push(volunteer, [
        edit('resident', person.record, { household: there.record }, { base: receipt?.seq ?? 0 }),
      ])
      const left = await pull(volunteer, '120601', { since: next })
      expect(left.gone.map(({ id, why }) => [id, why])).toEqual([
        [person.record, 'moved'],
        [talk.record, 'moved'],
      ])
      const { residents, visits } = await pull(volunteer, '120602')
      expect(residents).toMatchObject([{ id: person.record, area: '120602', household: there.record }])
      expect(visits).toMatchObject([{ id: talk.record }])
      expect(residents[0]?.seq).toBeGreaterThan(Math.max(...left.gone.map(({ seq }) => seq)))
      expect(
        await push(volunteer, [resident(here.record, { identity: { kind: 'thai', number } })]),
      ).toMatchObject([{ code: 'identity-exists', exists: { area: '120602', resident: person.record } }])
    }),
  )

  test(
    'a house corrected to another subdistrict, and province, takes who lives there along',
    inWorld(async ({ as }) => {
      const national = await as('national')
      const home = household()
      const person = resident(home.record)
      const [receipt] = await push(national, [home, person, visit(person.record)])
      expect(
        results(
          await push(national, [
            edit('household', home.record, { area: '13010101' }, { base: receipt?.seq ?? 0 }),
          ]),
        ),
      ).toEqual(['done'])
      const there = await pull(national, '130101')
      expect([there.households.length, there.residents.length, there.visits.length]).toEqual([1, 1, 1])
      const here = await pull(national, '120601')
      expect([here.households.length, here.residents.length, here.visits.length]).toEqual([0, 0, 0])
    }),
  )

  test(
    'who moved beyond the own areas stays, and waits for the coordinator there',
    inWorld(async (world) => {
      const { one, person, base } = await twoVolunteers(world)
      const there = await world.coordinatorOf('10')
      const gone = { how: 'moved', to: '100101' } as const
      expect(results(await push(one, [edit('resident', person, { gone }, { base })]))).toEqual(['done'])
      const { items } = must(await there.call('GET /register/moves', { query: {} })).body
      expect(items).toMatchObject([{ resident: person, to: '100101', incoming: true }])
      const back = edit('resident', person, { gone: null }, { base: (await theOne(one, person))?.seq ?? 0 })
      await push(one, [back])
      expect(must(await there.call('GET /register/moves', { query: {} })).body.items).toEqual([])
    }),
  )

  test(
    'a house moves to another province in the very batch that deletes who lived there: nobody stays behind',
    inWorld(async ({ as, parts }) => {
      const national = await as('national')
      const home = household()
      const person = resident(home.record)
      const [, made] = await push(national, [home, person])
      const base = made?.seq ?? 0
      const moved = edit('household', home.record, { area: '100101' }, { base })
      expect(results(await push(national, [moved, remove('resident', person.record, { base })]))).toEqual([
        'done',
        'done',
      ])
      const rows = await inScope(parts.db, wholeRegister, (db) =>
        db
          .selectFrom('register_resident')
          .select(['subdistrict_code'])
          .where('id', '=', person.record)
          .execute(),
      )
      expect(rows).toEqual([{ subdistrict_code: '100101' }])
      for (const area of ['120601', '100101']) expect((await pull(national, area)).residents).toEqual([])
    }),
  )
})

describe('refused, the others written all the same', () => {
  test(
    'what is wrong is named by field',
    inWorld(async ({ as }) => {
      const volunteer = await as('volunteer')
      const home = household()
      const wrong = [
        resident(home.record, { identity: { kind: 'thai', number: '1234567890123' } }),
        resident(home.record, { tags: ['unknown'], phone: '12345' }),
        { ...resident(home.record), set: { household: home.record, shoeSize: 42 } },
        resident(home.record, { nextVisitOn: '2026-02-30', doses: { 9: null } }),
      ]
      const receipts = await push(volunteer, [home, ...wrong, resident(home.record)])
      expect(receipts.map(({ result, code }) => code ?? result)).toEqual([
        ...['done', 'identity-invalid', 'invalid-input', 'invalid-input', 'invalid-input', 'done'],
      ])
      expect(receipts[1]?.errors).toEqual([{ path: '/set/identity', code: 'wrong-check-digit' }])
      expect(receipts[2]?.errors).toEqual([
        { path: '/set/tags/0', code: 'unknown-value' },
        { path: '/set/phone', code: 'phone-invalid' },
      ])
      expect(receipts[3]?.errors).toEqual([{ path: '/set/shoeSize', code: 'unknown-field' }])
      expect((await pull(volunteer, '120601')).residents).toHaveLength(1)
    }),
  )

  test(
    'outside the own areas nothing is written or read',
    inWorld(async ({ as, volunteerOf }) => {
      const [here, there] = [await as('volunteer'), await volunteerOf('1001')]
      const home = household({ area: '100101' })
      expect(await push(here, [home])).toMatchObject([{ result: 'refused', code: 'outside-scope' }])
      await push(there, [home])
      const [edited] = await push(here, [edit('household', home.record, { note: 'ของใคร' }, { base: 5 })])
      expect(edited).toMatchObject({ result: 'refused', code: 'record-gone' })
      const query = { area: '100101', device: phoneOf(here) }
      expect((await here.call('GET /register/sync', { query })).code).toBe('outside-scope')
    }),
  )

  test(
    'an identity held already: where, and whose, as far as one may know',
    inWorld(async ({ as, volunteerOf }) => {
      const [here, there] = [await as('volunteer'), await volunteerOf('1001')]
      const number = identityNumber()
      const identity = { kind: 'thai', number } as const
      const [home, far] = [household(), household({ area: '100101' })]
      const first = resident(home.record, { name: 'สมมติ คนแรก', identity })
      await push(here, [home, first])
      const [, within] = await push(here, [household(), resident(home.record, { identity })])
      expect(within).toMatchObject({
        code: 'identity-exists',
        exists: { area: '120601', name: 'สมมติ คนแรก', resident: first.record },
      })
      const [, outside] = await push(there, [far, resident(far.record, { identity })])
      expect(outside).toMatchObject({ code: 'identity-exists', exists: { area: '120601', resident: null } })
      expect(outside?.exists?.name).not.toContain('สมมติ')
      expect(JSON.stringify(outside)).not.toContain(number)
    }),
  )

  test(
    'a number told of somebody new by a later change of the same batch is theirs alone, too',
    inWorld(async ({ as }) => {
      const volunteer = await as('volunteer')
      const identity = { kind: 'thai', number: identityNumber() } as const
      const home = household()
      const person = resident(home.record)
      const told = await push(volunteer, [home, person, edit('resident', person.record, { identity })])
      expect(results(told)).toEqual(['done', 'done', 'done'])
      expect(await push(volunteer, [resident(home.record, { identity })])).toMatchObject([
        { code: 'identity-exists', exists: { resident: person.record } },
      ])
    }),
  )

  test(
    'two in one batch with one number: the first has it; given back, the other may',
    inWorld(async ({ as }) => {
      const volunteer = await as('volunteer')
      const identity = { kind: 'thai', number: identityNumber() } as const
      const home = household()
      const [one, other] = [resident(home.record, { identity }), resident(home.record)]
      const both = await push(volunteer, [home, one, other, edit('resident', other.record, { identity })])
      expect(both.map(({ code, result }) => code ?? result)).toEqual([
        'done',
        'done',
        'done',
        'identity-exists',
      ])
      const base = both[1]?.seq ?? 0
      const mended = await push(volunteer, [
        edit('resident', one.record, { identity: { kind: 'none', number: null } }, { base }),
        edit('resident', other.record, { identity }, { base }),
      ])
      expect(results(mended)).toEqual(['done', 'done'])
      expect(await push(volunteer, [resident(home.record, { identity })])).toMatchObject([
        { exists: { resident: other.record } },
      ])
    }),
  )

  test(
    'a number told without its digits is the one that is known',
    inWorld(async (world) => {
      const { one, person, base } = await twoVolunteers(world, {
        identity: { kind: 'thai', number: identityNumber() },
      })
      const before = (await theOne(one, person))?.identity
      await push(one, [edit('resident', person, { identity: { kind: 'thai', number: null } }, { base })])
      expect((await theOne(one, person))?.identity).toEqual(before)
    }),
  )
})

describe('visits', () => {
  test(
    'are counted by their time, whenever they arrive',
    inWorld(async (world) => {
      const { one, person } = await twoVolunteers(world)
      const second = visit(person, { at: '2026-11-22T02:00:00Z', wishAfter: 'wants' })
      const first = visit(person, { at: '2026-11-20T02:00:00Z', wishBefore: 'does-not-want' })
      await push(one, [second])
      await push(one, [first])
      const { visits, residents, next } = await pull(one, '120601')
      expect(visits.map(({ id, number }) => [id, number]).toSorted()).toEqual(
        [
          [first.record, 1],
          [second.record, 2],
        ].toSorted(),
      )
      expect(residents).toMatchObject([{ visits: 2, lastVisitAt: '2026-11-22T02:00:00.000Z' }])
      await push(one, [remove('visit', first.record, { base: next })])
      const after = await pull(one, '120601', { since: next })
      expect(after.visits).toMatchObject([{ id: second.record, number: 1 }])
      expect(after.residents).toMatchObject([{ visits: 1 }])
    }),
  )

  test(
    'of a phone whose clock is years ahead are now',
    inWorld(async (world) => {
      const { one, person } = await twoVolunteers(world)
      await push(one, [visit(person, { at: '2031-01-01T00:00:00Z' }, { at: '2031-01-01T00:00:00Z' })])
      const { visits } = await pull(one, '120601')
      expect(visits[0]?.at).toBe(world.now().toISOString())
    }),
  )
})

describe('who may', () => {
  test(
    'a suspended volunteer pulls and pushes nothing',
    inWorld(async ({ as, volunteerOf, ...world }) => {
      const [volunteer, coordinator] = [await volunteerOf('1206'), await as('coordinator')]
      const home = household()
      await push(volunteer, [home])
      const params = { id: volunteer.volunteerId }
      must(await coordinator.call('POST /volunteers/:id/suspend', { params, body: { reason: 'ทดสอบ' } }))
      await signInWith(volunteer, volunteer.phone, world)
      const query = { area: '120601', device: phoneOf(volunteer) }
      expect((await volunteer.call('GET /register/sync', { query })).status).toBe(403)
      const body = { device: phoneOf(volunteer), mutations: [household()] }
      expect((await volunteer.call('POST /register/sync', { body })).status).toBe(403)
    }),
  )
})

test(
  'numbers never pass a reader by, however many write at once',
  inWorld(async ({ volunteerOf }) => {
    const writers = await Promise.all(Array.from({ length: 6 }, () => volunteerOf('1206')))
    const [reader] = writers
    if (!reader) throw new Error('nobody')
    const made: Mutation[] = []
    const write = async (writer: (typeof writers)[number]) => {
      for (let round = 0; round < 8; round++) {
        const home = household({ area: round % 2 ? '120601' : '120602' })
        const batch = [home, resident(home.record), resident(home.record)]
        made.push(...batch)
        await push(writer, batch)
      }
    }
    const seen = new Set<string>()
    let [writing, next] = [true, { '120601': 0, '120602': 0 }]
    const read = async () => {
      while (true) {
        const last = !writing
        for (const area of ['120601', '120602'] as const) {
          const pulled = await pull(reader, area, { since: next[area], limit: 7 })
          for (const { id } of [...pulled.households, ...pulled.residents]) seen.add(id)
          next = { ...next, [area]: pulled.next }
        }
        if (last) return
      }
    }
    const reading = read()
    await Promise.all(writers.map(write))
    writing = false
    await reading
    expect(made.filter(({ record }) => !seen.has(record))).toEqual([])
    expect(seen.size).toBe(made.length)
  }),
)
