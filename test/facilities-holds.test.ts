import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { byId, verifiedFacility } from './facilities-world.ts'
import { inWorld, must, type Person, type World } from './world.ts'

const hold = (who: Person, id: string, amount = 1, holdId = newId()) =>
  who.call('POST /facilities/:id/holds', { params: { id }, body: { id: holdId, amount } })
const end = (who: Person, id: string, holdId: string, result: 'used' | 'released') =>
  who.call('POST /facilities/:id/holds/:holdId/end', { params: { id, holdId }, body: { result } })
const roomOf = async ({ stranger }: World, id: string) =>
  must(await stranger().call('GET /facilities/:id', { params: { id } })).body.room

describe('keeping a place for someone on the way', () => {
  test(
    'twenty helpers want the last bed at once: one has it',
    inWorld(async (world) => {
      const { id } = await verifiedFacility(world, { room: { total: 10, free: 1 } })
      const helpers = await Promise.all(Array.from({ length: 20 }, () => world.volunteerOf('12')))
      const answers = await Promise.all(helpers.map((helper) => hold(helper, id)))
      const codes = answers.map(({ status, code }) => code ?? status)
      expect(codes.filter((one) => one === 201)).toHaveLength(1)
      expect(codes.filter((one) => one === 'no-room')).toHaveLength(19)
      expect(await roomOf(world, id)).toMatchObject({ free: 0, held: 1 })
    }),
    60_000,
  )

  test(
    'a hold returns by itself after its time, in the public numbers at once',
    inWorld(async (world) => {
      const { id, keeper } = await verifiedFacility(world, { room: { total: 10, free: 1 } })
      const helper = await world.as('volunteer')
      const made = must(await hold(helper, id)).body
      expect(made).toMatchObject({ amount: 1, mine: true, ended: null })
      expect(Date.parse(made.until) - Date.parse(made.madeAt)).toBe(30 * 60_000)
      expect((await hold(await world.volunteerOf('12'), id)).code).toBe('no-room')
      await world.later({ minutes: 31 })
      expect(await roomOf(world, id)).toMatchObject({ free: 1, held: 0 })
      expect((await end(helper, id, made.id, 'used')).code).toBe('hold-not-found')
      expect(must(await keeper.call('GET /facilities/:id/holds', byId(id))).body.items).toEqual([])
      must(await hold(await world.volunteerOf('12'), id))
    }),
  )

  test(
    'used places go from what is free; released ones come back; the same call twice is one hold',
    inWorld(async (world) => {
      const { id, keeper } = await verifiedFacility(world)
      const [helper, holdId] = [await world.as('volunteer'), newId()]
      expect(
        [await hold(helper, id, 2, holdId), await hold(helper, id, 2, holdId)].map((a) => a.status),
      ).toEqual([201, 200])
      expect(await roomOf(world, id)).toMatchObject({ free: 1, held: 2 })
      expect((await hold(helper, id, 2)).code).toBe('too-many-holds')
      const seen = must(await keeper.call('GET /facilities/:id/holds', byId(id))).body.items
      expect(seen).toMatchObject([{ id: holdId, amount: 2, mine: false }])
      expect(must(await end(keeper, id, holdId, 'used')).body.ended).toBe('used')
      expect(must(await end(helper, id, holdId, 'used')).body.ended).toBe('used')
      expect(await roomOf(world, id)).toMatchObject({ free: 1, held: 0, total: 10 })
      const second = must(await hold(helper, id)).body
      must(await end(helper, id, second.id, 'released'))
      expect(await roomOf(world, id)).toMatchObject({ free: 1, held: 0 })
      const history = must(await keeper.call('GET /facilities/:id/history', byId(id))).body.items
      expect(history.map(({ kind }) => kind)).toEqual([
        ...['hold-released', 'held', 'hold-used', 'held', 'verified', 'proposed'],
      ])
    }),
  )

  test(
    'none is kept where it is closed, full, old information, uncounted, gone or not public',
    inWorld(async (world) => {
      const helper = await world.as('volunteer')
      const refusal = async (changed: object) =>
        (await hold(helper, (await verifiedFacility(world, changed)).id)).code
      expect(await refusal({ state: 'closed' })).toBe('no-room')
      expect(await refusal({ state: 'full' })).toBe('no-room')
      expect(await refusal({ room: {} })).toBe('no-room')
      expect(await refusal({ hours: 'Mo-Su 20:00-22:00' })).toBe('no-room')
      const { id, keeper } = await verifiedFacility(world)
      await world.later({ hours: 25 })
      expect((await hold(helper, id)).code).toBe('no-room')
      must(await keeper.call('POST /facilities/:id/close', { params: { id }, body: { reason: 'เลิกแล้ว' } }))
      expect((await hold(helper, id)).code).toBe('facility-gone')
      expect((await hold(helper, newId())).code).toBe('facility-not-found')
      expect((await hold(await world.newcomer(), id)).code).toBe('not-allowed')
    }),
  )

  test(
    'nobody else sees or ends somebody’s hold',
    inWorld(async (world) => {
      const { id } = await verifiedFacility(world)
      const [helper, other] = [await world.as('volunteer'), await world.volunteerOf('12')]
      const { keeper: elsewhere } = await verifiedFacility(world)
      const { id: holdId } = must(await hold(helper, id)).body
      for (const person of [other, elsewhere, await world.coordinatorOf('10')]) {
        expect((await end(person, id, holdId, 'released')).code).toBe('not-allowed')
        expect(must(await person.call('GET /facilities/:id/holds', byId(id))).body.items).toEqual([])
      }
      must(await end(await world.as('coordinator'), id, holdId, 'released'))
    }),
  )
})
