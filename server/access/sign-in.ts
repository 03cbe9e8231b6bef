import { betterAuth } from 'better-auth'
import { phoneNumber } from 'better-auth/plugins/phone-number'
import { sendCode } from '../notices/questions.ts'
import { newId } from '../platform/ids.ts'
import type { Parts } from '../platform/parts.ts'
import { inTransaction } from '../platform/transaction.ts'
import { checkPhoneCode, makePhoneCode } from './phone-codes.ts'
import { phoneHash } from './phone-proof.ts'
import { cookieSecret, servedByHttps } from './session-cookie.ts'
import { takeGrantsOfPhone } from './store.ts'

/** A month: volunteers sign in once per emergency, and any device can be signed out from the list. */
const SESSION_SECONDS = 30 * 24 * 3600
export const AUTH_PATH = '/api/auth'
/** How our edge tells better-auth's hooks from which network address a call came. */
export const ADDRESS_HEADER = 'x-caller-address'

/**
 * better-auth, set up to sign in by phone code. It never sees a phone in clear: `phoneNumber` is our sealed text, and
 * codes are made and checked by phone-codes.ts, so that one mechanism counts tries and limits for all uses.
 */
export function createSignIn(parts: Parts) {
  const { config, crypto, db, clock, log } = parts
  return betterAuth({
    baseURL: config.publicUrl ?? 'http://localhost',
    basePath: AUTH_PATH,
    secret: cookieSecret(crypto),
    database: { db, type: 'postgres' },
    telemetry: { enabled: false },
    // platform/server.ts refuses writes from other sites, and limits calls, for every route alike
    advanced: {
      database: { generateId: () => newId(clock()) },
      useSecureCookies: servedByHttps(config.publicUrl),
      disableOriginCheck: true,
      disableCSRFCheck: true,
    },
    rateLimit: { enabled: false },
    onAPIError: { throw: true },
    logger: { level: 'error', log: (_level, message) => log.error(message) },
    user: { modelName: 'auth_user' },
    account: { modelName: 'auth_account' },
    verification: { modelName: 'auth_verification' },
    session: { modelName: 'auth_session', expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
    databaseHooks: {
      session: { create: { before: async (session) => ({ data: { ...session, ...begun(clock()) } }) } },
      // it would keep a code of its own, in clear, that nobody is sent
      verification: { create: { before: async ({ identifier }) => !identifier.startsWith('phone-number-') } },
    },
    plugins: [phoneCodes(parts)],
  })
}

/** Time comes from our clock; the network address is not kept. */
function begun(now: Date) {
  const expiresAt = new Date(now.getTime() + SESSION_SECONDS * 1000)
  return { createdAt: now, updatedAt: now, expiresAt, ipAddress: null }
}

export type SignIn = ReturnType<typeof createSignIn>

function phoneCodes(parts: Parts) {
  const { config, crypto, db, clock, log, profile } = parts
  const means = () => ({ crypto, profile, now: clock() })
  return phoneNumber({
    sendOTP: async ({ phoneNumber: sealed }, context) => {
      const phone = crypto.openFromLookup(sealed)
      const address = context?.headers?.get(ADDRESS_HEADER) ?? ''
      const sent = await db
        .transaction()
        .execute((handle) => makePhoneCode({ ...means(), config, log, db: handle }, phone, address))
      sendCode(parts, phone, sent.code)
    },
    verifyOTP: async ({ phoneNumber: sealed, code }) => {
      const phone = crypto.openFromLookup(sealed)
      await inTransaction(db, (handle) => checkPhoneCode({ ...means(), db: handle }, { phone }, code))
      return true
    },
    callbackOnVerification: async ({ phoneNumber: sealed, user }) => {
      await takeGrantsOfPhone(db, phoneHash(crypto, crypto.openFromLookup(sealed)), user.id)
    },
    signUpOnVerification: {
      getTempEmail: (sealed) => `${crypto.hash('email', sealed).toString('hex')}@phone.invalid`,
      getTempName: () => '',
    },
  })
}
