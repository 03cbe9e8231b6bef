import { endKeeper, keepKeeper, listKeepers, makeKeeper } from '../../../contract/facility-keeping.ts'
import { type Actor, account, coordinatedAreas, narrowed, within } from '../../access/actor.ts'
import { accountOfPhone, commonArea, maskPhone, parsePhone, phoneHash } from '../../access/questions.ts'
import type { Context, Http } from '../../platform/http.ts'
import { pageFrom, pageOf } from '../../platform/page.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { mayCoordinate } from '../access.ts'
import { readFacility } from '../store.ts'
import { agencyNamed, insertKeeper, lockKeeper, saveKeeperEnd, saveKeeperKept } from './keeper-store.ts'
import { agenciesNamed, type KeeperRow, keepersWithin, readKeeper } from './keeper-view.ts'

/** What a grant is over; `area`: where its giver must be the coordinator. */
type Over = { province_code: string; facility_id: string | null; agency_id: string | null; area: string }

/** Who keeps what: appointed by coordinators, never beyond the areas they answer for. */
export function keeperRoutes(http: Http<Actor>, { crypto }: Parts): void {
  http.handle(makeKeeper, async ({ id, facilityId, agency, phone, name }, context) => {
    const { db, actor, now, about, again } = context
    const { accountId } = account(actor)
    const { area, ...over } = await readOver({ facilityId, agency }, context)
    const e164 = parsePhone(phone) ?? refuse('phone-invalid', [{ path: '/phone', code: 'wrong-format' }])
    const account_id = await accountOfPhone(db, crypto, e164)
    // it has no end of its own: given to oneself it would outlive the grant it rests on
    if (account_id === accountId) refuse('not-oneself')
    const made = await insertKeeper(db, {
      ...{ ...over, id, name, granted_by: accountId, starts_at: now, account_id },
      ...{ phone_hash: phoneHash(crypto, e164), phone_cipher: crypto.seal(e164) },
    })
    if (!made) again()
    const keeper = await readKeeper(db, id, now)
    if (keeper.granted_by !== accountId) refuse('id-taken')
    about({ subject: `keeper:${id}`, area })
    return present(keeper)
  })

  http.handle(listKeepers, async ({ facility, area, waits = false, ...asked }, context) => {
    const { db, actor, now, about } = context
    const page = pageOf(asked)
    const areas = narrowed(coordinatedAreas(actor), area)
    about({ area: commonArea(areas) })
    const rows = await keepersWithin(db, { areas, facility, onlyWaiting: waits, ...page }, now)
    const { items, next } = pageFrom(rows, page)
    return { items: items.map(present), next }
  })

  const lockMine = async (id: string, { db, actor, about }: Context<Actor>) => {
    const keeper = (await lockKeeper(db, id)) ?? refuse('keeper-not-found')
    const facility = keeper.facility_id ? await readFacility(db, keeper.facility_id) : undefined
    const area = facility?.subdistrict_code ?? keeper.province_code
    if (!within(coordinatedAreas(actor), area)) refuse('outside-scope')
    about({ subject: `keeper:${id}`, area })
    return keeper
  }

  http.handle(endKeeper, async ({ id }, context) => {
    const { db, actor, now } = context
    const keeper = await lockMine(id, context)
    if (!keeper.ended_at) await saveKeeperEnd(db, id, { at: now, by: account(actor).accountId })
    return present(await readKeeper(db, id, now))
  })

  http.handle(keepKeeper, async ({ id }, context) => {
    const { db, actor, now } = context
    const { accountId } = account(actor)
    const keeper = await lockMine(id, context)
    if (keeper.account_id === accountId) refuse('not-oneself')
    const { waits } = await readKeeper(db, id, now)
    if (!waits) refuse('wrong-status')
    await saveKeeperKept(db, id, accountId)
    return present(await readKeeper(db, id, now))
  })

  const present = (row: KeeperRow) => ({
    ...{ id: row.id, facilityId: row.facility_id, agency: row.agency, name: row.name },
    phoneMasked: maskPhone(crypto.open(row.phone_cipher)),
    taken: row.account_id !== null,
    startsAt: row.starts_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    waits: row.waits,
  })
}

type Asked = { facilityId: string | undefined; agency: string | undefined }

/** Either one facility of the own area, or an agency of a province one answers for as a whole. */
function readOver({ facilityId, agency }: Asked, context: Context<Actor>): Promise<Over> {
  if (facilityId !== undefined && agency === undefined) return overFacility(facilityId, context)
  if (facilityId === undefined && agency !== undefined) return overAgency(agency, context)
  return refuse('invalid-input', [{ path: '/facilityId', code: 'required' }])
}

async function overFacility(id: string, { db, actor }: Context<Actor>): Promise<Over> {
  const row = (await readFacility(db, id)) ?? refuse('facility-not-found')
  if (!mayCoordinate(actor, row)) refuse('outside-scope')
  return { province_code: row.province_code, facility_id: id, agency_id: null, area: row.subdistrict_code }
}

/** An agency may have places anywhere in its province, and the same name in two provinces is two agencies. */
async function overAgency(name: string, { db, actor, now }: Context<Actor>): Promise<Over> {
  const provinces = coordinatedAreas(actor).filter((area) => area.length <= 2)
  if (provinces.length === 0) refuse('outside-scope')
  const [found, another] = await agenciesNamed(db, name, provinces)
  if (another) refuse('invalid-input', [{ path: '/agency', code: 'repeated' }])
  const over = (province_code: string, agency_id: string) => ({
    ...{ province_code, agency_id, facility_id: null, area: province_code },
  })
  if (found) return over(found.province_code, found.id)
  const [province_code = '', more] = provinces
  if (province_code === '' || more) refuse('invalid-input', [{ path: '/agency', code: 'unknown-value' }])
  return over(province_code, await agencyNamed(db, { province_code, name }, now))
}
