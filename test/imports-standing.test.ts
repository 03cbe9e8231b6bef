import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { byId, proposedFacility, verifiedFacility } from './facilities-world.ts'
import { bring, commit, goodRow, type Row, readImport, rowsOf } from './imports/files.ts'
import { inventedRows } from './imports/invented.ts'
import { inWorld, must, type World } from './world.ts'

// What a file does to what stands there already.

/** The row of a field hospital that is there, changed as said. */
const rowFor = (name: string, changed: Row = {}) =>
  goodRow({ ชื่อสถานที่: name, ประเภท: 'รพ.สนาม', ว่าง: 3, ทั้งหมด: 10, เบอร์โทร: '080-000-8000', ...changed })

const isPublic = async (world: World, id: string) =>
  (await world.stranger().call('GET /facilities/:id', { params: { id } })).status === 200

test(
  'what a coordinator brings in over a proposal is verified, says so, and waits again once it is taken back',
  inWorld(async (world) => {
    const coordinator = await world.as('coordinator')
    const { id: facility, keeper, body } = await proposedFacility(world)
    const { id } = await bring(world, coordinator, [rowFor(body.name.th)])
    const [row] = await rowsOf(coordinator, id)
    expect(row).toMatchObject({ state: 'changes', targetId: facility })
    expect(row?.changes.map(({ field }) => field)).toContain('verification')
    expect((await commit(world, coordinator, id, 'all')).written).toBe(1)
    expect(await isPublic(world, facility)).toBe(true)
    const [last] = must(await keeper.call('GET /facilities/:id/history', byId(facility))).body.items
    expect(last?.changes).toMatchObject({ verification: ['proposed', 'verified'] })
    const again = await bring(world, coordinator, [rowFor(body.name.th)])
    expect(again.counts).toMatchObject({ same: 1, changes: 0 })
    must(await coordinator.call('POST /imports/:id/undo', byId(id)))
    await world.settle()
    expect(await isPublic(world, facility)).toBe(false)
  }),
)

test(
  'a keeper’s own file leaves a proposal a proposal',
  inWorld(async (world) => {
    const { id: facility, keeper, body } = await proposedFacility(world)
    const { id } = await bring(world, keeper, [rowFor(body.name.th, { ว่าง: 5 })])
    expect((await commit(world, keeper, id)).written).toBe(1)
    const [row] = await rowsOf(keeper, id)
    expect(row?.changes.map(({ field }) => field)).not.toContain('verification')
    expect(await isPublic(world, facility)).toBe(false)
  }),
)

test(
  'what was refused is not brought in by its code',
  inWorld(async (world) => {
    const coordinator = await world.as('coordinator')
    const { id: facility, body } = await proposedFacility(world, { ownCode: 'R-1' })
    const reason = 'ไม่มีอยู่จริง'
    must(
      await coordinator.call('POST /facilities/:id/refuse', { params: { id: facility }, body: { reason } }),
    )
    const { id } = await bring(world, coordinator, [rowFor('ชื่ออื่น', { รหัสของหน่วยงาน: 'R-1' })])
    const [row] = await rowsOf(coordinator, id)
    expect(row).toMatchObject({ state: 'problem', problems: [{ code: 'was-refused', field: null }] })
    expect(row?.problems[0]?.about).toEqual({ name: body.name.th })
  }),
)

test(
  'asked for all, a row that turns bad meanwhile ends it: its batch is not written, and the rest can be taken back',
  inWorld(async (world) => {
    const coordinator = await world.as('coordinator')
    const { id: facility, body } = await verifiedFacility(world, { ownCode: 'G-1' })
    const before = inventedRows(world.parts.profile, 500, { within: '12' })
    const { id, counts } = await bring(world, coordinator, [
      ...before,
      rowFor(body.name.th, { ว่าง: 7, รหัสของหน่วยงาน: 'G-1' }),
    ])
    expect(counts).toMatchObject({ new: 500, changes: 1, problem: 0, look: 0 })
    const reason = 'ปิดแล้ว'
    must(await coordinator.call('POST /facilities/:id/close', { params: { id: facility }, body: { reason } }))
    expect(await commit(world, coordinator, id, 'all')).toMatchObject({
      ...{ status: 'failed', failure: 'import-has-problems', written: 500 },
      counts: { new: 500, changes: 0, problem: 1, look: 1 },
    })
    expect((await coordinator.call('POST /imports/:id/discard', byId(id))).code).toBe('import-ended')
    must(await coordinator.call('POST /imports/:id/undo', byId(id)))
    await world.settle()
    expect(await readImport(coordinator, id)).toMatchObject({ status: 'undone', failure: null, written: 0 })
  }),
  60_000,
)

