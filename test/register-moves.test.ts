import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ResidentSet } from '../contract/register.ts'
import { edit, household, identityNumber, pull, push, resident, visit } from './register-world.ts'
import { must, openWorld, type Person, type World } from './world.ts'

let world: World
/** of อำเภอปากเกร็ด, where they lived */
let volunteer: Person
/** of กรุงเทพมหานคร, where they went */
let bangkok: Person

beforeAll(async () => {
  world = await openWorld()
  volunteer = await world.as('volunteer')
  bangkok = await world.coordinatorOf('10')
})
afterAll(() => world.close())

/** Somebody who was visited and has moved to another area. */
async function whoMoved(to = '100101', set: ResidentSet = {}) {
  const home = household({ area: '12060101' })
  const person = resident(home.record, { name: 'นายเอก สมมติดี', wish: 'undecided', ...set })
  await push(volunteer, [home, person, visit(person.record, { said: 'จะย้ายไปอยู่กับลูก' })])
  const moved = edit('resident', person.record, { gone: { how: 'moved', to } }, { base: 999_999 })
  await push(volunteer, [moved])
  return person.record
}
const movesOf = async (who: Person, query: { area?: string; limit?: number; after?: string } = {}) =>
  must(await who.call('GET /register/moves', { query })).body
type Decision = {
  outcome: 'accepted' | 'refused'
  household?: string
  houseNo?: string
  reason?: string
}
const decide = (who: Person, id: string, body: Decision) =>
  who.call('POST /register/moves/:id/decide', { params: { id }, body })
const read = (who: Person, id: string) => who.call('GET /register/residents/:id', { params: { id } })

/** The open move of a resident, as seen where it leads to. */
async function moveOf(id: string, who = bangkok) {
  const found = (await movesOf(who)).items.find(({ resident: of }) => of === id)
  if (!found) throw new Error('no move is listed')
  return found
}

describe('somebody moves over a border', () => {
  test('waits there with the name masked; those they leave see it whole', async () => {
    const id = await whoMoved()
    const arriving = await moveOf(id)
    expect(arriving).toMatchObject({ from: '120601', to: '100101', incoming: true, outcome: null })
    expect(arriving.name).not.toContain('สมมติดี')
    const leaving = await moveOf(id, await world.as('coordinator'))
    expect(leaving).toMatchObject({ incoming: false, name: 'นายเอก สมมติดี' })
    expect((await read(bangkok, id)).code).toBe('resident-not-found')
  })

  test('and is taken over into a new house, with visits and number, gone from the phones before', async () => {
    const number = identityNumber()
    const id = await whoMoved('100101', { identity: { kind: 'thai', number } })
    const { next } = await pull(volunteer, '120601')
    const { id: move } = await moveOf(id)
    must(await decide(bangkok, move, { outcome: 'accepted', houseNo: '99' }))
    const { body } = must(await read(bangkok, id))
    expect(body).toMatchObject({
      resident: { name: 'นายเอก สมมติดี', area: '100101', gone: null, nextVisitOn: '2026-11-23' },
      household: { area: '100101', houseNo: '99' },
      visits: [{ said: 'จะย้ายไปอยู่กับลูก' }],
    })
    expect((await read(volunteer, id)).code).toBe('resident-not-found')
    const { gone } = await pull(volunteer, '120601', { since: next })
    expect(gone.map(({ kind, why }) => [kind, why])).toEqual(
      expect.arrayContaining([
        ['resident', 'moved'],
        ['visit', 'moved'],
      ]),
    )
    const found = await volunteer.call('POST /register/find', { body: { identity: number } })
    expect(found.body).toMatchObject({ items: [], elsewhere: { area: '100101' } })
    expect((await decide(bangkok, move, { outcome: 'accepted' })).status).toBe(200)
    expect((await decide(bangkok, move, { outcome: 'refused' })).code).toBe('already-settled')
  })

  test('or into a house that is there, which must be their own', async () => {
    const [id, there, foreign] = [await whoMoved(), household({ area: '100101' }), household()]
    await push(bangkok, [there])
    await push(volunteer, [foreign])
    const { id: move } = await moveOf(id)
    const into = (home: string) => decide(bangkok, move, { outcome: 'accepted', household: home })
    expect((await into(foreign.record)).code).toBe('household-not-found')
    expect((await into(newId())).code).toBe('household-not-found')
    must(await into(there.record))
    expect(must(await read(bangkok, id)).body.household.id).toBe(there.record)
  })

  test('into a province only: where exactly must be said', async () => {
    const { id: move } = await moveOf(await whoMoved('10'))
    expect(await decide(bangkok, move, { outcome: 'accepted' })).toMatchObject({
      ...{ code: 'invalid-input', errors: [{ path: '/household' }] },
    })
  })

  test('or is sent back with a reason, and stays where they were', async () => {
    const id = await whoMoved()
    must(await decide(bangkok, (await moveOf(id)).id, { outcome: 'refused', reason: 'ไม่พบที่บ้านนี้' }))
    expect(must(await read(volunteer, id)).body.resident).toMatchObject({
      ...{ area: '12060101', gone: null, nextVisitOn: '2026-11-23' },
    })
    expect(await moveOf(id)).toMatchObject({ outcome: 'refused', decidedAt: expect.any(String) })
  })

  test('only who answers for the new place decides', async () => {
    const { id: move } = await moveOf(await whoMoved())
    const accepted = { outcome: 'accepted' } as const
    expect((await decide(await world.as('coordinator'), move, accepted)).code).toBe('outside-scope')
    expect((await decide(await world.coordinatorOf('11'), move, accepted)).code).toBe('move-not-found')
    expect((await decide(volunteer, move, accepted)).code).toBe('not-allowed')
    expect((await volunteer.call('GET /register/moves')).code).toBe('not-allowed')
    expect((await decide(bangkok, newId(), accepted)).code).toBe('move-not-found')
  })

  test('a list of them goes on page by page, open ones first', async () => {
    const whole = (await movesOf(bangkok)).items
    const paged: typeof whole = []
    for (let after: string | undefined; ; ) {
      const { items, next } = await movesOf(bangkok, { limit: 2, ...(after && { after }) })
      paged.push(...items)
      if (next === null) break
      after = next
    }
    expect(paged).toEqual(whole)
    const decided = whole.map(({ decidedAt }) => decidedAt !== null)
    expect(decided).toEqual([...decided].sort())
  })
})

test('help asked for before the move is heard of after it', async () => {
  const id = await whoMoved()
  const back = edit('resident', id, { gone: null }, { base: 999_999 })
  await push(volunteer, [back])
  const request = newId()
  const params = { id }
  const asked = must(
    await volunteer.call('POST /register/residents/:id/request-help', {
      ...{ params, body: { request, help: 'transport' } },
    }),
  ).body
  const again = edit('resident', id, { gone: { how: 'moved', to: '100101' } }, { base: 999_999 })
  await push(volunteer, [again])
  must(await decide(bangkok, (await moveOf(id)).id, { outcome: 'accepted' }))
  expect(must(await read(bangkok, id)).body.resident.help).toMatchObject({ number: asked.number })
  const driver = await world.volunteerOf('1206')
  must(await driver.call('POST /help-requests/:number/claim', { params: asked }))
  must(
    await driver.call('POST /help-requests/:number/helped', {
      ...{ params: asked, body: { results: ['received'] } },
    }),
  )
  await world.later({ hours: 24 })
  await world.later({ hours: 24 })
  expect(must(await read(bangkok, id)).body.resident.help).toMatchObject({ outcome: 'unconfirmed' })
})
