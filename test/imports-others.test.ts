import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import type { Spot } from '../server/facilities/questions.ts'
import { readNudge } from '../server/facilities/silence/nudge-store.ts'
import { byId, facility, proposedFacility, verifiedFacility } from './facilities-world.ts'
import { bring, commit, fileOf, goodRow, readImport, rowsOf, upload } from './imports/files.ts'
import { inWorld, must, type World } from './world.ts'

const agency = 'เทศบาลตัวอย่าง'
const place = (name: string, lat: number, more: object = {}) =>
  goodRow({ ชื่อสถานที่: `จุดพักคอย ${name}`, ละติจูด: lat, ...more })

async function keeperOfAgency(world: World) {
  const [keeper, coordinator] = [await world.newcomer(), await world.as('coordinator')]
  const body = { id: newId(), agency, phone: keeper.phone, name: keeper.name }
  must(await coordinator.call('POST /keepers', { body }))
  return keeper
}

test(
  'who listens to the map hears of what an import makes public, and never of what it proposes',
  inWorld(async (world) => {
    const heard: string[] = []
    const ear = { heard: (spots: string) => void heard.push(spots), missed: () => {}, stopped: () => {} }
    world.parts.live.listen('facility_changed', ear)
    const keeper = await keeperOfAgency(world)
    const proposal = await bring(world, keeper, [place('หนึ่ง', 13.91)])
    expect((await commit(world, keeper, proposal.id)).written).toBe(1)
    must(await keeper.call('POST /imports/:id/undo', byId(proposal.id)))
    await world.settle()
    expect((await readImport(keeper, proposal.id)).written).toBe(0)

    const coordinator = await world.as('coordinator')
    const { id } = await bring(world, coordinator, [place('สอง', 13.93)])
    await commit(world, coordinator, id)
    const [row] = await rowsOf(coordinator, id)
    await expect.poll(() => heard.length).toBeGreaterThan(0)
    const ids = heard.flatMap((spots): Spot[] => JSON.parse(spots)).map((spot) => spot.id)
    expect(ids).toEqual([row?.targetId])
  }),
)

test(
  'what somebody else proposed is not told to who guesses its name in a file',
  inWorld(async (world) => {
    const { body } = await proposedFacility(world, { note: 'หลังวัด', address: '99 ถนนสมมติ' })
    const { keeper } = await proposedFacility(world, facility({ lat: 13.95 }))
    const row = goodRow({ ชื่อสถานที่: body.name.th, ประเภท: 'รพ.สนาม', หมายเหตุ: 'ก', ที่อยู่: 'ข' })
    const { id } = await bring(world, keeper, [row])
    const [found] = await rowsOf(keeper, id)
    expect(found).toMatchObject({ state: 'problem', changes: [], targetId: null })
    expect(found?.problems.map(({ code }) => code)).toEqual(['outside-scope'])
  }),
)

test(
  'whoever lost their office takes nothing back',
  inWorld(async (world) => {
    const [national, coordinator] = [await world.as('national'), await world.coordinatorOf('12')]
    const { id } = await bring(world, coordinator, [place('หนึ่ง', 13.91)])
    await commit(world, coordinator, id)
    const [row] = await rowsOf(coordinator, id)
    for (const grant of must(await national.call('GET /grants', { query: { area: '12' } })).body.items)
      must(await national.call('POST /grants/:id/end', { params: { id: grant.id } }))
    // anyone may propose, and keeps that
    must(await coordinator.call('POST /facilities', { body: facility({ lat: 13.99 }) }))
    must(await coordinator.call('POST /imports/:id/undo', byId(id)))
    await world.settle()
    expect(await readImport(coordinator, id)).toMatchObject({ status: 'undone', written: 1 })
    const still = await world.stranger().call('GET /facilities/:id', { params: { id: row?.targetId ?? '' } })
    expect(still.status).toBe(200)
  }),
)

test(
  'a code that its agency has for another place keeps that row alone from being written',
  inWorld(async (world) => {
    const coordinator = await world.as('coordinator')
    const code = (ownCode: string) => ({ รหัสของหน่วยงาน: ownCode, หน่วยงาน: agency })
    const names = ['หนึ่ง', 'สอง', 'สาม', 'สี่'] as const
    const lat = (at: number) => 13.91 + at / 100
    const first = await bring(
      world,
      coordinator,
      names.map((name, at) => place(name, lat(at), name === 'หนึ่ง' ? code('1') : { หน่วยงาน: agency })),
    )
    expect((await commit(world, coordinator, first.id)).written).toBe(4)
    const { id } = await bring(world, coordinator, [
      // known by name and place, of the agency that has this code elsewhere
      place('สอง', lat(1), { รหัสของหน่วยงาน: '1' }),
      place('สาม', lat(2), code('7')),
      place('สี่', lat(3), code('7')),
    ])
    const rows = await rowsOf(coordinator, id)
    expect(rows.map(({ state, problems }) => problems[0]?.code ?? state)).toEqual([
      'changes',
      'changes',
      'duplicate-row',
    ])
    expect(await commit(world, coordinator, id)).toMatchObject({ status: 'committed', written: 1 })
  }),
)

