import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { PhoneInput, strict } from '../../contract/shapes.ts'
import { writeAudit } from '../audit/questions.ts'
import { networkOf } from '../platform/network.ts'
import type { Parts } from '../platform/parts.ts'
import { refuse } from '../platform/problem.ts'
import { refuseInvalid } from '../platform/validation.ts'
import { parsePhone } from './phone.ts'
import { sessionTokenReader } from './session-cookie.ts'
import { ADDRESS_HEADER, AUTH_PATH, createSignIn, type SignIn } from './sign-in.ts'
import { accountOfSealedPhone, accountOfSession } from './store.ts'

type Body = { phoneNumber: string; code?: string }

const sending = strict({ phoneNumber: PhoneInput })
const checking = strict({ phoneNumber: PhoneInput, code: Type.String({ minLength: 1, maxLength: 20 }) })

/**
 * The few of better-auth's own routes that are open, each with only the fields it needs. Phones are sealed here, on
 * the way in; of its answers only the cookie goes out.
 */
export function signInRoutes(app: FastifyInstance, parts: Parts): void {
  const { config, crypto, db, clock } = parts
  const signIn = createSignIn(parts)
  const sessionToken = sessionTokenReader(crypto, config.publicUrl)
  const audit = async (action: string, accountId: string | null) => {
    if (accountId !== null) await writeAudit(db, { at: clock(), action, byKind: 'account', accountId })
  }
  const sealed = ({ phoneNumber }: Body) =>
    crypto.sealForLookup(
      parsePhone(phoneNumber) ?? refuse('phone-invalid', [{ path: '/phoneNumber', code: 'wrong-format' }]),
    )
  const open = (path: string, summary: string, body: object) => ({
    url: `${AUTH_PATH}${path}`,
    method: 'POST' as const,
    attachValidation: true,
    schema: { summary, description: 'Access: anyone', body },
    config: { purpose: 'sign-in' as const },
    preHandler: async (request: FastifyRequest) => refuseInvalid(request),
  })

  app.route<{ Body: Body }>({
    ...open('/phone-number/send-otp', 'Send a one-time code to sign in with', sending),
    handler: async (request, answer) => {
      return passOn(await asked(signIn, request, { phoneNumber: sealed(request.body) }), request, answer)
    },
  })
  app.route<{ Body: Body }>({
    ...open('/phone-number/verify', 'Sign in with the code; the session comes as a cookie', checking),
    handler: async (request, answer) => {
      const phoneNumber = sealed(request.body)
      const signedIn = await asked(signIn, request, { phoneNumber, code: request.body.code })
      await audit('sign-in', await accountOfSealedPhone(db, phoneNumber))
      return passOn(signedIn, request, answer)
    },
  })
  app.route({
    ...open('/sign-out', 'End this session', strict({})),
    handler: async (request, answer) => {
      const token = sessionToken(request.headers.cookie)
      const accountId = token === null ? null : await accountOfSession(db, token)
      const signedOut = await asked(signIn, request, {})
      await audit('sign-out', accountId)
      return passOn(signedOut, request, answer)
    },
  })
}

/** Asks better-auth; our refusals come through as they are, its own are none that we expect. */
async function asked(signIn: SignIn, request: FastifyRequest, body: object): Promise<Response> {
  const { cookie, 'user-agent': device } = request.headers
  const headers = new Headers({ 'content-type': 'application/json', [ADDRESS_HEADER]: networkOf(request.ip) })
  if (cookie !== undefined) headers.set('cookie', cookie)
  if (device !== undefined) headers.set('user-agent', device.slice(0, 300))
  const url = new URL(request.url, signIn.options.baseURL)
  const response = await signIn.handler(
    new Request(url, { method: 'POST', headers, body: JSON.stringify(body) }),
  )
  if (!response.ok) throw new Error(`better-auth answered ${response.status}`)
  return response
}

/** A cookie that came by https must leave the browser by https only, also where PUBLIC_URL is not set. */
function passOn(response: Response, request: FastifyRequest, answer: FastifyReply) {
  const isSecure = (cookie: string) => request.protocol !== 'https' || /;\s*secure\b/i.test(cookie)
  const cookies = response.headers
    .getSetCookie()
    .map((cookie) => (isSecure(cookie) ? cookie : `${cookie}; Secure`))
  if (cookies.length > 0) answer.header('set-cookie', cookies)
  return answer.send({ done: true })
}
