import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { profiles } from '../profiles/index.ts'
import { household, identityNumber, push, resident } from './register-world.ts'
import { type Caller, helpRequest, inWorld, must, type World } from './world.ts'

// One person may look up as many people as they help, not as many as there are.

const { lookUps, claimPauseMinutes } = profiles[0].terms

type Said = Parameters<typeof helpRequest>[0]
const ask = async (world: World, said: Said = {}) =>
  must(await world.stranger().call('POST /help-requests', { body: helpRequest(said) })).body.number
let phones = 0
/** Requests of different people who must not be taken for repeats. */
async function cases(world: World, count: number, said: Said = {}): Promise<string[]> {
  const numbers = []
  for (let i = 0; i < count; i++)
    numbers.push(
      await ask(world, { reporter: { phone: `081000${String(++phones).padStart(4, '0')}` }, ...said }),
    )
  return numbers
}
const claim = (who: Caller, number: string) =>
  who.call('POST /help-requests/:number/claim', { params: { number } })
const giveBack = (who: Caller, number: string) =>
  who.call('POST /help-requests/:number/release', { params: { number }, body: {} })
const reveal = (who: Caller, number: string, reason?: string) =>
  who.call('POST /help-requests/:number/reveal-phone', {
    params: { number },
    body: { who: 'reporter', ...(reason && { reason }) },
  })
const alarms = async (who: Caller) => must(await who.call('GET /alarms', { query: {} })).body.items

describe('phones of requests', () => {
  test(
    'a volunteer who claims, looks and gives back is paused, longer each time; the coordinator lifts it',
    inWorld(async (world) => {
      const volunteer = await world.as('volunteer')
      const numbers = await cases(world, 12)
      const seen: string[] = []
      for (const number of numbers) {
        if ((await claim(volunteer, number)).code !== undefined) continue
        if ((await reveal(volunteer, number)).code === undefined) seen.push(number)
        must(await giveBack(volunteer, number))
      }
      expect(seen).toHaveLength(1)
      const [, second = '', third = ''] = numbers
      const paused = await claim(volunteer, second)
      expect([paused.status, paused.code]).toEqual([429, 'claim-paused'])
      expect(Number(paused.headers['retry-after'])).toBe(60)
      for (const minutes of claimPauseMinutes.slice(0, 3)) {
        world.turn(minutes * 60_000 - 1000)
        expect((await claim(volunteer, second)).code).toBe('claim-paused')
        world.turn(1000)
        must(await claim(volunteer, second))
        must(await reveal(volunteer, second))
        must(await giveBack(volunteer, second))
      }
      const { volunteerId: id } = volunteer
      const district = await world.as('districtCoordinator')
      const listed = must(await district.call('GET /volunteers', { query: {} })).body.items
      expect(listed.find((one) => one.id === id)?.pausedUntil).toBe(
        new Date(world.now().getTime() + 3_600_000).toISOString(),
      )
      expect(
        (
          await (
            await world.coordinatorOf('1205')
          ).call('POST /volunteers/:id/lift-pause', { params: { id } })
        ).code,
      ).toBe('outside-scope')
      expect(
        must(await district.call('POST /volunteers/:id/lift-pause', { params: { id } })).body.pausedUntil,
      ).toBeNull()
      must(await claim(volunteer, third))
    }),
  )

  test(
    'giving back after an attempt, or after the day is over, pauses nothing more than the first time',
    inWorld(async (world) => {
      const volunteer = await world.as('volunteer')
      const [first = '', second = ''] = await cases(world, 2)
      must(await claim(volunteer, first))
      must(
        await volunteer.call('POST /help-requests/:number/on-the-way', {
          params: { number: first },
          body: {},
        }),
      )
      must(await giveBack(volunteer, first))
      must(await claim(volunteer, second))
      must(await reveal(volunteer, second))
      must(await giveBack(volunteer, second))
      world.turn(25 * 3_600_000)
      must(await claim(volunteer, second))
      must(await reveal(volunteer, second))
      must(await giveBack(volunteer, second))
      expect(Number((await claim(volunteer, second)).headers['retry-after'])).toBe(60)
    }),
  )

  test(
    'five cases given back cost nothing where no number was seen; from the sixth on they pause too',
    inWorld(async (world) => {
      const volunteer = await world.as('volunteer')
      const [number = ''] = await cases(world, 1)
      for (let i = 0; i < 6; i++) {
        must(await claim(volunteer, number))
        must(await giveBack(volunteer, number))
      }
      expect((await claim(volunteer, number)).code).toBe('claim-paused')
    }),
  )

  test(
    'are shown up to the limit of an hour, also when twenty are asked for at once; a red case that is held is never refused',
    inWorld(async (world) => {
      const officer = await world.coordinatorOf('1206')
      const { perHour } = lookUps.phone.coordinator
      const numbers = await cases(world, perHour + 15)
      for (const number of numbers.slice(0, perHour - 5)) must(await reveal(officer, number, 'โทรถาม'))
      const parallel = await Promise.all(
        numbers.slice(perHour - 5).map((number) => reveal(officer, number, 'โทรถาม')),
      )
      expect(parallel.filter(({ status }) => status === 200)).toHaveLength(5)
      const refused = parallel.filter(({ code }) => code === 'too-many-look-ups')
      expect(refused).toHaveLength(15)
      expect(refused[0]?.status).toBe(429)
      expect(Number(refused[0]?.headers['retry-after'])).toBeLessThanOrEqual(3600)
      // a number seen already is no new one
      must(await reveal(officer, numbers[0] ?? '', 'โทรอีกครั้ง'))
      world.turn(61 * 60_000)
      must(await reveal(officer, numbers.at(-1) ?? '', 'โทรถาม'))
    }),
  )

  test(
    'a volunteer helps more people than the limit in an hour: red cases they hold open all the same, and the coordinators are told',
    inWorld(async (world) => {
      const volunteer = await world.as('volunteer')
      const { perHour } = lookUps.phone.volunteer
      const open = async (number: string) => {
        must(await claim(volunteer, number))
        const shown = await reveal(volunteer, number)
        must(await volunteer.call('POST /help-requests/:number/arrive', { params: { number }, body: {} }))
        must(
          await volunteer.call('POST /help-requests/:number/helped', {
            params: { number },
            body: { results: ['done'] },
          }),
        )
        return shown.code ?? 'shown'
      }
      for (const number of await cases(world, perHour)) expect(await open(number)).toBe('shown')
      const [yellow = ''] = await cases(world, 1)
      const [red = ''] = await cases(world, 1, { triage: { spo2: 80 }, needs: [{ kind: 'oxygen' }] })
      expect(await open(yellow)).toBe('too-many-look-ups')
      expect(await open(red)).toBe('shown')
      const district = await world.as('districtCoordinator')
      const told = await alarms(district)
      expect(told).toMatchObject([
        { kind: 'phone', level: 'full', count: perHour + 1, person: { volunteerId: volunteer.volunteerId } },
      ])
      for (const above of [await world.as('coordinator'), await world.as('national')])
        expect(await alarms(above)).toEqual(told)
      for (const aside of [await world.coordinatorOf('1205'), await world.coordinatorOf('10')])
        expect(await alarms(aside)).toEqual([])
      const dismiss = (who: Caller, reason = 'ช่วยจริง โทรถามแล้ว') =>
        who.call('POST /alarms/:id/dismiss', { params: { id: told[0]?.id ?? '' }, body: { reason } })
      expect((await dismiss(await world.coordinatorOf('1205'))).code).toBe('outside-scope')
      expect((await dismiss(district, ' ')).code).toBe('invalid-input')
      must(await dismiss(district))
      expect((await dismiss(district)).code).toBe('alarm-not-found')
      expect(await alarms(district)).toEqual([])
      const by = { query: { by: told[0]?.person?.code ?? '' } }
      const done = must(await district.call('GET /audit', by)).body.items
      expect(done.length).toBeGreaterThan(perHour)
      expect(new Set(done.map(({ byCode }) => byCode))).toEqual(new Set([told[0]?.person?.code]))
    }),
  )

  test(
    'half of the limit is told, once; to those above, never to the one it is about',
    inWorld(async (world) => {
      const officer = await world.coordinatorOf('1206')
      const half = Math.ceil(lookUps.phone.coordinator.perHour / 2)
      const numbers = await cases(world, half + 2)
      for (const number of numbers.slice(0, half - 1)) must(await reveal(officer, number, 'โทรถาม'))
      const province = await world.as('coordinator')
      expect(await alarms(province)).toEqual([])
      for (const number of numbers.slice(half - 1)) must(await reveal(officer, number, 'โทรถาม'))
      expect(await alarms(province)).toMatchObject([
        { kind: 'phone', level: 'half', count: half, person: { volunteerId: null } },
      ])
      expect(await alarms(officer)).toEqual([])
      const id = (await alarms(province))[0]?.id ?? newId()
      expect(
        (await officer.call('POST /alarms/:id/dismiss', { params: { id }, body: { reason: 'ไม่มีอะไร' } }))
          .code,
      ).toBe('not-oneself')
      await world.later({ days: 31 })
      expect(await world.parts.db.selectFrom('alarm').select('id').execute()).toEqual([])
      expect(await world.parts.db.selectFrom('look_up').select('kind').execute()).toEqual([])
    }),
  )
})

