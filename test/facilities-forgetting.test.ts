import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { verifiedFacility } from './facilities-world.ts'
import { inWorld, must } from './world.ts'

const secret = 'คำบอกของสมมติ'

test(
  'what people said of a facility, and who kept it once, is forgotten in the end; that it was said stays',
  inWorld(async (world) => {
    const { id } = await verifiedFacility(world)
    const [stranger, national] = [world.stranger(), await world.as('national')]
    const remark = { id: newId(), says: 'wrong', note: secret } as const
    must(await stranger.call('POST /facilities/:id/remarks', { params: { id }, body: remark }))
    const appointment = { id: newId(), facilityId: id, phone: world.nextPhone(), name: 'สมมติ คนเก่า' }
    const keeper = must(await national.call('POST /keepers', { body: appointment })).body
    must(await national.call('POST /keepers/:id/end', { params: { id: keeper.id }, body: {} }))
    const { db, profile } = world.parts
    const kept = async () => ({
      remarks: await db.selectFrom('facility_remark').select(['says', 'note', 'from_hash']).execute(),
      keepers: await db.selectFrom('keeper_grant').select('name').execute(),
    })

    await world.later({ days: profile.terms.anonymiseAfterDays - 1 })
    const before = await kept()
    expect(before.remarks).toMatchObject([{ says: 'wrong', note: secret }])
    expect(before.keepers.map(({ name }) => name)).toContain('สมมติ คนเก่า')

    await world.later({ days: 2 })
    const after = await kept()
    expect(after.remarks).toEqual([{ says: 'wrong', note: null, from_hash: Buffer.alloc(0) }])
    expect(after.keepers.map(({ name }) => name)).not.toContain('สมมติ คนเก่า')
    // who keeps it now still does
    expect(after.keepers).toHaveLength(1)
  }),
)
