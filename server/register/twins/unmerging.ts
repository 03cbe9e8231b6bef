import { type Actor, account, coordinatedAreas } from '../../access/actor.ts'
import type { Context } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { householdThere, residentThere, visitsOf } from '../residents/sheet-view.ts'
import type { ResidentRow } from '../write/record.ts'
import { lockSubdistricts } from '../write/record-store.ts'
import { noteAt, type Told, tell } from '../write/telling.ts'
import * as store from './merge-store.ts'
import { type Kept, setOf } from './merged-fields.ts'
import { undoUntil, visitTo } from './merging.ts'
import { refuseOthers } from './two-residents.ts'

/**
 * Takes a merge back: both stand as they were. What was told since of the one that stayed stays with it, visits too.
 * Refuses `identity-exists` when the other's number has been given to somebody else meanwhile.
 */
export async function undoMerging(id: string, context: Context<Actor>, parts: Parts): Promise<void> {
  const { db, actor, now } = context
  const row = await lockMerge(id, context, parts)
  const before: Kept = JSON.parse(parts.crypto.open(row.before_cipher))
  const means = { parts, areas: coordinatedAreas(actor) }
  // gives the identity number back before the other can have it again
  await tell(context, [givenBack(await there(db, row.kept_id), before)], means)
  const back = await backAgain(db, row)
  const stays = await there(db, row.kept_id)
  const visits = (await visitsOf(db, stays.id)).filter((visit) => before.visits.includes(visit.id))
  // the one that stays is named, so that its visits are counted again as well
  const counted: Told = { kind: 'resident', record: stays.id, base: stays.seq, set: {} }
  await tell(context, [counted, ...visits.map(visitTo(back.id))], means)
  await store.giveBeside(db, before.beside, { from: stays.id, to: back })
  for (const one of [stays, back]) await noteAt(context, one, 'undo-merge')
  const { accountId } = account(actor)
  await store.settlePair(db, { one: stays, other: back }, { verdict: 'different', now, accountId })
  await store.saveUndone(db, id, { now, accountId })
}

/** A merge that can be taken back, both residents locked. */
async function lockMerge(id: string, { db, actor, now }: Context<Actor>, parts: Parts) {
  const row = (await store.readMerge(db, id)) ?? refuse('merge-not-found')
  if (row.undone_at) refuse('already-settled')
  if (now > undoUntil(row.made_at, parts)) refuse('too-late-to-undo')
  const places = await store.placesOf(db, row)
  refuseOthers(actor, places)
  await lockSubdistricts(
    db,
    places.map(({ subdistrict_code }) => subdistrict_code),
  )
  // another may have taken it back while this one waited
  if ((await store.readMerge(db, id))?.undone_at) refuse('already-settled')
  return (await store.isMergedInto(db, row)) ? row : refuse('record-gone')
}

const there = async (db: Context<Actor>['db'], id: string): Promise<ResidentRow> =>
  (await residentThere(db, id)) ?? refuse('record-gone')

/** The fields that were taken and not told of since, as they were before. */
function givenBack({ id, seq, versions }: ResidentRow, before: Kept): Told {
  const taken = Object.keys(before.versions)
  const unchanged = taken.filter((field) => versions[field]?.s === before.versions[field])
  return { kind: 'resident', record: id, base: seq, set: setOf(unchanged, before.kept) }
}

async function backAgain(db: Context<Actor>['db'], { gone_id }: store.MergeRow): Promise<ResidentRow> {
  await store.unmerge(db, gone_id)
  const back = await there(db, gone_id)
  if (!(await householdThere(db, back.household_id))) refuse('household-not-found')
  const { identity_hash } = back
  if (identity_hash && !(await store.holdIdentity(db, { ...back, identity_hash }))) refuse('identity-exists')
  return back
}
