import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { inWorld, must, signInWith } from './world.ts'

const verify = '/api/auth/phone-number/verify'
const sendOtp = '/api/auth/phone-number/send-otp'

describe('signing in', () => {
  test(
    'a phone and the code sent to it are enough, however the phone is written',
    inWorld(async ({ stranger, sms }) => {
      const phone = stranger()
      must(await phone.send('POST', sendOtp, { phoneNumber: '๐๘๐-๐๐๐ ๐๐๐๑' }))
      expect(sms.at(-1)).toMatchObject({ to: '+66800000001' })
      expect(sms.at(-1)?.text).toContain(sms.at(-1)?.code)
      must(await phone.send('POST', verify, { phoneNumber: '+66 80 000 0001', code: sms.at(-1)?.code }))
      const { body } = await phone.call('GET /me')
      expect(body.account).toMatchObject({ phoneMasked: '08x-xxx-0001', volunteer: null, grants: [] })
    }),
  )

  test(
    'the same person comes back to the same account, also by a second phone at once',
    inWorld(async ({ as, stranger, now, ...world }) => {
      const first = await as('newcomer')
      const tablet = stranger()
      await signInWith(tablet, first.phone, world)
      const ids = [await first.call('GET /me'), await tablet.call('GET /me')].map(
        (who) => who.body.account?.id,
      )
      expect(ids[0]).toBe(ids[1])
      const sessions = await tablet.call('GET /me/sessions')
      expect(sessions.body.items).toHaveLength(2)
      expect(sessions.body.items.filter(({ current }) => current)).toHaveLength(1)
    }),
  )

  test(
    'the cookie cannot be read by scripts, and goes over https only where we are served by https',
    inWorld(
      async ({ stranger, sms, ...world }) => {
        const person = stranger()
        await person.send('POST', sendOtp, { phoneNumber: '0800000001' }, { host: 'care.example.org' })
        const signedIn = await person.send('POST', verify, {
          phoneNumber: '0800000001',
          code: sms.at(-1)?.code,
        })
        const cookie = String(signedIn.headers['set-cookie'])
        expect(cookie).toMatch(/^__Secure-better-auth.session_token=/)
        for (const part of ['HttpOnly', 'SameSite=Lax', 'Secure', 'Max-Age=2592000', 'Path=/'])
          expect(cookie).toContain(part)
        expect((await person.call('GET /me')).body.account).not.toBeNull()
        expect(world.parts.config.publicUrl).toBe('https://care.example.org')
      },
      { PUBLIC_URL: 'https://care.example.org' },
    ),
  )

  test(
    'a cookie that we did not sign signs nobody in',
    inWorld(async ({ as, stranger }) => {
      const newcomer = await as('newcomer')
      const [name, value = ''] = newcomer.cookie().split('=')
      const token = decodeURIComponent(value).split('.')[0]
      const forged = [
        `${token}.${'A'.repeat(43)}=`,
        `${token}.`,
        `${token}`,
        '.',
        'x'.repeat(5000),
        '%E0%A4%A',
      ]
      for (const cookie of forged) {
        const answer = await stranger().send('GET', '/api/me', undefined, { cookie: `${name}=${cookie}` })
        expect(answer.body, cookie).toEqual({ account: null })
      }
    }),
  )

  test(
    'only what is needed of better-auth is open, and takes only the fields it needs',
    inWorld(async ({ stranger, as }) => {
      const newcomer = await as('newcomer')
      for (const path of ['sign-up/email', 'sign-in/email', 'sign-in/phone-number', 'update-user', 'ok'])
        expect((await newcomer.send('POST', `/api/auth/${path}`, {})).status, path).toBe(404)
      const more = { phoneNumber: '0800000009', code: '000000', updatePhoneNumber: true, name: 'ใคร' }
      const { code, errors } = await stranger().send('POST', verify, more)
      expect(code).toBe('invalid-input')
      expect(errors.map(({ path }) => path)).toEqual(['/updatePhoneNumber', '/name'])
    }),
  )

  test(
    'another site cannot sign a browser in or out',
    inWorld(async ({ as }) => {
      const newcomer = await as('newcomer')
      const foreign = { origin: 'https://elsewhere.example' }
      for (const path of ['phone-number/verify', 'phone-number/send-otp', 'sign-out'])
        expect((await newcomer.send('POST', `/api/auth/${path}`, {}, foreign)).code).toBe('wrong-origin')
      expect((await newcomer.call('GET /me')).body.account).not.toBeNull()
    }),
  )
})

