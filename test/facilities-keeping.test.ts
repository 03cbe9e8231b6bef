import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import type { Input } from '../web/call.ts'
import { byId, facility, facilityOf, proposedFacility, verifiedFacility } from './facilities-world.ts'
import { inWorld, must, type Person, type World } from './world.ts'

const tell = (who: Person, id: string, body: Input<'POST /facilities/:id/tell'>['body']) =>
  who.call('POST /facilities/:id/tell', { params: { id }, body })
const move = (who: Person, id: string, direction: 'in' | 'out', amount: number, movementId = newId()) =>
  who.call('POST /facilities/:id/movements', { params: { id }, body: { id: movementId, direction, amount } })
const propose = async (who: Person, body: object) =>
  (await who.call('POST /facilities', { body: facility(body) })).code
const historyOf = async (who: Person, id: string) =>
  must(await who.call('GET /facilities/:id/history', byId(id))).body.items

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
      expect((await world.stranger().call('GET /facilities/:id', { params: { id } })).code).toBe(
        'facility-not-found',
      )
      expect(must(await keeper.call('GET /facilities/mine', { query: {} })).body.items).toHaveLength(1)
      const coordinator = await world.as('coordinator')
      const desk = must(await coordinator.call('GET /facilities/desk', { query: { queue: 'proposed' } })).body
      expect(desk).toMatchObject({
        items: [{ id, mayVerify: true }],
        counts: { proposed: 1, all: 1, gone: 0 },
      })
      const verified = must(await coordinator.call('POST /facilities/:id/verify', byId(id))).body
      expect(verified.verification).toBe('verified')
      must(await world.stranger().call('GET /facilities/:id', { params: { id } }))
      const again = await keeper.call('POST /facilities', { body })
      expect([again.status, again.body.id]).toEqual([200, id])
      expect((await (await world.newcomer()).call('POST /facilities', { body })).code).toBe('id-taken')
      const history = await historyOf(keeper, id)
      expect(history.map(({ kind, as }) => [kind, as])).toEqual([
        ['verified', 'coordinator'],
        ['proposed', 'keeper'],
      ])
    }),
  )

  test(
    'a coordinator’s own is public at once inside the area, waits outside it',
    inWorld(async ({ as }) => {
      const coordinator = await as('coordinator')
      const inside = must(await coordinator.call('POST /facilities', { body: facility() })).body
      expect(inside).toMatchObject({ verification: 'verified', confirmedBy: 'coordinator' })
      const body = facility({ lon: 100.49, lat: 13.75, areaCode: '100101' })
      expect(must(await coordinator.call('POST /facilities', { body })).body.verification).toBe('proposed')
    }),
  )

  test(
    'what cannot be is refused by name; numbers of people are taken out of what everybody reads',
    inWorld(async ({ as }) => {
      const person = await as('newcomer')
      const refused = async (changed: object) => {
        const { code, errors } = await person.call('POST /facilities', { body: facility(changed) })
        return [code, ...errors.map(({ path }) => path)]
      }
      expect(await refused({ kind: 'castle' })).toEqual(['invalid-input', '/kind'])
      expect(await refused({ phones: ['0800008000', '12345'] })).toEqual(['phone-invalid', '/phones/1'])
      expect(await refused({ hours: 'แล้วแต่วัน' })).toEqual(['hours-unclear', '/hours'])
      expect(await refused({ admits: ['green', 'dragons'] })).toEqual(['invalid-input', '/admits/1'])
      expect(await refused({ values: { gives: ['gold'], wings: 2 } })).toEqual([
        'invalid-input',
        '/values/gives',
        '/values/wings',
      ])
      expect(await refused({ room: { total: 2, free: 3 } })).toEqual(['invalid-input', '/free'])
      expect(await refused({ lon: 2.3, lat: 48.8 })).toEqual(['outside-thailand', '/lon', '/lat'])
      expect(await refused({ areaCode: '999999' })).toEqual(['area-unknown', '/areaCode'])
      const { lon: _, lat: __, areaCode: ___, ...nowhere } = facility()
      expect((await person.call('POST /facilities', { body: nowhere })).code).toBe('place-needed')
      const body = { ...nowhere, areaCode: '120601', phones: ['๐๘๐-๐๐๐-๘๐๐๐', '1669'] }
      const told = { ...body, hours: 'จ.-ศ. 8.30-16.30 น.', note: 'โทร 080-000-8000 หรือ 1-1002-00345-67-8' }
      const made = must(await person.call('POST /facilities', { body: told })).body
      expect(made).toMatchObject({
        ...{ exactness: 'area', phones: ['+66800008000', '1669'], note: 'โทร 080-000-8000 หรือ •••' },
        hours: { text: 'Mo-Fr 08:30-16:30', openNow: true },
      })
    }),
  )

  test(
    'the same facility near by is not made twice, however its name is written',
    inWorld(async (world) => {
      const { keeper } = await verifiedFacility(world, { name: { th: 'โรงพยาบาลสนาม ตัวอย่าง ๙๙' } })
      const name = { th: 'รพ.สนามตัวอย่าง 99' }
      expect(await propose(keeper, { name })).toBe('facility-exists')
      expect(await propose(keeper, { name, kind: 'waiting-centre' })).toBeUndefined()
      expect(await propose(keeper, { name, lon: 100.51 })).toBeUndefined()
      const [first, second] = [facility({ name: { th: 'ใหม่' } }), facility({ name: { th: 'ใหม่' } })]
      const both = [
        keeper.call('POST /facilities', { body: first }),
        keeper.call('POST /facilities', { body: second }),
      ]
      expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([201, 409])
      expect(await propose(keeper, { agency: 'ก', ownCode: 'A1' })).toBeUndefined()
      expect(await propose(keeper, { agency: 'ก', ownCode: 'A1' })).toBe('facility-exists')
    }),
  )

  test(
    'one person’s proposals wait for a coordinator before there are more',
    inWorld(async (world) => {
      const newcomer = await world.newcomer()
      const most = world.parts.profile.facilityTerms.openProposalsPerPerson
      const propose = () => newcomer.call('POST /facilities', { body: facility() })
      for (let i = 0; i < most; i++) must(await propose())
      expect((await propose()).code).toBe('too-many-proposals')
      const [first] = must(await newcomer.call('GET /facilities/mine', {})).body.items
      must(await (await world.as('national')).call('POST /facilities/:id/verify', byId(first?.id ?? '')))
      must(await propose())
    }),
  )
})