describe('identity numbers', () => {
  test(
    'are shown and looked up to the limit of an hour, told apart in the audit record where the person lives',
    inWorld(async (world) => {
      const [volunteer, elsewhere] = [await world.as('volunteer'), await world.volunteerOf('901101')]
      const home = household()
      const count = lookUps.identity.volunteer.perHour + 3
      const identities = Array.from({ length: count }, () => identityNumber())
      const people = Array.from({ length: count }, (_, i) =>
        resident(home.record, {
          identity: { kind: 'thai', number: identities[i] ?? '' },
          name: `สมมติ คน${i}`,
        }),
      )
      await push(volunteer, [home, ...people.slice(0, 20)])
      await push(volunteer, people.slice(20))
      const shown = await Promise.all(
        people.map(({ record }) =>
          volunteer.call('POST /register/residents/:id/reveal-identity', {
            params: { id: record },
            body: { reason: 'ตรวจบัตร' },
          }),
        ),
      )
      expect(shown.filter(({ status }) => status === 200)).toHaveLength(count - 3)
      expect(shown.filter(({ code }) => code === 'too-many-look-ups')).toHaveLength(3)

      const find = (i: number) =>
        elsewhere.call('POST /register/find', { body: { identity: identities[i] ?? '' } })
      const { perHour } = lookUps.find.volunteer
      for (let i = 1; i <= perHour; i++) must(await find(i % count))
      expect((await find(1)).code).toBe('too-many-look-ups')
      // by words, within the own areas, nobody is counted
      must(await elsewhere.call('POST /register/find', { body: { words: 'สมมติ' } }))
      const district = await world.as('districtCoordinator')
      const actions = async (query: object) =>
        must(await district.call('GET /audit', { query: { limit: 200, ...query } })).body.items
      const looked = (await actions({})).filter(({ action }) => action === 'register-find')
      expect(looked.length).toBeGreaterThan(50)
      expect(looked.every(({ area }) => area === '120601')).toBe(true)
      expect(await alarms(district)).toMatchObject([{ kind: 'identity', level: 'full' }])
    }),
  )
})
