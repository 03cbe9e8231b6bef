import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { byId, verifiedFacility } from './facilities-world.ts'
import { inWorld, must } from './world.ts'

const agency = 'เทศบาลตัวอย่าง'
const appointment = (changed: object) => ({
  id: newId(),
  name: 'สมมติ ผู้ดูแลสถานที่',
  phone: '0800007777',
  ...changed,
})

describe('who keeps what', () => {
  test(
    'a keeper of an agency without a facility yet is listed for its province, and for no other',
    inWorld(async (world) => {
      const coordinator = await world.as('coordinator')
      const body = appointment({ agency })
      must(await coordinator.call('POST /keepers', { body }))
      const seenBy = async (who: typeof coordinator) =>
        must(await who.call('GET /keepers', { query: {} })).body.items.map(({ id }) => id)
      expect(await seenBy(coordinator)).toEqual([body.id])
      expect(await seenBy(await world.as('national'))).toEqual([body.id])
      for (const other of [await world.as('districtCoordinator'), await world.coordinatorOf('10')])
        expect(await seenBy(other)).toEqual([])
      const { id } = await verifiedFacility(world)
      const ofOne = must(await coordinator.call('GET /keepers', { query: { facility: id } })).body.items
      expect(ofOne.map((one) => one.facilityId)).toEqual([id])
    }),
  )

  test(
    'a keeper appointed by phone keeps the facility from signing in until the grant ends',
    inWorld(async (world) => {
      const { id } = await verifiedFacility(world)
      const coordinator = await world.as('coordinator')
      const body = appointment({ facilityId: id })
      const made = must(await coordinator.call('POST /keepers', { body }))
      expect([made.status, made.body]).toMatchObject([
        201,
        { facilityId: id, agency: null, taken: false, phoneMasked: '08x-xxx-7777' },
      ])
      expect((await coordinator.call('POST /keepers', { body })).status).toBe(200)
      const keeper = await world.signIn(body.phone, body.name)
      expect(must(await keeper.call('GET /me')).body.account).toMatchObject({ keeps: true, grants: [] })
      must(await keeper.call('POST /facilities/:id/confirm', byId(id)))
      const listed = must(await coordinator.call('GET /keepers', { query: { facility: id } })).body.items
      expect(listed.map(({ name, taken }) => [name, taken])).toContainEqual([body.name, true])
      const elsewhere = await world.coordinatorOf('10')
      expect((await elsewhere.call('POST /keepers/:id/end', byId(body.id))).code).toBe('outside-scope')
      expect(must(await elsewhere.call('GET /keepers', { query: {} })).body.items).toEqual([])
      must(await coordinator.call('POST /keepers/:id/end', byId(body.id)))
      expect((await keeper.call('POST /facilities/:id/confirm', byId(id))).code).toBe('not-allowed')
      expect(must(await keeper.call('GET /me')).body.account).toMatchObject({ keeps: false })
    }),
  )

  test(
    'a keeper of an agency keeps its facilities, and no others',
    inWorld(async (world) => {
      const { id } = await verifiedFacility(world, { agency })
      const { id: other } = await verifiedFacility(world, { agency: 'โรงพยาบาลอื่น' })
      const coordinator = await world.as('coordinator')
      const keeper = await world.newcomer()
      must(await coordinator.call('POST /keepers', { body: appointment({ agency, phone: keeper.phone }) }))
      must(await keeper.call('POST /facilities/:id/confirm', byId(id)))
      expect((await keeper.call('POST /facilities/:id/confirm', byId(other))).code).toBe('outside-scope')
      const mine = must(await keeper.call('GET /facilities/mine', { query: {} })).body.items
      expect(mine.map((one) => one.id)).toEqual([id])
      const district = await world.as('districtCoordinator')
      expect((await district.call('POST /keepers', { body: appointment({ agency }) })).code).toBe(
        'outside-scope',
      )
    }),
  )

  test(
    'nobody appoints beyond the own area, nor for nothing',
    inWorld(async (world) => {
      const { id, keeper } = await verifiedFacility(world)
      const coordinator = await world.as('coordinator')
      const appoint = async (who: typeof keeper, changed: object) =>
        (await who.call('POST /keepers', { body: appointment(changed) })).code
      expect(await appoint(keeper, { facilityId: id })).toBe('not-allowed')
      expect(await appoint(await world.coordinatorOf('10'), { facilityId: id })).toBe('outside-scope')
      expect(await appoint(coordinator, { facilityId: newId() })).toBe('facility-not-found')
      expect(await appoint(coordinator, {})).toBe('invalid-input')
      expect(await appoint(coordinator, { facilityId: id, phone: '1669' })).toBe('phone-invalid')
      expect((await coordinator.call('POST /keepers/:id/end', byId(newId()))).code).toBe('keeper-not-found')
    }),
  )
})
