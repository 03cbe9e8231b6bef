import { endGrant, listGrants, makeGrant, takeFirstAccount } from '../../contract/access.ts'
import { isArea } from '../areas/questions.ts'
import type { Http } from '../platform/http.ts'
import { newId } from '../platform/ids.ts'
import { pageFrom, pageOf } from '../platform/page.ts'
import type { Parts } from '../platform/parts.ts'
import { refuse } from '../platform/problem.ts'
import { type Actor, account, coordinatedAreas, narrowed } from './actor.ts'
import { spendFirstAccountLink } from './first-account.ts'
import { type GrantRow, grantsWithin, readGrant } from './grant-view.ts'
import { maskPhone, parsePhone } from './phone.ts'
import { phoneHash } from './phone-proof.ts'
import { commonArea, grantRefusal } from './rules.ts'
import { accountOfSealedPhone, insertGrant, lockGrant, saveGrantEnd, sealedPhoneOf } from './store.ts'

type Means = Pick<Parts, 'crypto'>

/** Who answers for what: roles over areas, never given beyond the own scope. */
export function grantRoutes(http: Http<Actor>, { crypto }: Means): void {
  http.handle(
    makeGrant,
    async ({ id, role, areas, name, phone, endsAt }, { db, actor, now, about, again }) => {
      const granter = account(actor)
      refuseUnknownAreas(role, areas)
      if (endsAt && new Date(endsAt) <= now)
        refuse('invalid-input', [{ path: '/endsAt', code: 'out-of-range' }])
      const refusal = grantRefusal(granter.grants, { role, areas })
      if (refusal) refuse(refusal)
      const e164 = parsePhone(phone) ?? refuse('phone-invalid', [{ path: '/phone', code: 'wrong-format' }])
      const holder = await accountOfSealedPhone(db, crypto.sealForLookup(e164))
      const made = await insertGrant(db, {
        ...{ id, role, areas, name, starts_at: now, ends_at: endsAt ?? null },
        ...{ granted_by: granter.accountId, account_id: holder },
        ...{ phone_hash: phoneHash(crypto, e164), phone_cipher: crypto.seal(e164) },
      })
      if (!made) again()
      const grant = await readGrant(db, id)
      if (grant.granted_by !== granter.accountId) refuse('id-taken')
      about({ subject: `grant:${id}`, area: commonArea(areas) })
      return presentGrant(grant, { crypto })
    },
  )

  http.handle(listGrants, async ({ area, ...asked }, { db, actor, about }) => {
    const scope = coordinatedAreas(actor)
    const page = pageOf(asked)
    const areas = narrowed(scope, area)
    about({ area: commonArea(areas) })
    const { items, next } = pageFrom(await grantsWithin(db, { scope, areas, ...page }), page)
    return { items: items.map((row) => presentGrant(row, { crypto })), next }
  })

  http.handle(endGrant, async ({ id, reason }, { db, actor, now, about }) => {
    const ender = account(actor)
    const grant = (await lockGrant(db, id)) ?? refuse('grant-not-found')
    const refusal = grantRefusal(ender.grants, grant)
    if (refusal) refuse(refusal)
    if (!grant.ended_at) await saveGrantEnd(db, id, { at: now, by: ender.accountId })
    about({ subject: `grant:${id}`, area: commonArea(grant.areas), reason })
    return presentGrant(await readGrant(db, id), { crypto })
  })

  http.handle(takeFirstAccount, async ({ token, name }, { db, actor, now, about }) => {
    const { accountId } = account(actor)
    await spendFirstAccountLink(db, token, now)
    const e164 = crypto.openFromLookup(await sealedPhoneOf(db, accountId))
    const id = newId(now)
    await insertGrant(db, {
      ...{ id, role: 'national', areas: [''], name, starts_at: now, account_id: accountId },
      ...{ phone_hash: phoneHash(crypto, e164), phone_cipher: crypto.seal(e164) },
    })
    about({ subject: `grant:${id}` })
    return presentGrant(await readGrant(db, id), { crypto })
  })
}

/** A national person answers for the whole country; who answers for a part of it is a coordinator. */
function refuseUnknownAreas(role: string, areas: readonly string[]): void {
  const fits = (area: string) => (role === 'national' ? area === '' : area === '' || isArea(area))
  const errors = areas.flatMap((area, i) =>
    fits(area) ? [] : [{ path: `/areas/${i}`, code: 'unknown-value' }],
  )
  if (errors.length > 0) refuse('area-unknown', errors)
}

function presentGrant(row: GrantRow, { crypto }: Means) {
  return {
    id: row.id,
    role: row.role,
    areas: row.areas,
    name: row.name,
    phoneMasked: maskPhone(crypto.open(row.phone_cipher)),
    taken: row.account_id !== null,
    grantedBy: row.granter_code,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
  }
}
