import type { FacilityKind } from '../../../profiles/profile.ts'
import { type Actor, account } from '../../access/actor.ts'
import type { Context } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { keepsAs, mayCoordinate } from '../access.ts'
import { type FacilityChange, type FacilityRow, kindOf, type Movement } from '../facility.ts'
import type { ConfirmedAs } from '../freshness.ts'
import { lockFacility, saveFacility } from '../store.ts'

/** A facility in the hands of somebody who keeps it. */
export type Kept = {
  row: FacilityRow
  kind: FacilityKind
  as: ConfirmedAs
  now: Date
  by: { accountId: string | null; as: ConfirmedAs }
}

type Call = { id: string; context: Context<Actor>; profile: Parts['profile'] }

/** Loads and locks a facility for who keeps it; refuses everybody else. */
export async function lockKept({ id, context, profile }: Call): Promise<Kept> {
  const { row, ...rest } = await lockOne(id, context)
  const as = keepsAs(context.actor, row) ?? refuse('outside-scope')
  return { ...rest, row, kind: kindOf(profile, row.kind), as, by: { ...rest.by, as } }
}

/** Loads and locks a facility for a coordinator of its area. */
export async function lockCoordinated(call: Call): Promise<Kept> {
  const kept = await lockKept(call)
  if (!mayCoordinate(call.context.actor, kept.row)) refuse('outside-scope')
  return { ...kept, as: 'coordinator', by: { ...kept.by, as: 'coordinator' } }
}

async function lockOne(id: string, { db, actor, now, about }: Context<Actor>) {
  const row = (await lockFacility(db, id)) ?? refuse('facility-not-found')
  about({ subject: `facility:${id}`, area: row.subdistrict_code })
  return { row, now, by: { accountId: account(actor).accountId } }
}

/** The facility of the path, where the body has an id of its own. */
export const pathId = ({ path }: Pick<Context<Actor>, 'path'>): string => path.id ?? ''

/** Refuses what cannot be done to a facility that has closed for good. */
export function refuseGone({ gone_at }: Pick<FacilityRow, 'gone_at'>): void {
  if (gone_at) refuse('facility-gone')
}

type Done = { kind: string; set: FacilityChange; reason?: string; movement?: Movement }

/** Saves what somebody who keeps it did. */
export function saveKept(
  { db, now }: Pick<Context<Actor>, 'db' | 'now'>,
  { row, by }: Kept,
  { kind, set, reason, movement }: Done,
): Promise<FacilityRow> {
  const event = { kind, by, reason: reason ?? null }
  return saveFacility(db, row, { set, event, ...(movement && { movement }) }, now)
}
