import { expect, test } from 'vitest'
import { networkOf } from '../server/platform/network.ts'
import { byId, verifiedFacility } from './facilities-world.ts'
import { createCaller } from './world/caller.ts'
import { inWorld, must } from './world.ts'

test.each([
  ['10.0.0.7', '10.0.0.7'],
  ['::ffff:10.0.0.7', '10.0.0.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:0db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['64:ff9b::10.0.0.7', '64:ff9b:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('%s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

test(
  'many addresses of one network say a thing once, and however many networks are no person',
  inWorld(async (world) => {
    const { id } = await verifiedFacility(world)
    const say = async (address: string, n: number) => {
      const body = { id: `018f0000-0000-7000-8000-00000000000${n}`, says: 'closed' as const }
      must(
        await createCaller(world.app, address).call('POST /facilities/:id/remarks', { params: { id }, body }),
      )
      return must(await world.stranger().call('GET /facilities/:id', { params: byId(id).params })).body
        .doubted
    }
    for (const n of [1, 2, 3, 4]) expect(await say(`2001:db8:1:2::${n}`, n)).toBe(false)
    for (const n of [5, 6, 7, 8]) expect(await say(`2001:db8:1:${n}::1`, n)).toBe(false)
    expect(await world.parts.db.selectFrom('facility_remark').select('id').execute()).toHaveLength(5)
  }),
)
