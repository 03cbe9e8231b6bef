import { describe, expect, test } from 'vitest'
import { readPhoneProof } from '../server/access/questions.ts'
import { type Answer, type Caller, inWorld, must } from './world.ts'

const phone = '0800000001'
const wrongFor = (code = '') => (code === '000000' ? '111111' : '000000')

type Door = {
  name: string
  ask(caller: Caller, to?: string): Promise<Answer<unknown>>
  /** `asked` is what `ask` answered */
  check(caller: Caller, asked: Answer<unknown>, code?: string): Promise<Answer<unknown>>
}

/** One mechanism behind two doors: each story is told at both. */
const doors: Door[] = [
  {
    name: 'signing in',
    ask: (caller, to = phone) => caller.send('POST', '/api/auth/phone-number/send-otp', { phoneNumber: to }),
    check: (caller, _, code) =>
      caller.send('POST', '/api/auth/phone-number/verify', { phoneNumber: phone, code }),
  },
  {
    name: 'proving a phone',
    ask: (caller, to = phone) => caller.send('POST', '/api/phone-codes', { phone: to }),
    check: (caller, { body }, code) => {
      const { challengeId } = body as { challengeId: string }
      return caller.send('POST', `/api/phone-codes/${challengeId}/check`, { code })
    },
  },
]

describe.each(doors)('a code for $name', ({ ask, check }) => {
  test(
    'opens once',
    inWorld(async ({ stranger, sms }) => {
      const caller = stranger()
      const asked = must(await ask(caller))
      const code = sms.at(-1)?.code
      expect(code).toMatch(/^\d{6}$/)
      expect((await check(caller, asked, code)).status).toBe(200)
      expect((await check(caller, asked, code)).code).toBe('code-ended')
    }),
  )

  test(
    'may be typed with spaces and Thai digits',
    inWorld(async ({ stranger, sms }) => {
      const caller = stranger()
      const asked = must(await ask(caller))
      const typed = [...(sms.at(-1)?.code ?? '')].map((digit) => '๐๑๒๓๔๕๖๗๘๙'[Number(digit)]).join(' ')
      expect((await check(caller, asked, typed)).status).toBe(200)
    }),
  )

  test(
    'ends after five wrong ones, even for the right one',
    inWorld(async ({ stranger, sms }) => {
      const caller = stranger()
      const asked = must(await ask(caller))
      const code = sms.at(-1)?.code
      const answers = []
      for (let i = 0; i < 5; i++) answers.push((await check(caller, asked, wrongFor(code))).code)
      expect(answers).toEqual(Array(5).fill('code-wrong'))
      expect((await check(caller, asked, code)).code).toBe('code-ended')
    }),
  )

  test(
    'has five tries also when fifty come at the same instant',
    inWorld(async ({ stranger, sms }) => {
      const caller = stranger()
      const asked = must(await ask(caller))
      const tries = Array.from({ length: 50 }, () => check(stranger(), asked, wrongFor(sms.at(-1)?.code)))
      const answers = (await Promise.all(tries)).map(({ code }) => code)
      expect(answers.filter((answer) => answer === 'code-wrong')).toHaveLength(5)
      expect(answers.filter((answer) => answer === 'code-ended')).toHaveLength(45)
    }),
  )

  test(
    'ends after five minutes',
    inWorld(async ({ stranger, sms, later }) => {
      const caller = stranger()
      const asked = must(await ask(caller))
      await later({ minutes: 5 })
      expect((await check(caller, asked, sms.at(-1)?.code)).code).toBe('code-ended')
    }),
  )

  test(
    'is sent three times an hour to one phone, from wherever it is asked',
    inWorld(async ({ stranger, later, sms }) => {
      for (let i = 0; i < 3; i++) {
        must(await ask(stranger()))
        await later({ minutes: 10 })
      }
      const refused = await ask(stranger())
      expect(refused.code).toBe('too-many-calls')
      expect(refused.headers['retry-after']).toBe(String(30 * 60))
      expect(sms).toHaveLength(3)
      await later({ minutes: 30 })
      must(await ask(stranger()))
    }),
  )

  test(
    'is sent three times also when twenty are asked for at the same instant',
    inWorld(async ({ stranger, sms }) => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => ask(stranger())))
      expect(answers.filter(({ code }) => code === 'too-many-calls')).toHaveLength(17)
      expect(sms).toHaveLength(3)
    }),
  )

  test(
    'is sent thirty times an hour for one address, to whatever phones',
    inWorld(async ({ stranger }) => {
      const caller = stranger()
      for (let i = 0; i < 30; i++) must(await ask(caller, `08000001${String(i).padStart(2, '0')}`))
      expect((await ask(caller, '0800000200')).code).toBe('too-many-calls')
      must(await ask(stranger(), '0800000200'))
    }),
  )

  test(
    'is not sent to hotlines, to half a number or to an extension',
    inWorld(async ({ stranger, sms }) => {
      for (const to of ['1669', '191', '080', 'abc', '0800000001 ต่อ 5', '+66 2 12'])
        expect((await ask(stranger(), to)).code, to).toBe('phone-invalid')
      expect(sms).toEqual([])
    }),
  )
})

test(
  'a phone never asked has no code to guess',
  inWorld(async ({ stranger }) => {
    const unknown = { phoneNumber: '0800000077', code: '000000' }
    expect((await stranger().send('POST', '/api/auth/phone-number/verify', unknown)).code).toBe('code-ended')
    const params = { challengeId: '0199c0de-0000-7000-8000-000000000000' }
    const answer = await stranger().call('POST /phone-codes/:challengeId/check', {
      params,
      body: { code: '1' },
    })
    expect(answer.code).toBe('code-ended')
  }),
)

test(
  'the proof of a phone holds for an hour, says nothing to others and cannot be made up',
  inWorld(async ({ stranger, sms, parts: { crypto }, now, later }) => {
    const caller = stranger()
    const { challengeId } = must(await caller.call('POST /phone-codes', { body: { phone } })).body
    const body = { code: sms.at(-1)?.code ?? '' }
    const checked = must(
      await caller.call('POST /phone-codes/:challengeId/check', { params: { challengeId }, body }),
    )
    const { phoneProof } = checked.body
    expect(Buffer.from(phoneProof, 'base64url').toString('latin1')).not.toContain('800000001')
    expect(readPhoneProof(crypto, phoneProof, now())).toBe('+66800000001')
    const bent = `${phoneProof.slice(0, -2)}AA`
    for (const made of [bent, '', 'x', crypto.seal('+66800000001').toString('base64url')])
      expect(readPhoneProof(crypto, made, now())).toBeNull()
    await later({ minutes: 60 })
    expect(readPhoneProof(crypto, phoneProof, now())).toBeNull()
  }),
)