describe('keeping it true', () => {
  test(
    'full sets the free places to none; open again without a number is nobody knows how many',
    inWorld(async (world) => {
      const { id, keeper } = await verifiedFacility(world)
      await world.later({ hours: 25 })
      const full = must(
        await tell(keeper, id, { state: 'full', reopensAt: '2026-11-26T08:00:00+07:00' }),
      ).body
      expect(full).toMatchObject({
        status: 'full',
        freshness: 'fresh',
        reopensAt: '2026-11-26T01:00:00.000Z',
        room: { free: 0, total: 10 },
      })
      const open = must(await tell(keeper, id, { state: 'open' })).body
      expect(open).toMatchObject({ status: 'open', reopensAt: null, room: { free: null, total: 10 } })
      const counted = must(
        await tell(keeper, id, { state: 'open', free: 4, total: 12, phones: ['0800008111'] }),
      ).body
      expect(counted).toMatchObject({ phones: ['+66800008111'], room: { free: 4, total: 12 } })
      expect((await tell(keeper, id, { state: 'open', free: 13 })).code).toBe('invalid-input')
      const [last] = await historyOf(keeper, id)
      expect(last).toMatchObject({
        kind: 'told',
        byCode: expect.any(String),
        changes: { free: [null, 4], total: [10, 12] },
      })
      expect(JSON.stringify(last)).not.toContain('confirmed')
      // what was counted before it closed says nothing of now
      must(await tell(keeper, id, { state: 'closed' }))
      expect(must(await tell(keeper, id, { state: 'open' })).body.room).toMatchObject({
        free: null,
        total: 12,
      })
    }),
  )

  test(
    'a tap sent twice at once is one tap: taking it back leaves the facility as old as it was',
    inWorld(async (world) => {
      const { id, keeper } = await verifiedFacility(world)
      await world.later({ hours: 25 })
      const before = must(await keeper.call('GET /facilities/:id/kept', byId(id))).body
      const confirm = () => keeper.call('POST /facilities/:id/confirm', byId(id))
      for (const sent of await Promise.all([confirm(), confirm()])) must(sent)
      expect(must(await keeper.call('POST /facilities/:id/undo', byId(id))).body).toEqual(before)
    }),
  )

  test(
    'the own last tap can be taken back within a minute, and nothing else',
    inWorld(async (world) => {
      const { id, keeper } = await verifiedFacility(world, { values: { gives: ['meals'] } })
      const undo = (who: Person) => who.call('POST /facilities/:id/undo', byId(id))
      expect((await undo(keeper)).code).toBe('nothing-to-undo')
      await world.later({ hours: 25 })
      const before = must(await keeper.call('GET /facilities/:id/kept', byId(id))).body
      must(await tell(keeper, id, { state: 'full', values: { gives: ['oxygen'] } }))
      expect((await undo(await world.as('coordinator'))).code).toBe('nothing-to-undo')
      expect(must(await undo(keeper)).body).toEqual(before)
      expect((await undo(keeper)).code).toBe('nothing-to-undo')
      must(await keeper.call('POST /facilities/:id/confirm', byId(id)))
      world.turn(61_000)
      expect((await undo(keeper)).code).toBe('nothing-to-undo')
    }),
  )

  test(
    'places are taken and given back, each movement once, never below none nor above all',
    inWorld(async (world) => {
      const { id, keeper } = await verifiedFacility(world)
      const movement = newId()
      const free = async (answer: ReturnType<typeof move>) => must(await answer).body.room?.free
      expect(await free(move(keeper, id, 'out', 2, movement))).toBe(1)
      expect(await free(move(keeper, id, 'out', 2, movement))).toBe(1)
      expect((await move(keeper, id, 'out', 2)).code).toBe('no-room')
      expect((await move(keeper, id, 'in', 10)).code).toBe('invalid-input')
      expect(await free(move(keeper, id, 'in', 9))).toBe(10)
      must(await tell(keeper, id, { state: 'full' }))
      expect(must(await move(keeper, id, 'in', 1)).body).toMatchObject({ status: 'open', room: { free: 1 } })
      const { id: uncounted, keeper: another } = await verifiedFacility(world, { room: {} })
      expect((await move(another, uncounted, 'in', 1)).code).toBe('invalid-input')
    }),
  )

  test(
    'oxygen tells how long it lasts, by its use',
    inWorld(async (world) => {
      const body = facilityOf('oxygen-point', { room: { total: 100, free: 60 } })
      const { id, keeper } = await verifiedFacility(world, body)
      world.turn(3_600_000)
      expect(must(await move(keeper, id, 'out', 12)).body.room).toMatchObject({ free: 48, hoursLeft: 96 })
    }),
  )

  test(
    'a change writes what it is and confirms what it tells; a refused proposal is proposed again',
    inWorld(async (world) => {
      const { id, keeper, body } = await proposedFacility(world, { values: { gives: ['meals'] } })
      const coordinator = await world.as('coordinator')
      const refuse = { params: { id }, body: { reason: 'ขอที่ตั้งที่ชัดกว่านี้' } }
      must(await coordinator.call('POST /facilities/:id/refuse', refuse))
      expect(must(await keeper.call('GET /facilities/:id/kept', byId(id))).body).toMatchObject({
        ...{ verification: 'refused', refusedReason: refuse.body.reason },
      })
      const { id: _, room: __, values: ___, state: ____, ...said } = body
      const change = { ...said, note: 'เข้าทางหลัง', values: { gives: null } }
      const changed = must(await keeper.call('PUT /facilities/:id', { params: { id }, body: change })).body
      expect(changed).toMatchObject({
        verification: 'proposed',
        note: 'เข้าทางหลัง',
        values: [],
        room: { free: 3, total: 10 },
      })
      must(await coordinator.call('POST /facilities/:id/verify', byId(id)))
      expect((await coordinator.call('POST /facilities/:id/refuse', refuse)).code).toBe('wrong-status')
      const far = { ...said, lon: 100.49, lat: 13.75, areaCode: '100101' }
      expect((await keeper.call('PUT /facilities/:id', { params: { id }, body: far })).code).toBe(
        'invalid-input',
      )
    }),
  )

  test(
    'what was verified becomes no other facility in its keeper’s hands',
    inWorld(async (world) => {
      const { id, keeper, body } = await verifiedFacility(world, { agency: 'เทศบาลตัวอย่าง' })
      const { id: _, state: __, room: ___, ...said } = body
      const put = (who: Person, changed: object) =>
        who.call('PUT /facilities/:id', { params: { id }, body: { ...said, ...changed } })
      const refused = async (changed: object) => {
        const { code, errors } = await put(keeper, changed)
        return [code, ...errors.map(({ path }) => path)]
      }
      expect(await refused({ kind: 'waiting-centre' })).toEqual(['not-allowed', '/kind'])
      expect(await refused({ agency: 'มูลนิธิตัวอย่าง' })).toEqual(['not-allowed', '/agency'])
      expect(await refused({ agency: undefined })).toEqual(['not-allowed', '/agency'])
      const away = { lon: 100.44, lat: 13.87, areaCode: '120201' }
      expect(await refused(away)).toEqual(['outside-scope', '/areaCode'])
      const moved = must(await put(keeper, { note: 'ประตูสอง', areaCode: '120602' })).body
      expect(moved).toMatchObject({ note: 'ประตูสอง', areaCode: '120602', agency: 'เทศบาลตัวอย่าง' })
      const [coordinator, changed] = [
        await world.as('national'),
        { kind: 'waiting-centre', agency: 'มูลนิธิตัวอย่าง' },
      ]
      expect(must(await put(coordinator, { ...changed, ...away })).body).toMatchObject({
        ...changed,
        areaCode: '120201',
      })
    }),
  )

  test(
    'a change makes no second one of a name near by, nor of a code, however many say so at once',
    inWorld(async (world) => {
      const name = { th: 'รพ.สนาม ตัวอย่าง เดียวกัน' }
      await verifiedFacility(world, { name })
      const agency = { agency: 'เทศบาลตัวอย่าง' }
      const [one, other] = [await verifiedFacility(world, agency), await verifiedFacility(world, agency)]
      const put = (
        { id, keeper, body: { id: _, state: __, room: ___, ...said } }: typeof one,
        changed: object,
      ) => keeper.call('PUT /facilities/:id', { params: { id }, body: { ...said, ...changed } })
      expect((await put(one, { name })).code).toBe('facility-exists')
      must(await put(one, { name, lon: 100.51 }))
      const both = await Promise.all([put(one, { ownCode: 'A1' }), put(other, { ownCode: 'A1' })])
      expect(both.map(({ code }) => code).toSorted()).toEqual(['facility-exists', undefined])
    }),
  )

  test(
    'closed for good it takes no steps until it opens again, and its history stays',
    inWorld(async (world) => {
      const { id, keeper } = await verifiedFacility(world)
      must(
        await keeper.call('POST /facilities/:id/close', { params: { id }, body: { reason: 'ย้ายไปรวมที่อื่น' } }),
      )
      const twice = { params: { id }, body: { reason: 'ย้ายไปรวมที่อื่นแล้ว' } }
      expect(must(await keeper.call('POST /facilities/:id/close', twice)).body).toMatchObject({
        ...{ status: 'gone', goneReason: 'ย้ายไปรวมที่อื่น' },
      })
      const gone = must(await world.stranger().call('GET /facilities/:id', { params: { id } })).body
      expect(gone).toMatchObject({ status: 'gone', goneReason: 'ย้ายไปรวมที่อื่น' })
      expect((await tell(keeper, id, { state: 'open' })).code).toBe('facility-gone')
      expect((await move(keeper, id, 'out', 1)).code).toBe('facility-gone')
      // nobody has counted since
      expect(must(await keeper.call('POST /facilities/:id/reopen', byId(id))).body).toMatchObject({
        ...{ status: 'open', room: { free: null, total: 10 } },
      })
      expect((await historyOf(keeper, id)).map(({ kind }) => kind)).toEqual([
        'reopened',
        'closed',
        'verified',
        'proposed',
      ])
    }),
  )
})