describe('sessions', () => {
  test(
    'sign-out ends this one and leaves the others',
    inWorld(async ({ as, stranger, ...world }) => {
      const phone = await as('newcomer')
      const tablet = stranger()
      await signInWith(tablet, phone.phone, world)
      const kept = tablet.cookie()
      must(await tablet.send('POST', '/api/auth/sign-out', {}))
      expect(tablet.cookie()).toBe('')
      const again = await stranger().send('GET', '/api/me', undefined, { cookie: kept })
      expect(again.body).toEqual({ account: null })
      expect((await phone.call('GET /me')).body.account).not.toBeNull()
    }),
  )

  test(
    'a lost phone is signed out from another, a stranger’s session is not',
    inWorld(async ({ as, newcomer, stranger, ...world }) => {
      const lost = await as('newcomer')
      const tablet = stranger()
      await signInWith(tablet, lost.phone, world)
      const { body } = await tablet.call('GET /me/sessions')
      const id = body.items.find(({ current }) => !current)?.id ?? ''
      const other = await newcomer()
      expect((await other.call('POST /me/sessions/:id/end', { params: { id }, body: {} })).code).toBe(
        'not-found',
      )
      must(await tablet.call('POST /me/sessions/:id/end', { params: { id }, body: {} }))
      expect((await lost.call('GET /me')).body.account).toBeNull()
      expect((await lost.call('GET /me/sessions')).code).toBe('not-signed-in')
      expect((await tablet.call('GET /me/sessions')).body.items).toHaveLength(1)
    }),
  )

  test(
    'a session lasts thirty days, and says when it was last seen',
    inWorld(async ({ as, later, now }) => {
      const newcomer = await as('newcomer')
      await later({ days: 29 })
      await newcomer.call('GET /me')
      const { body } = await newcomer.call('GET /me/sessions')
      expect(body.items[0]?.lastSeen).toBe(now().toISOString())
      await later({ days: 1, minutes: 1 })
      expect((await newcomer.call('GET /me')).body.account).toBeNull()
    }),
  )
})

describe('what is kept of a phone', () => {
  test(
    'no table and no log line holds a phone or a code in clear, and the log no name',
    inWorld(async ({ as, sms, log, parts }) => {
      const volunteer = await as('volunteer')
      await (await as('districtCoordinator')).call('GET /volunteers', { query: {} })
      const { rows } = await sql<{ text: string }>`
        select row_to_json(t)::text as text from auth_user t union all
        select row_to_json(t)::text from auth_session t union all
        select row_to_json(t)::text from auth_account t union all
        select row_to_json(t)::text from auth_verification t union all
        select row_to_json(t)::text from access_grant t union all
        select row_to_json(t)::text from phone_code t union all
        select row_to_json(t)::text from audit t`.execute(parts.db)
      const kept = rows.map(({ text }) => text).join('\n')
      expect(kept.length).toBeGreaterThan(1000)
      for (const told of [volunteer.phone, volunteer.phone.slice(1)]) {
        expect(kept).not.toContain(told)
        expect(log()).not.toContain(told)
      }
      for (const { code } of sms) expect(kept).not.toContain(`"${code}"`)
      expect(log()).not.toContain(volunteer.name)
    }),
  )
})
