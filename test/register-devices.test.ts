import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { household, phoneOf, push } from './register-world.ts'
import { inWorld, must, signInWith } from './world.ts'

const report = (id: string, changed: object = {}) => ({
  body: {
    ...{ id, appVersion: '1.4.2', areas: ['120601'], waiting: 3 },
    ...{ waitingSince: '2026-11-22T10:00:00Z', clock: '2026-11-23T02:05:00Z', ...changed },
  },
})

test(
  'a phone tells how it is, its coordinator sees it',
  inWorld(async ({ as }) => {
    const [volunteer, coordinator] = [await as('volunteer'), await as('coordinator')]
    const id = phoneOf(volunteer)
    const { body } = must(
      await volunteer.call('POST /register/devices', report(id, { areas: ['120601', '100101'] })),
    )
    expect(body).toMatchObject({ forget: ['100101'], wipe: false })
    const { items } = must(await coordinator.call('GET /register/devices', { query: {} })).body
    expect(items).toMatchObject([
      {
        id,
        holder: { name: volunteer.name, code: expect.stringMatching(/^\d+$/) },
        areas: ['120601'],
        appVersion: '1.4.2',
        waiting: 3,
        waitingSince: '2026-11-22T10:00:00.000Z',
        clockAheadSeconds: 300,
        silentDays: 0,
        silent: false,
        revokedAt: null,
      },
    ])
  }),
)

test(
  'coordinators see phones of their own areas only',
  inWorld(async ({ as, coordinatorOf }) => {
    const [volunteer, elsewhere] = [await as('volunteer'), await coordinatorOf('10')]
    must(await volunteer.call('POST /register/devices', report(phoneOf(volunteer))))
    expect(must(await elsewhere.call('GET /register/devices', { query: {} })).body.items).toEqual([])
    expect((await elsewhere.call('GET /register/devices', { query: { area: '12' } })).code).toBe(
      'outside-scope',
    )
    const revoke = { params: { id: phoneOf(volunteer) }, body: { reason: 'หาย' } }
    expect((await elsewhere.call('POST /register/devices/:id/revoke', revoke)).code).toBe('device-not-found')
    expect((await volunteer.call('GET /register/devices', { query: {} })).code).toBe('not-allowed')
  }),
)

test(
  'a phone not seen for a week is silent',
  inWorld(async ({ as, later }) => {
    const [volunteer, coordinator] = [await as('volunteer'), await as('coordinator')]
    must(await volunteer.call('POST /register/devices', report(phoneOf(volunteer))))
    await later({ days: 7 })
    const silent = must(await coordinator.call('GET /register/devices', { query: { silent: true } })).body
    expect(silent.items).toMatchObject([{ silent: true, silentDays: 7 }])
    await push(volunteer, [household()])
    expect(
      must(await coordinator.call('GET /register/devices', { query: { silent: true } })).body.items,
    ).toEqual([])
  }),
)

test(
  'a lost phone is revoked: it must forget everything and opens nothing any more',
  inWorld(async ({ as, ...world }) => {
    const [volunteer, coordinator] = [await as('volunteer'), await as('coordinator')]
    const id = phoneOf(volunteer)
    must(await volunteer.call('POST /register/devices', report(id)))
    must(await volunteer.call('POST /register/devices/:id/key', { params: { id }, body: {} }))
    must(
      await coordinator.call('POST /register/devices/:id/revoke', {
        params: { id },
        body: { reason: 'หาย' },
      }),
    )

    expect((await volunteer.call('POST /register/devices', report(id))).code).toBe('not-signed-in')
    await signInWith(volunteer, volunteer.phone, world)
    expect(must(await volunteer.call('POST /register/devices', report(id))).body).toMatchObject({
      wipe: true,
    })
    const refusals = [
      await volunteer.call('POST /register/devices/:id/key', { params: { id }, body: {} }),
      await volunteer.call('GET /register/sync', { query: { area: '120601', device: id } }),
      await volunteer.call('POST /register/sync', { body: { device: id, mutations: [household()] } }),
    ]
    expect(refusals.map(({ code }) => code)).toEqual(['device-revoked', 'device-revoked', 'device-revoked'])
    const { items } = must(await coordinator.call('GET /audit', { query: { subject: id } })).body
    expect(items.map(({ action }) => action)).toContain('register/devices/revoke')
  }),
)

test(
  'the key is the same each time, another’s for another phone, and only after a fresh sign-in',
  inWorld(async (world) => {
    const volunteer = await world.as('volunteer')
    const id = phoneOf(volunteer)
    const key = async (device: string) =>
      volunteer.call('POST /register/devices/:id/key', { params: { id: device }, body: {} })
    const first = must(await key(id)).body.key
    expect(Buffer.from(first, 'base64url')).toHaveLength(32)
    await world.later({ minutes: 10 })
    expect(must(await key(id)).body.key).toBe(first)
    expect(must(await key(newId())).body.key).not.toBe(first)
    await world.later({ minutes: 10 })
    expect((await key(id)).code).toBe('sign-in-again')
    await signInWith(volunteer, volunteer.phone, world)
    expect(must(await key(id)).body.key).toBe(first)
  }),
)

test(
  'a phone is one account’s',
  inWorld(async ({ as, volunteerOf }) => {
    const [volunteer, other] = [await as('volunteer'), await volunteerOf('1206')]
    const id = phoneOf(volunteer)
    must(await volunteer.call('POST /register/devices', report(id)))
    const calls = [
      await other.call('POST /register/devices', report(id)),
      await other.call('POST /register/devices/:id/key', { params: { id }, body: {} }),
      await other.call('POST /register/sync', { body: { device: id, mutations: [household()] } }),
    ]
    expect(calls.map(({ code }) => code)).toEqual(['device-taken', 'device-taken', 'device-taken'])
  }),
)
