import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { type Caller, inWorld, must, signInWith, type World } from './world.ts'

const reads = async (caller: Caller) => (await caller.call('GET /me/sessions')).code ?? 'signed in'
const because = (id: string) => ({ params: { id }, body: { reason: 'โทรศัพท์หาย' } })

/** A volunteer signed in on two devices. */
async function withTwoDevices(world: World) {
  const volunteer = await world.volunteerOf('1206')
  const other = await world.signIn(volunteer.phone, volunteer.name)
  return { volunteer, devices: [volunteer, other] }
}
const states = (devices: Caller[]) => Promise.all(devices.map(reads))
const ENDED = ['not-signed-in', 'not-signed-in']

test(
  'revoking a phone of the register ends the sessions of who holds it: the cookie opens nothing under another device’s name',
  inWorld(async (world) => {
    const { volunteer, devices } = await withTwoDevices(world)
    const device = newId()
    const told = { appVersion: '1', clock: world.now().toISOString(), waiting: 0, waitingSince: null }
    const body = { ...told, id: device, areas: ['120601'] }
    must(await volunteer.call('POST /register/devices', { body }))
    const coordinator = await world.as('districtCoordinator')
    must(await coordinator.call('POST /register/devices/:id/revoke', because(device)))
    expect(await states(devices)).toEqual(ENDED)
    const pull = { query: { area: '120601', device: newId() } }
    expect((await volunteer.call('GET /register/sync', pull)).code).toBe('not-signed-in')
    expect((await volunteer.call('GET /register/residents', { query: {} })).code).toBe('not-signed-in')
    expect(await reads(coordinator)).toBe('signed in')
  }),
)

test(
  'suspending a volunteer, and a coordinator’s ending of all sessions, end them at once, within the own areas only',
  inWorld(async (world) => {
    const { volunteer, devices } = await withTwoDevices(world)
    const [there, here] = [await world.coordinatorOf('1205'), await world.as('districtCoordinator')]
    const end = (who: Caller) => who.call('POST /volunteers/:id/end-sessions', because(volunteer.volunteerId))
    expect((await end(there)).code).toBe('outside-scope')
    expect((await end(await world.as('volunteer'))).code).toBe('not-allowed')
    expect(await states(devices)).toEqual(['signed in', 'signed in'])
    expect(must(await end(here)).body).toMatchObject({ status: 'approved' })
    expect(await states(devices)).toEqual(ENDED)
    // signs in again, with the rights there were
    await signInWith(volunteer, volunteer.phone, world)
    must(await volunteer.call('GET /help-requests', { query: {} }))
    must(await here.call('POST /volunteers/:id/suspend', because(volunteer.volunteerId)))
    expect(await reads(volunteer)).toBe('not-signed-in')
    const { items } = must(await here.call('GET /audit', { query: {} })).body
    expect(items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['volunteers/end-sessions', 'volunteers/suspend']),
    )
  }),
)

test(
  'sessions that ended are removed by themselves, those that run stay',
  inWorld(async (world) => {
    await world.newcomer()
    await world.later({ days: 29 })
    const person = await world.newcomer()
    const rows = () => world.parts.db.selectFrom('auth_session').select('id').execute()
    expect(await rows()).toHaveLength(2)
    await world.later({ days: 1, hours: 2 })
    expect(await rows()).toHaveLength(1)
    expect(await reads(person)).toBe('signed in')
    expect(await world.parts.db.selectFrom('phone_code').select('id').execute()).toEqual([])
    expect(await world.parts.db.selectFrom('auth_verification').select('id').execute()).toEqual([])
  }),
)
