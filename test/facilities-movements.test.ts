import fc from 'fast-check'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { verifiedFacility } from './facilities-world.ts'
import { openWorld, type Person, type World } from './world.ts'

const TOTAL = 5
type Step =
  | { does: 'in' | 'out'; amount: number }
  | { does: 'hold'; amount: number }
  | { does: 'used' | 'released' | 'wait' | 'full' | 'undo' }
  | { does: 'count'; amount: number }

const amount = fc.integer({ min: 1, max: 3 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constantFrom('in' as const, 'out' as const, 'hold' as const), amount }),
  fc.record({
    does: fc.constantFrom('used', 'released', 'wait', 'full', 'undo'),
  }),
  fc.record({ does: fc.constant('count' as const), amount: fc.integer({ min: 0, max: TOTAL }) }),
)

test('whatever happens, free is never below none nor above all, and the movements add up to it', async () => {
  const world = await openWorld()
  const helper = await world.as('volunteer')
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), async (steps) => {
      const { id, keeper } = await verifiedFacility(world, { room: { total: TOTAL, free: 3 } })
      const holds: string[] = []
      for (const one of steps) {
        await take(one, { world, id, keeper, helper, holds })
        world.turn(1000)
        await expectAdded(world, id)
      }
      world.turn(31 * 60_000)
    }),
    { numRuns: 12, seed: 20261123 },
  )
  await world.close()
}, 120_000)

type Scene = { world: World; id: string; keeper: Person; helper: Person; holds: string[] }

/** Takes a step; whether it was refused is the server's affair. */
async function take(one: Step, { world, id, keeper, helper, holds }: Scene): Promise<void> {
  const params = { id }
  const held = holds.at(-1) ?? newId()
  if (one.does === 'in' || one.does === 'out')
    await keeper.call('POST /facilities/:id/movements', {
      params,
      body: { id: newId(), direction: one.does, amount: one.amount },
    })
  else if (one.does === 'hold') {
    const body = { id: newId(), amount: one.amount }
    const { code } = await helper.call('POST /facilities/:id/holds', { params, body })
    if (!code) holds.push(body.id)
  } else if (one.does === 'wait') world.turn(20 * 60_000)
  else if (one.does === 'undo') await keeper.call('POST /facilities/:id/undo', { params, body: {} })
  else if (one.does === 'full' || one.does === 'count') {
    const counted = 'amount' in one ? { free: one.amount } : {}
    const body = { state: one.does === 'full' ? 'full' : 'open', ...counted } as const
    await keeper.call('POST /facilities/:id/tell', { params, body })
  } else
    await helper.call('POST /facilities/:id/holds/:holdId/end', {
      params: { id, holdId: held },
      body: { result: one.does },
    })
}

async function expectAdded({ parts: { db } }: World, id: string): Promise<void> {
  const { room_free, room_total } = await db
    .selectFrom('facility')
    .select(['room_free', 'room_total'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const movements = await db
    .selectFrom('facility_movement')
    .select(['kind', 'amount', 'free'])
    .where('facility_id', '=', id)
    .orderBy('at')
    .execute()
  let left = 0
  for (const { kind, amount: moved, free } of movements) {
    left = kind === 'count' ? moved : left + (kind === 'in' ? moved : -moved)
    expect(free).toBe(left)
  }
  expect(left).toBe(room_free)
  expect(left).toBeGreaterThanOrEqual(0)
  expect(left).toBeLessThanOrEqual(room_total ?? 0)
}
