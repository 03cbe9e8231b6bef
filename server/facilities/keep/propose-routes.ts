import { greatCircleDistance } from 'h3-js'
import { changeFacility, type FacilityInput, proposeFacility } from '../../../contract/facility-keeping.ts'
import type { FacilityTerms } from '../../../profiles/profile.ts'
import { type Actor, account } from '../../access/actor.ts'
import { nameOfAccount, phoneHash, phoneOfAccount } from '../../access/questions.ts'
import type { Database } from '../../platform/database.ts'
import type { Context, Http } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { mayCoordinate } from '../access.ts'
import type { FacilityRow } from '../facility.ts'
import { insertFacility, readFacility } from '../store.ts'
import * as rules from './keep-rules.ts'
import { agencyNamed, insertKeeper } from './keeper-store.ts'
import { lockKept, refuseGone, saveKept } from './keeping.ts'
import { keptShower } from './kept.ts'
import { type ReadFacility, readFacilityInput } from './read-facility.ts'
import { lockName, namesakes, openProposalsOf, saysCodeIsTaken } from './same-store.ts'

/** Putting a facility on the map, and writing what it is. */
export function proposeRoutes(http: Http<Actor>, parts: Parts): void {
  const { profile } = parts
  const show = keptShower(parts)

  http.handle(proposeFacility, async (input, context) => {
    const { db, actor, about, again } = context
    const read = readFacilityInput(input, profile)
    about({ subject: `facility:${input.id}`, area: read.columns.subdistrict_code })
    await lockName(db, read.columns)
    const there = await readFacility(db, input.id)
    if (there) {
      if (there.made_by !== account(actor).accountId) refuse('id-taken')
      again()
      return show(context, there)
    }
    await refuseNamesakes(db, input.id, read, profile.facilityTerms.sameWithinMetres)
    const row = await newFacility(input, read, context)
    if (row.verification === 'proposed') await refuseTooMany(db, actor, profile.facilityTerms)
    const as = mayCoordinate(actor, row) ? 'coordinator' : 'keeper'
    const by = { accountId: account(actor).accountId, as } as const
    const made = await insertFacility(db, row, { kind: 'proposed', by })
    if (!made) refuseCode()
    if (as === 'keeper') await makeProposerKeeper(row, context, parts)
    return show(context, row)
  })

  http.handle(changeFacility, async (input, context) => {
    const { db, actor, now } = context
    const kept = await lockKept({ id: input.id, context, profile })
    refuseGone(kept.row)
    const read = readFacilityInput(input, profile)
    refuseMoving(kept.row, read, actor, kept.as)
    const agency_id = await agencyOf(db, read, now)
    refuseAnother(kept.row, { ...read.columns, agency_id }, actor)
    if (isRenamed(kept.row, read)) {
      await lockName(db, read.columns)
      await refuseNamesakes(db, input.id, read, profile.facilityTerms.sameWithinMetres)
    }
    const change = rules.changed(kept.row, read, { ...kept, kind: read.kind })
    const after = await saveKept(context, kept, { kind: 'changed', set: { ...change, agency_id } }).catch(
      (error: unknown) => (saysCodeIsTaken(error) ? refuseCode() : Promise.reject(error)),
    )
    return show(context, after)
  })
}

async function newFacility(
  input: FacilityInput & { id: string },
  read: ReadFacility,
  context: Context<Actor>,
) {
  const { db, actor, now } = context
  const verified = mayCoordinate(actor, read.columns)
  const doing = { kind: read.kind, as: verified ? 'coordinator' : 'keeper', now } as const
  return {
    ...{ id: input.id, province_code: read.columns.subdistrict_code.slice(0, 2) },
    ...{ made_by: account(actor).accountId, made_at: now, changed_at: now },
    ...{ verification: verified ? 'verified' : 'proposed', refused_reason: null },
    ...{ reopens_at: null, gone_at: null, gone_reason: null, doubted_at: null, nudged_at: null },
    agency_id: await agencyOf(db, read, now),
    ...rules.proposed(read, doing),
  }
}

const agencyOf = async (db: Database, { agency: name, columns }: ReadFacility, now: Date) =>
  name === null ? null : agencyNamed(db, { province_code: columns.subdistrict_code.slice(0, 2), name }, now)

async function refuseTooMany(db: Database, actor: Actor, { openProposalsPerPerson }: FacilityTerms) {
  const open = await openProposalsOf(db, account(actor).accountId)
  if (open >= openProposalsPerPerson) refuse('too-many-proposals')
}

async function refuseNamesakes(
  db: Database,
  id: string,
  { columns }: ReadFacility,
  metres: number,
): Promise<void> {
  const near = (await namesakes(db, columns)).some(
    (one) =>
      one.id !== id && greatCircleDistance([one.lat, one.lon], [columns.lat, columns.lon], 'm') <= metres,
  )
  if (near) refuse('facility-exists')
}

const refuseCode = () => refuse('facility-exists', [{ path: '/ownCode', code: 'repeated' }])

const isRenamed = (row: FacilityRow, { columns }: ReadFacility): boolean =>
  row.kind !== columns.kind || row.name_key !== columns.name_key

type Said = Pick<FacilityRow, 'kind' | 'agency_id' | 'subdistrict_code'>

/** What a coordinator has verified becomes no other facility in the hands of its keeper, nor another agency's. */
function refuseAnother(row: FacilityRow, said: Said, actor: Actor): void {
  if (row.verification !== 'verified' || mayCoordinate(actor, row)) return
  if (said.kind !== row.kind) refuse('not-allowed', [{ path: '/kind', code: 'out-of-range' }])
  const given = said.agency_id ?? row.agency_id
  if (said.agency_id !== row.agency_id && !account(actor).keeps.agencies.some((id) => id === given))
    refuse('not-allowed', [{ path: '/agency', code: 'out-of-range' }])
  if (!said.subdistrict_code.startsWith(row.subdistrict_code.slice(0, 4)))
    refuse('outside-scope', [{ path: '/areaCode', code: 'out-of-range' }])
}

/** Its history stays with its province; and no coordinator moves one out of the areas they answer for. */
function refuseMoving(row: FacilityRow, { columns }: ReadFacility, actor: Actor, as: string): void {
  if (!columns.subdistrict_code.startsWith(row.province_code))
    refuse('invalid-input', [{ path: '/areaCode', code: 'out-of-range' }])
  if (as === 'coordinator' && !mayCoordinate(actor, columns)) refuse('outside-scope')
}

/** Who proposes a facility keeps it unless they answer for its area anyway, by the phone they sign in with. */
async function makeProposerKeeper(
  { id, province_code }: Pick<FacilityRow, 'id' | 'province_code'>,
  { db, actor, now }: Context<Actor>,
  { crypto }: Pick<Parts, 'crypto'>,
): Promise<void> {
  const { accountId } = account(actor)
  const phone = await phoneOfAccount(db, crypto, accountId)
  await insertKeeper(db, {
    ...{ province_code, id: newId(now), facility_id: id, name: await nameOfAccount(db, accountId) },
    ...{ phone_hash: phoneHash(crypto, phone), phone_cipher: crypto.seal(phone), account_id: accountId },
    ...{ granted_by: accountId, starts_at: now },
  })
}
