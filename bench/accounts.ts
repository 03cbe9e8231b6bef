import type { Child } from './child.ts'

const PHONE = '0800000900'

/**
 * Signs in whom the first start's link makes national, by the code that a server without an SMS provider writes into its
 * log (so it must log at level info); answers the session's cookie.
 */
export async function signInNational({ address, said }: Child): Promise<string> {
  const post = (path: string, body: object, cookie = '') =>
    fetch(address + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    })
  const found = async (pattern: RegExp): Promise<string> => {
    for (let tries = 0; tries < 200; tries += 1) {
      const match = pattern.exec(said())?.[1]
      if (match) return match
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`the server has not said ${pattern}`)
  }
  await post('/api/auth/phone-number/send-otp', { phoneNumber: PHONE })
  const code = await found(/"code":"(\d+)"/)
  const verified = await post('/api/auth/phone-number/verify', { phoneNumber: PHONE, code })
  const cookie = verified.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const token = await found(/\/setup#(\S+)/)
  const first = await post('/api/first-account', { token, name: 'สมมติ ส่วนกลาง' }, cookie)
  if (!first.ok) throw new Error(`the first account was refused: ${await first.text()}`)
  return cookie
}
