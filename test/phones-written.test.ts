import { describe, expect, test } from 'vitest'
import { ask, follow } from './asking/requester.ts'
import { byId, facility, verifiedFacility } from './facilities-world.ts'
import { helpRequest, inWorld, must } from './world.ts'

describe('whoever asks for help', () => {
  const called: [written: string, masked: string, note: string | null][] = [
    ['(+66) 81-000-0001', '08x-xxx-0001', null],
    ['๐๘๑/๐๐๐/๐๐๐๑', '08x-xxx-0001', null],
    ['โทร 0810000001', '08x-xxx-0001', null],
    ['+95 9 123 456 789', '+xx-xxx-6789', null],
    ['+1 415 555 2671', '+xx-xxx-2671', null],
    ['+856 20 5551 2345', '+xx-xxx-2345', null],
    ['+855 12 345 678', '+xx-xxx-5678', null],
    ['0810000001 ต่อ 1', '08x-xxx-0001', '☎ 0810000001 ต่อ 1'],
    ['081-000-0001, 082-000-0002', '08x-xxx-0001', '☎ 081-000-0001, 082-000-0002'],
    ['0810000001 (คุณนิด)', '08x-xxx-0001', '☎ 0810000001 (คุณนิด)'],
    ['02-000-0001-4', '02x-xxx-0001', '☎ 02-000-0001-4'],
  ]
  test(
    'may write the phone in any way; what else stands beside it is kept in the note',
    inWorld(async ({ stranger, as }) => {
      const coordinator = await as('coordinator')
      for (const [written, masked, note] of called) {
        const asked = await ask(stranger(), {
          reporter: { phone: written, relation: 'self' },
          note: 'มาเร็ว ๆ',
        })
        const seen = await follow(stranger(), asked)
        expect(seen, written).toMatchObject({
          phoneMasked: masked,
          note: note ? `มาเร็ว ๆ\n${note}` : 'มาเร็ว ๆ',
        })
        const params = { number: asked.number }
        const others = must(await coordinator.call('GET /help-requests/:number', { params })).body
        expect(others.note, written).not.toMatch(/\d{4}/)
      }
      for (const phone of ['081000001', '08100000012', '1669', 'ไม่มี', 'โทรสาร 02 000 0001']) {
        const body = helpRequest({ reporter: { phone, relation: 'self' } })
        const refused = await stranger().call('POST /help-requests', { body })
        expect(refused, phone).toMatchObject({ code: 'phone-invalid', errors: [{ path: '/reporter/phone' }] })
      }
    }),
  )
})

describe('whoever keeps a facility', () => {
  const both = [{ phone: '+6625800704', extension: '12' }]

  test(
    'writes an extension behind the phone, and everybody reads it as a field of its own',
    inWorld(async (world) => {
      const phones = ['โทร 02-580-0704 ต่อ 12 โทรสาร 02-580-0705', '081-000-0001, 1669']
      const { id, keeper, body } = await verifiedFacility(world, {
        phones,
        note: 'ถามที่ 02 580 0704 หรือ 089-000-0009',
      })
      const public_ = must(await world.stranger().call('GET /facilities/:id', { params: { id } })).body
      expect(public_).toMatchObject({ phones: ['+6625800704', '+66810000001', '1669'], extensions: both })
      expect(public_.note).toBe('ถามที่ 02 580 0704 หรือ •••')
      const { id: _, ...input } = { ...body, phones: ['+6625800704;ext=1-4'] }
      const changed = must(await keeper.call('PUT /facilities/:id', { params: { id }, body: input })).body
      expect(changed).toMatchObject({ phones: ['+6625800704'], extensions: [{ extension: '1-4' }] })
    }),
  )

  test(
    'takes a telling back, the extension with it',
    inWorld(async (world) => {
      const { id, keeper } = await verifiedFacility(world, { phones: ['02-580-0704 ต่อ 12'] })
      const told = { params: { id }, body: { state: 'open' as const, phones: ['02-580-0704'] } }
      expect(must(await keeper.call('POST /facilities/:id/tell', told)).body.extensions).toEqual([])
      const { changes } =
        must(await keeper.call('GET /facilities/:id/history', { params: { id }, query: {} })).body.items[0] ??
        {}
      expect(changes).toMatchObject({ extensions: [{ '+6625800704': '12' }, null] })
      expect(must(await keeper.call('POST /facilities/:id/undo', byId(id))).body.extensions).toEqual(both)
    }),
  )

  test(
    'is told which phone is none',
    inWorld(async ({ newcomer }) => {
      const keeper = await newcomer()
      const body = facility({ phones: ['02-580-0704', '081-000-001'] })
      const refused = await keeper.call('POST /facilities', { body })
      expect(refused).toMatchObject({ code: 'phone-invalid', errors: [{ path: '/phones/1' }] })
    }),
  )
})
