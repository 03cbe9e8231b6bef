import { endHold, holdRoom, listHolds } from '../../../contract/facility-keeping.ts'
import { type Actor, account } from '../../access/actor.ts'
import type { Context, Http } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { keepsAs } from '../access.ts'
import type { FacilityRow, Movement } from '../facility.ts'
import type { ConfirmedAs } from '../freshness.ts'
import { pathId, refuseGone } from '../keep/keeping.ts'
import { presentListed } from '../present.ts'
import { readSheet } from '../sheet.ts'
import { addEvent, announceChanged, lockFacility, readFacility, saveFacility } from '../store.ts'
import { type HoldRow, insertHold, lockPlacesHeldBy, openHolds, readHold, saveHoldEnd } from './hold-store.ts'

/** A place kept for someone on the way. Two helpers cannot have the last one: the facility is locked meanwhile. */
export function holdRoutes(http: Http<Actor>, { profile }: Parts): void {
  const terms = profile.facilityTerms

  http.handle(holdRoom, async ({ id, amount = 1 }, context) => {
    const { db, actor, now } = context
    const { accountId, code } = account(actor)
    const held = await lockPlacesHeldBy(db, accountId, now)
    const row = await lockPublic(pathId(context), context)
    const there = await readHold(db, row, id)
    if (there) {
      if (there.account_id !== accountId) refuse('id-taken')
      context.again()
      return presentHold(there, context)
    }
    if (held + amount > terms.openHoldsPerPerson) refuse('too-many-holds')
    if ((await placesFree(row, context)) < amount) refuse('no-room')
    const until = new Date(now.getTime() + terms.holdMinutes * 60_000)
    const hold = {
      ...{ province_code: row.province_code, facility_id: row.id, id, amount, account_id: accountId },
      ...{ made_at: now, until, ended_at: null, result: null },
    }
    await insertHold(db, hold)
    await noteHold(context, row, { kind: 'held', held: [0, amount], as: null })
    return presentHold({ ...hold, code }, context)
  })

  /** Places that may be held: of an open facility that says so, and how many, not too long ago. */
  const placesFree = async ({ id }: FacilityRow, { db, now }: Context<Actor>): Promise<number> => {
    const sheet = await readSheet(db, id, { now, profile })
    const told = sheet && presentListed(sheet, { profile, now })
    return told?.status === 'open' ? (told.room?.free ?? 0) : 0
  }

  http.handle(endHold, async ({ id, holdId, result }, context) => {
    const { db, actor, now } = context
    const row = (await lockFacility(db, id)) ?? refuse('facility-not-found')
    context.about({ subject: `facility:${id}`, area: row.subdistrict_code })
    const hold = (await readHold(db, row, holdId)) ?? refuse('hold-not-found')
    const as = keepsAs(actor, row)
    if (hold.account_id !== account(actor).accountId && as === null) refuse('not-allowed')
    if (hold.result === result) return presentHold(hold, context)
    if (hold.ended_at || hold.until <= now) refuse('hold-not-found')
    await saveHoldEnd(db, hold, { at: now, result })
    if (result === 'used') await takePlaces(context, row, hold, as)
    else await noteHold(context, row, { kind: 'hold-released', held: [hold.amount, 0], as })
    return presentHold({ ...hold, ended_at: now, result }, context)
  })

  http.handle(listHolds, async ({ id }, context) => {
    const { db, actor, now } = context
    const row = (await readFacility(db, id)) ?? refuse('facility-not-found')
    const accountId = keepsAs(actor, row) ? null : account(actor).accountId
    const holds = await openHolds(db, row, { now, accountId })
    return { items: holds.map((hold) => presentHold(hold, context)) }
  })
}

async function lockPublic(id: string, { db, about }: Context<Actor>): Promise<FacilityRow> {
  const row = (await lockFacility(db, id)) ?? refuse('facility-not-found')
  if (row.verification !== 'verified') refuse('facility-not-found')
  about({ subject: `facility:${id}`, area: row.subdistrict_code })
  refuseGone(row)
  return row
}

/** Who arrived takes the places: as many as are still counted free, should the keeper have counted them meanwhile. */
async function takePlaces(
  context: Context<Actor>,
  row: FacilityRow,
  { id, amount }: HoldRow,
  as: ConfirmedAs | null,
): Promise<void> {
  const taken = Math.min(amount, row.room_free ?? 0)
  if (taken === 0) return noteHold(context, row, { kind: 'hold-used', held: [amount, 0], as })
  const event = { kind: 'hold-used', by: { accountId: account(context.actor).accountId, as } }
  const movement: Movement = { id, kind: 'out', amount: taken }
  const set = { room_free: (row.room_free ?? 0) - taken }
  await saveFacility(context.db, row, { set, event, movement }, context.now)
}

type Note = { kind: string; held: [number, number]; as: ConfirmedAs | null }

async function noteHold({ db, actor, now }: Context<Actor>, row: FacilityRow, { kind, held, as }: Note) {
  const by = { accountId: account(actor).accountId, as }
  await addEvent(db, row, { event: { kind, by }, changes: { held }, at: now })
  await announceChanged(db, [row])
}

function presentHold(hold: Omit<HoldRow, 'province_code' | 'facility_id'>, { actor }: Context<Actor>) {
  return {
    ...{ id: hold.id, amount: hold.amount, byCode: hold.code },
    madeAt: hold.made_at.toISOString(),
    until: hold.until.toISOString(),
    mine: hold.account_id === account(actor).accountId,
    ended: hold.result as 'used' | 'released' | 'lapsed' | null,
  }
}
