import { endGrant, keepGrant, listGrants, makeGrant, takeFirstAccount } from '../../contract/access.ts'
import { isArea } from '../areas/questions.ts'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import { newId } from '../platform/ids.ts'
import { pageFrom, pageOf } from '../platform/page.ts'
import type { Parts } from '../platform/parts.ts'
import { refuse } from '../platform/problem.ts'
import { scrub } from '../platform/scrub.ts'
import { type AccountActor, type Actor, account, coordinatedAreas, narrowed } from './actor.ts'
import { spendFirstAccountLink } from './first-account.ts'
import {
  insertGrant,
  lockGrant,
  nationalGrantsBy,
  saveGrantEnd,
  saveGrantKept,
  takePlaceOf,
} from './grant-store.ts'
import { type GrantRow, grantsWithin, readGrant } from './grant-view.ts'
import { maskPhone, parsePhone } from './phone.ts'
import { phoneHash } from './phone-proof.ts'
import { commonArea, grantEnd, grantRefusal } from './rules.ts'
import { accountOfSealedPhone, sealedPhoneOf } from './store.ts'

type Means = Pick<Parts, 'crypto'>

/** Who answers for what: roles over areas, never given beyond the own scope or the own end, never to oneself. */
export function grantRoutes(http: Http<Actor>, { crypto }: Means): void {
  http.handle(makeGrant, async ({ id, role, areas, name, phone, endsAt }, context) => {
    const { db, actor, now, about, again } = context
    const granter = account(actor)
    refuseUnknownAreas(role, areas)
    refuseBeyond(granter, { role, areas })
    const ends_at = endOf(granter, { role, areas }, { asked: endsAt, now })
    const e164 = parsePhone(phone) ?? refuse('phone-invalid', [{ path: '/phone', code: 'wrong-format' }])
    const holder = await accountOfSealedPhone(db, crypto.sealForLookup(e164))
    if (holder === granter.accountId) refuse('not-oneself')
    const made = await insertGrant(db, {
      ...{ id, role, areas, name: scrub(name), starts_at: now, ends_at },
      ...{ granted_by: granter.accountId, account_id: holder },
      ...{ phone_hash: phoneHash(crypto, e164), phone_cipher: crypto.seal(e164) },
    })
    if (!made) again()
    const grant = await readGrant(db, id, now)
    if (grant.granted_by !== granter.accountId) refuse('id-taken')
    about({ subject: `grant:${id}`, area: commonArea(areas) })
    return presentGrant(grant, { crypto })
  })

  http.handle(listGrants, async ({ area, waits = false, ...asked }, { db, actor, now, about }) => {
    const scope = coordinatedAreas(actor)
    const page = pageOf(asked)
    const areas = narrowed(scope, area)
    about({ area: commonArea(areas) })
    const rows = await grantsWithin(db, { scope, areas, onlyWaiting: waits, ...page }, now)
    const { items, next } = pageFrom(rows, page)
    return { items: items.map((row) => presentGrant(row, { crypto })), next }
  })

  http.handle(endGrant, async ({ id, reason }, { db, actor, now, about }) => {
    const ender = account(actor)
    const grant = (await lockGrant(db, id)) ?? refuse('grant-not-found')
    refuseBeyond(ender, grant)
    if (!grant.ended_at) {
      await saveGrantEnd(db, id, { at: now, by: ender.accountId })
      await takePlaceOf(db, grant, { heirs: await heirsOf(db, grant, { ender, now }), now })
    }
    about({ subject: `grant:${id}`, area: commonArea(grant.areas), reason })
    return presentGrant(await readGrant(db, id, now), { crypto })
  })

  http.handle(keepGrant, async ({ id, endsAt }, { db, actor, now, about }) => {
    const keeper = account(actor)
    const grant = (await lockGrant(db, id)) ?? refuse('grant-not-found')
    refuseBeyond(keeper, grant)
    if (grant.account_id === keeper.accountId) refuse('not-oneself')
    const { waits } = await readGrant(db, id, now)
    if (!waits) refuse('wrong-status')
    const end = endOf(keeper, grant, { asked: endsAt ?? stillAhead(grant, keeper, now), now })
    await saveGrantKept(db, id, { by: keeper.accountId, endsAt: end })
    about({ subject: `grant:${id}`, area: commonArea(grant.areas) })
    return presentGrant(await readGrant(db, id, now), { crypto })
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
    return presentGrant(await readGrant(db, id, now), { crypto })
  })
}

type Over = { role: string; areas: readonly string[] }

function refuseBeyond(granter: AccountActor, over: Over): void {
  const refusal = grantRefusal(granter.grants, over)
  if (refusal) refuse(refusal)
}

function endOf(
  granter: AccountActor,
  over: Over,
  { asked, now }: { asked: string | undefined; now: Date },
): Date | null {
  const end = grantEnd(granter.grants, over, { asked: asked === undefined ? null : new Date(asked), now })
  return end === 'out-of-range' ? refuse('invalid-input', [{ path: '/endsAt', code: end }]) : end
}

/** The end a grant has already, where it is still to come and not beyond the end of who keeps it. */
function stillAhead(
  grant: Over & { ends_at: Date | null },
  keeper: AccountActor,
  now: Date,
): string | undefined {
  if (grant.ends_at === null) return undefined
  const end = grantEnd(keeper.grants, grant, { asked: grant.ends_at, now })
  return end === 'out-of-range' ? undefined : grant.ends_at.toISOString()
}

/**
 * Who takes the place of a grant that ends, so that an area is not left without anybody: who ends it, as far as their own
 * grants rest on it; of somebody who resigns from the country, those they gave the country to.
 */
async function heirsOf(
  db: Database,
  grant: { role: string; account_id: string | null },
  { ender, now }: { ender: AccountActor; now: Date },
): Promise<string[]> {
  const resigns = grant.account_id === ender.accountId
  if (resigns) return grant.role === 'national' ? nationalGrantsBy(db, ender.accountId, now) : []
  return ender.grants.flatMap(({ id }) => (id === undefined ? [] : [id]))
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
    waits: row.waits,
  }
}
