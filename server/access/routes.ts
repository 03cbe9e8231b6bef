import type { Static } from 'typebox'
import { checkPhoneCode, endSession, me, mySessions, sendPhoneCode } from '../../contract/access.ts'
import type { Done } from '../../contract/shapes.ts'
import { dataKindsOf } from '../../profiles/profile.ts'
import { sendCode } from '../notices/questions.ts'
import type { Http } from '../platform/http.ts'
import type { Parts } from '../platform/parts.ts'
import { refuse } from '../platform/problem.ts'
import { type AccountActor, type Actor, account, isKeeper, isSurveyor } from './actor.ts'
import { alarmRoutes } from './alarm-routes.ts'
import { grantRoutes } from './grant-routes.ts'
import { ownRegistration, sessionsOf } from './me-view.ts'
import { maskPhone, parsePhone } from './phone.ts'
import * as phoneCodes from './phone-codes.ts'
import { makePhoneProof } from './phone-proof.ts'
import { removeSession, sealedPhoneOf } from './store.ts'

const done: Static<typeof Done> = { done: true }

export function accessRoutes(http: Http<Actor>, parts: Parts): void {
  phoneCodeRoutes(http, parts)
  ownRoutes(http, parts)
  grantRoutes(http, parts)
  alarmRoutes(http)
}

/** Proving a phone without an account, for a help request. */
function phoneCodeRoutes(http: Http<Actor>, parts: Parts): void {
  const { crypto, profile, config, log } = parts
  http.handle(sendPhoneCode, async ({ phone }, { db, now, address, afterwards }) => {
    const e164 = parsePhone(phone) ?? refuse('phone-invalid', [{ path: '/phone', code: 'wrong-format' }])
    const sent = await phoneCodes.makePhoneCode({ db, crypto, profile, now, config, log }, e164, address)
    afterwards(() => sendCode(parts, e164, sent.code))
    return { challengeId: sent.challengeId, endsAt: sent.endsAt.toISOString() }
  })

  http.handle(checkPhoneCode, async ({ challengeId, code }, { db, now }) => {
    const phone = await phoneCodes.checkPhoneCode({ db, crypto, profile, now }, { challengeId }, code)
    const until = new Date(now.getTime() + profile.terms.phoneCode.proofMinutes * 60_000)
    return { phoneProof: makePhoneProof(crypto, phone, until) }
  })
}

/** Who I am here, and where I am signed in. */
function ownRoutes(http: Http<Actor>, { crypto, profile }: Parts): void {
  const dataKinds = dataKindsOf(profile)
  const presentMe = async (db: Parameters<typeof sealedPhoneOf>[0], actor: AccountActor) => ({
    id: actor.accountId,
    code: actor.code,
    phoneMasked: maskPhone(crypto.openFromLookup(await sealedPhoneOf(db, actor.accountId))),
    volunteer: await ownRegistration(db, actor.accountId),
    grants: actor.grants.map(({ role, areas }) => ({ role, areas: [...areas] })),
    keeps: isKeeper(actor),
    surveys: isSurveyor(actor, dataKinds),
  })
  http.handle(me, async (_, { db, actor }) => ({
    account: actor.kind === 'nobody' ? null : await presentMe(db, actor),
  }))

  http.handle(mySessions, async (_, { db, actor, now }) => {
    const { accountId, sessionId } = account(actor)
    const sessions = await sessionsOf(db, accountId, now)
    return {
      items: sessions.map(({ id, createdAt, updatedAt, userAgent }) => ({
        ...{ id, since: createdAt.toISOString(), lastSeen: updatedAt.toISOString() },
        ...{ device: userAgent || null, current: id === sessionId },
      })),
    }
  })

  http.handle(endSession, async ({ id }, { db, actor, about }) => {
    const { accountId } = account(actor)
    if (!(await removeSession(db, id, accountId))) refuse('not-found')
    about({ subject: `session:${id}` })
    return done
  })
}
