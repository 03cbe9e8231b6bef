import { describe, expect, test } from 'vitest'
import { byId, facility, proposedFacility, verifiedFacility } from './facilities-world.ts'
import { inWorld, must } from './world.ts'

describe('proposing', () => {
  test(
    'a proposal is its proposer’s to keep, and a coordinator’s of the area to verify',
    inWorld(async (world) => {
      const { id, keeper, body } = await proposedFacility(world)
      const kept = must(await keeper.call('GET /facilities/:id/kept', byId(id))).body
      expect(kept).toMatchObject({
        ...{ id, state: 'open', status: 'open', verification: 'proposed', mayVerify: false },
        ...{ areaCode: '120601', exactness: 'pin', freshness: 'fresh', confirmedBy: 'keeper' },
        room: { total: 10, free: 3, held: 0, hoursLeft: null },
      })
      expect(must(await keeper.call('GET /facilities/mine', { query: {} })).body.items).toHaveLength(1)
      const coordinator = await world.as('coordinator')
      const waiting = await coordinator.call('GET /facilities/:id/kept', byId(id))
      expect(must(waiting).body.mayVerify).toBe(true)
      const verified = must(await coordinator.call('POST /facilities/:id/verify', byId(id))).body
      expect(verified.verification).toBe('verified')
      const again = await keeper.call('POST /facilities', { body })
      expect([again.status, again.body.id]).toEqual([200, id])
      const history = must(await keeper.call('GET /facilities/:id/history', byId(id))).body.items
      expect(history.map(({ kind, as }) => [kind, as])).toEqual([
        ['verified', 'coordinator'],
        ['proposed', 'keeper'],
      ])
    }),
  )
})
