import { describe, expect, test } from 'vitest'
import { createCaller } from './world/caller.ts'
import { type Answer, type Caller, helpRequest, inWorld, must, type World } from './world.ts'

const doors: [string, (caller: Caller, to: string) => Promise<Answer<unknown>>][] = [
  ['signing in', (caller, to) => caller.send('POST', '/api/auth/phone-number/send-otp', { phoneNumber: to })],
  ['proving a phone', (caller, to) => caller.send('POST', '/api/phone-codes', { phone: to })],
]
const phone = (i: number) => `0820${String(i).padStart(6, '0')}`
const asksWithout = async ({ stranger }: World, to: string) =>
  (await stranger().call('POST /help-requests', { body: helpRequest({ reporter: { phone: to } }) })).status

describe.each(doors)('a code for %s', (_, ask) => {
  test(
    'is limited by network: all addresses of one /64 are one caller, other networks are not touched',
    inWorld(async (world) => {
      const codes = []
      for (let i = 0; i < 40; i++)
        codes.push(
          (await ask(createCaller(world.app, `2001:db8:1:2::${(i + 1).toString(16)}:1`), phone(i))).code,
        )
      expect(codes.filter((code) => code === 'too-many-calls')).toHaveLength(10)
      const mapped = [createCaller(world.app, '::ffff:203.0.113.9'), createCaller(world.app, '203.0.113.9')]
      for (let i = 0; i < 30; i++) must(await ask(mapped[i % 2] as Caller, phone(100 + i)))
      expect((await ask(mapped[0] as Caller, phone(199))).code).toBe('too-many-calls')
      must(await ask(createCaller(world.app, '2001:db8:1:3::1'), phone(200)))
    }),
  )

  test(
    'goes to Thailand and its neighbours; from elsewhere help is asked for without one',
    inWorld(async (world) => {
      for (const to of [
        '0820000001',
        '+95 9 7700 12345',
        '+856 20 55512345',
        '+855 12 345 678',
        '+60 12 345 6789',
      ])
        expect((await ask(world.stranger(), to)).code, to).toBeUndefined()
      for (const to of [
        '+1 212 555 0123',
        '+44 7911 123456',
        '+53 5 1234567',
        '+882 16 12345678',
        '+979 123456789',
        '00442071838750',
      ]) {
        const refused = await ask(world.stranger(), to)
        expect([400, refused.code]).toEqual([
          refused.status,
          expect.stringMatching(/^(country-not-served|phone-invalid)$/),
        ])
      }
      expect((await ask(world.stranger(), '+44 7911 123456')).code).toBe('country-not-served')
      expect(world.sms).toHaveLength(5)
      expect(await asksWithout(world, '+44 7911 123456')).toBe(201)
    }),
  )

  test(
    'goes to the countries of the setting',
    inWorld(
      async (world) => {
        must(await ask(world.stranger(), '+44 7911 123456'))
        expect((await ask(world.stranger(), '+95 9 7700 12345')).code).toBe('country-not-served')
      },
      { SMS_COUNTRIES: '66, +44' },
    ),
  )
})

test(
  'codes of all people together are limited by hour and day: people who work here have a reserve, asking needs none, the desk of the country and the log are told',
  inWorld(
    async (world) => {
      const [, ask] = doors[0] as (typeof doors)[number]
      const [national, volunteer] = [await world.as('national'), await world.as('volunteer')]
      const used = world.sms.filter(({ code }) => code).length
      const answers = []
      for (let i = 0; i < 12 - used; i += 1)
        answers.push(
          ...(await Promise.all(
            doors.map(([, door]) =>
              door(world.stranger(), phone(2 * i + doors.findIndex(([, one]) => one === door))),
            ),
          )),
        )
      expect(answers.filter(({ status }) => status < 300)).toHaveLength(10 - used)
      const refused = answers.filter(({ code }) => code === 'codes-used-up')
      expect(refused.length).toBe(answers.length - (10 - used))
      expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0)
      expect(await asksWithout(world, phone(1))).toBe(201)
      must(await ask(world.stranger(), volunteer.phone))
      must(await ask(world.stranger(), national.phone))
      expect((await ask(world.stranger(), volunteer.phone)).code).toBe('codes-used-up')
      const alarms = must(await national.call('GET /alarms', { query: {} })).body.items
      expect(alarms).toMatchObject([{ kind: 'codes', level: 'full', count: 10, person: null }])
      expect(world.log()).toContain('one-time codes by SMS are running out')
      world.turn(3_600_000)
      must(await ask(world.stranger(), phone(50)))
    },
    { SMS_CODES_PER_HOUR: '10', SMS_CODES_PER_DAY: '100' },
  ),
)

test(
  'the budget of a day holds over its hours',
  inWorld(
    async (world) => {
      const [, ask] = doors[1] as (typeof doors)[number]
      for (let i = 0; i < 4; i++) {
        must(await ask(world.stranger(), phone(i)))
        world.turn(3_600_000)
      }
      expect((await ask(world.stranger(), phone(9))).code).toBe('codes-used-up')
      world.turn(21 * 3_600_000)
      must(await ask(world.stranger(), phone(9)))
    },
    { SMS_CODES_PER_HOUR: '3', SMS_CODES_PER_DAY: '4' },
  ),
)