test(
  'an import that failed halfway can be taken back; one that wrote nothing has ended',
  inWorld(async (world) => {
    const coordinator = await world.as('coordinator')
    const { id } = await bring(world, coordinator, [place('หนึ่ง', 13.91)])
    await commit(world, coordinator, id)
    const fail = () => world.parts.db.updateTable('import').set({ status: 'failed' }).where('id', '=', id)
    await fail().execute()
    must(await coordinator.call('POST /imports/:id/undo', byId(id)))
    await world.settle()
    expect(await readImport(coordinator, id)).toMatchObject({ status: 'undone', written: 0 })
    await fail().execute()
    expect((await coordinator.call('POST /imports/:id/undo', byId(id))).code).toBe('import-ended')
  }),
)

test(
  'there is an end to what one account may pile up, and room again once it is thrown away',
  inWorld(async (world) => {
    const coordinator = await world.as('coordinator')
    const { id } = await bring(world, coordinator, [goodRow()])
    await world.parts.db.updateTable('import').set({ rows: 2_000_000 }).where('id', '=', id).execute()
    expect((await upload(coordinator, await fileOf('csv', [goodRow()]))).code).toBe('too-many-calls')
    must(await coordinator.call('POST /imports/:id/discard', byId(id)))
    must(await upload(coordinator, await fileOf('csv', [goodRow()])))
  }),
)

test(
  'a row of a number that no file has is refused',
  inWorld(async (world) => {
    const coordinator = await world.as('coordinator')
    const { id } = await bring(world, coordinator, [goodRow()])
    for (const [number, code] of [
      [9_999_999, 'not-found'],
      [3_000_000_000, 'invalid-input'],
    ] as const) {
      const mend = { params: { id, number }, body: { cells: {} } }
      expect((await coordinator.call('POST /imports/:id/rows/:number/mend', mend)).code).toBe(code)
    }
  }),
)

test(
  'a link opens what its keeper keeps, and no longer once that is another agency’s',
  inWorld(async (world) => {
    const keeper = await keeperOfAgency(world)
    const { id, keeper: proposer, body } = await verifiedFacility(world, { agency })
    const coordinator = await world.as('coordinator')
    for (const one of must(await coordinator.call('GET /keepers', { query: { facility: id } })).body.items)
      if (one.facilityId !== null) must(await coordinator.call('POST /keepers/:id/end', byId(one.id)))
    await world.later({ hours: 25 })
    const nudges = await world.parts.db.selectFrom('facility_nudge').selectAll().execute()
    expect(nudges).toHaveLength(1)
    expect((await proposer.call('GET /facilities/:id/kept', byId(id))).code).toBe('not-allowed')
    const { id: _, ...input } = { ...body, agency: 'หน่วยงานอื่น ตัวอย่าง' }
    must(await coordinator.call('PUT /facilities/:id', { params: { id }, body: input }))
    expect((await keeper.call('GET /facilities/:id/kept', byId(id))).code).toBe('outside-scope')
    const key = nudges[0]?.key_hash ?? Buffer.alloc(0)
    expect(await readNudge(world.parts.db, key, world.now())).toBeUndefined()
  }),
)

test(
  'why something was refused or closed is told without numbers of people',
  inWorld(async (world) => {
    const { id, keeper } = await proposedFacility(world)
    const coordinator = await world.as('coordinator')
    const reason = 'ถามคุณสมมติ 081-000-1234 ก่อน หรือเบอร์สถานที่ 080-000-8000'
    must(await coordinator.call('POST /facilities/:id/refuse', { params: { id }, body: { reason } }))
    const scrubbed = 'ถามคุณสมมติ ••• ก่อน หรือเบอร์สถานที่ 080-000-8000'
    const kept = must(await keeper.call('GET /facilities/:id/kept', byId(id))).body
    expect(kept.refusedReason).toBe(scrubbed)
    const [last] = must(await keeper.call('GET /facilities/:id/history', byId(id))).body.items
    expect(last).toMatchObject({ kind: 'refused', reason: scrubbed })
  }),
)
