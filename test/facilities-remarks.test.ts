import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { byId, facility, verifiedFacility } from './facilities-world.ts'
import { type Caller, inWorld, must, type World } from './world.ts'

type Says = 'right' | 'wrong' | 'closed' | 'open' | 'phone-wrong'
const remark = (who: Caller, id: string, says: Says = 'closed', note?: string) =>
  who.call('POST /facilities/:id/remarks', {
    params: { id },
    body: { id: newId(), says, ...(note && { note }) },
  })
/** Somebody not signed in, who has just proved a phone. */
async function remarkProven(world: World, id: string, phone: string) {
  const caller = world.stranger()
  const { challengeId } = must(await caller.call('POST /phone-codes', { body: { phone } })).body
  const code = { params: { challengeId }, body: { code: world.sms.at(-1)?.code ?? '' } }
  const { phoneProof } = must(await caller.call('POST /phone-codes/:challengeId/check', code)).body
  const body = { id: newId(), says: 'closed' as const, phoneProof }
  return caller.call('POST /facilities/:id/remarks', { params: { id }, body })
}
const publicly = async (who: Caller, id: string) =>
  must(await who.call('GET /facilities/:id', { params: { id } })).body

describe('what anybody may say of a facility', () => {
  test(
    'goes to who keeps it and who answers for the area, never to the map; what is long stays with the sender',
    inWorld(async (world) => {
      const { id, keeper } = await verifiedFacility(world)
      const citizen = world.stranger()
      must(await remark(citizen, id, 'phone-wrong', 'โทร 081-000-1234 ไม่ติด'))
      const queue = must(await keeper.call('GET /facilities/remarks', { query: {} })).body.items
      expect(queue).toMatchObject([{ facilityId: id, says: 'phone-wrong', note: 'โทร ••• ไม่ติด' }])
      const coordinator = await world.as('coordinator')
      expect(must(await coordinator.call('GET /facilities/remarks', { query: {} })).body.items).toHaveLength(
        1,
      )
      for (const person of [(await verifiedFacility(world)).keeper, await world.coordinatorOf('10')])
        expect(must(await person.call('GET /facilities/remarks', { query: {} })).body.items).toEqual([])
      expect(JSON.stringify(await publicly(citizen, id))).not.toContain('ไม่ติด')
      expect(must(await keeper.call('GET /facilities/:id/kept', byId(id))).body.remarks).toBe(1)
    }),
  )

  test(
    'three proven people put the pin in doubt, strangers never; one person counts once, however they come; settling clears it',
    inWorld(async (world) => {
      const { id, keeper } = await verifiedFacility(world)
      const insistent = world.stranger()
      for (const says of ['closed', 'closed', 'wrong', 'phone-wrong'] as const)
        must(await remark(insistent, id, says))
      for (let i = 0; i < 5; i++) must(await remark(world.stranger(), id, 'closed'))
      const signedIn = await world.newcomer()
      for (const says of ['right', 'open', 'wrong', 'phone-wrong'] as const)
        must(await remark(signedIn, id, says))
      // the same person, signed in elsewhere and proven by phone, is no second one
      must(await remark(await world.signIn(signedIn.phone, 'สมมติ คนเดิม'), id, 'closed'))
      must(await remarkProven(world, id, signedIn.phone))
      expect((await publicly(insistent, id)).doubted).toBe(false)
      must(await remarkProven(world, id, world.nextPhone()))
      for (const phoneProof of ['made up', null, ''])
        must(
          await world.stranger().call('POST /facilities/:id/remarks', {
            params: { id },
            body: { id: newId(), says: 'closed', phoneProof },
          }),
        )
      expect((await publicly(insistent, id)).doubted).toBe(false)
      must(await remark(await world.as('volunteer'), id, 'wrong'))
      expect(await publicly(insistent, id)).toMatchObject({ doubted: true, status: 'open' })
      const desk = must(
        await (await world.as('coordinator')).call('GET /facilities/desk', { query: { queue: 'doubted' } }),
      )
      expect(desk.body).toMatchObject({ items: [{ id }], counts: { doubted: 1, remarked: 1, all: 1 } })
      const settle = { params: { id }, body: { result: 'was-right' as const } }
      expect(
        (await (await verifiedFacility(world)).keeper.call('POST /facilities/:id/remarks/settle', settle))
          .code,
      ).toBe('outside-scope')
      const settled = must(await keeper.call('POST /facilities/:id/remarks/settle', settle)).body
      expect(settled).toMatchObject({ doubted: false, remarks: 0 })
      const kept = await world.parts.db
        .selectFrom('facility_remark')
        .select('from_hash')
        .where('result', '=', 'was-right')
        .execute()
      expect(kept.length).toBeGreaterThan(8)
      expect(kept.every(({ from_hash }) => from_hash.length === 0)).toBe(true)
      const history = must(await keeper.call('GET /facilities/:id/history', byId(id))).body.items
      expect(history.slice(0, 2)).toMatchObject([
        { kind: 'remarks-settled', as: 'keeper', reason: 'was-right' },
        { kind: 'doubted', as: null, byCode: null },
      ])
    }),
  )

  test(
    'that all is right is kept once a day of one sender, however often it is said',
    inWorld(async (world) => {
      const { id } = await verifiedFacility(world)
      const citizen = world.stranger()
      for (let i = 0; i < 3; i++) must(await remark(citizen, id, 'right'))
      must(await remark(world.stranger(), id, 'right'))
      await world.later({ hours: 25 })
      must(await remark(citizen, id, 'right'))
      expect(await world.parts.db.selectFrom('facility_remark').select('id').execute()).toHaveLength(3)
    }),
  )

  test(
    'old remarks no longer count',
    inWorld(async (world) => {
      const { id } = await verifiedFacility(world, { kind: 'hospital' })
      for (const who of [await world.newcomer(), await world.newcomer()]) must(await remark(who, id))
      world.turn(15 * 24 * 3_600_000)
      must(await remark(await world.newcomer(), id))
      expect((await publicly(world.stranger(), id)).doubted).toBe(false)
    }),
  )

  test(
    'of nothing that is not public',
    inWorld(async (world) => {
      const keeper = await world.newcomer()
      const body = facility()
      must(await keeper.call('POST /facilities', { body }))
      expect((await remark(world.stranger(), body.id)).code).toBe('facility-not-found')
      expect((await world.stranger().call('GET /facilities/remarks', { query: {} })).code).toBe(
        'not-signed-in',
      )
      expect((await (await world.as('volunteer')).call('GET /facilities/remarks', { query: {} })).code).toBe(
        'not-allowed',
      )
    }),
  )
})