test(
  'asked for all, a row whose code is another’s in its agency is no less an end',
  inWorld(async (world) => {
    const coordinator = await world.as('coordinator')
    const agency = 'เทศบาลตัวอย่าง'
    const place = (name: string, changed: Row = {}) =>
      goodRow({ ชื่อสถานที่: `จุดพักคอย ${name}`, หน่วยงาน: agency, ...changed })
    const first = await bring(world, coordinator, [place('หนึ่ง', { รหัสของหน่วยงาน: '1' }), place('สอง')])
    expect((await commit(world, coordinator, first.id, 'all')).written).toBe(2)
    // known by its name and place, without naming the agency that has this code elsewhere
    const { id } = await bring(world, coordinator, [place('สอง', { รหัสของหน่วยงาน: '1', หน่วยงาน: '' })])
    expect(await commit(world, coordinator, id, 'all')).toMatchObject({
      ...{ status: 'failed', failure: 'import-has-problems', written: 0 },
    })
  }),
)

test(
  'asked for the good ones, a row that turns bad meanwhile is left out',
  inWorld(async (world) => {
    const coordinator = await world.as('coordinator')
    const { id: facility, body } = await verifiedFacility(world, { ownCode: 'G-1' })
    const { id } = await bring(world, coordinator, [
      goodRow({ ละติจูด: 13.95 }),
      rowFor(body.name.th, { ว่าง: 7, รหัสของหน่วยงาน: 'G-1' }),
    ])
    const reason = 'ปิดแล้ว'
    must(await coordinator.call('POST /facilities/:id/close', { params: { id: facility }, body: { reason } }))
    const done = await commit(world, coordinator, id, 'good')
    expect(done).toMatchObject({ status: 'committed', written: 1, counts: { problem: 1, look: 1 } })
  }),
)

test(
  'a count that is taken back stands in the movements as one more count',
  inWorld(async (world) => {
    const coordinator = await world.as('coordinator')
    const { id: facility, body } = await verifiedFacility(world)
    await world.later({ minutes: 1 })
    const { id } = await bring(world, coordinator, [rowFor(body.name.th, { ว่าง: 7 })])
    await commit(world, coordinator, id, 'all')
    await world.later({ minutes: 1 })
    must(await coordinator.call('POST /imports/:id/undo', byId(id)))
    await world.settle()
    expect((await readImport(coordinator, id)).written).toBe(0)
    const movements = await world.parts.db
      .selectFrom('facility_movement')
      .select(['kind', 'amount', 'free'])
      .where('facility_id', '=', facility)
      .orderBy('id')
      .execute()
    expect(movements.map(({ kind, amount, free }) => [kind, amount, free])).toEqual([
      ['count', 3, 3],
      ['count', 7, 7],
      ['count', 3, 3],
    ])
  }),
)

test(
  'a keeper’s file makes no other facility of a verified one',
  inWorld(async (world) => {
    const { id: facility, keeper, body } = await verifiedFacility(world, { ownCode: 'K-1', agency: 'ก' })
    const national = await world.as('national')
    const { phone, name } = keeper
    const agency = { id: newId(), agency: 'ก', phone, name }
    must(await national.call('POST /keepers', { body: agency }))
    const other = { รหัสของหน่วยงาน: 'K-1', หน่วยงาน: 'ก', ประเภท: 'จุดพักคอย' }
    const { id } = await bring(world, keeper, [rowFor(body.name.th, other)])
    const [row] = await rowsOf(keeper, id)
    expect(row).toMatchObject({ state: 'problem', targetId: facility })
    expect(row?.problems).toContainEqual(
      expect.objectContaining({ code: 'verified-as-other', field: 'kind', serious: true }),
    )
  }),
)