describe('who may', () => {
  const { id: _, ...said } = facility()
  const steps = (id: string): [string, (who: Person) => Promise<{ code: string | undefined }>][] => [
    ['confirm', (who) => who.call('POST /facilities/:id/confirm', byId(id))],
    ['undo', (who) => who.call('POST /facilities/:id/undo', byId(id))],
    ['tell', (who) => tell(who, id, { state: 'closed' })],
    ['move', (who) => move(who, id, 'out', 1)],
    ['change', (who) => who.call('PUT /facilities/:id', { params: { id }, body: said })],
    ['close', (who) => who.call('POST /facilities/:id/close', { params: { id }, body: { reason: 'ลองดู' } })],
    ['reopen', (who) => who.call('POST /facilities/:id/reopen', byId(id))],
    [
      'settle',
      (who) =>
        who.call('POST /facilities/:id/remarks/settle', { params: { id }, body: { result: 'mended' } }),
    ],
    ['kept', (who) => who.call('GET /facilities/:id/kept', byId(id))],
    ['history', (who) => who.call('GET /facilities/:id/history', byId(id))],
    ['verify', (who) => who.call('POST /facilities/:id/verify', byId(id))],
    [
      'refuse',
      (who) => who.call('POST /facilities/:id/refuse', { params: { id }, body: { reason: 'ลองดู' } }),
    ],
  ]

  test(
    'no stranger, newcomer, volunteer, other keeper or coordinator of elsewhere does anything to a facility',
    inWorld(async (world) => {
      const { id, keeper } = await verifiedFacility(world)
      const { keeper: otherKeeper } = await verifiedFacility(world)
      const before = must(await keeper.call('GET /facilities/:id/kept', byId(id))).body
      const people = {
        stranger: { ...(await world.as('stranger')), phone: '', name: '' },
        newcomer: await world.as('newcomer'),
        volunteer: await world.as('volunteer'),
        otherKeeper,
        elsewhere: await world.coordinatorOf('10', '1205'),
      }
      for (const [name, who] of Object.entries(people))
        for (const [step, call] of steps(id))
          expect(['not-signed-in', 'not-allowed', 'outside-scope'], `${name} ${step}`).toContain(
            (await call(who)).code,
          )
      expect(must(await keeper.call('GET /facilities/:id/kept', byId(id))).body).toEqual(before)
      for (const step of ['verify', 'refuse'])
        expect((await steps(id).find(([one]) => one === step)?.[1](keeper))?.code).toBe('not-allowed')
    }),
  )

  test(
    'what keepers and coordinators do stands in the audit record',
    inWorld(async (world) => {
      const { id, keeper } = await verifiedFacility(world)
      must(await keeper.call('POST /facilities/:id/confirm', byId(id)))
      expect(await auditOf(world, id)).toEqual([
        ['facilities/confirm', 'keeper'],
        ['facilities/verify', 'national'],
        ['facilities/add', 'account'],
      ])
    }),
  )
})

async function auditOf(world: World, id: string) {
  const query = { subject: `facility:${id}`, area: '12' }
  const { items } = must(await (await world.as('coordinator')).call('GET /audit', { query })).body
  return items.map(({ action, by }) => [action, by])
}
