import type { mergeResidents } from '../../contract/register-desk.ts'
import { type Actor, account, coordinatedAreas } from '../access/actor.ts'
import type { Context, Input } from '../platform/http.ts'
import type { Parts } from '../platform/parts.ts'
import { refuse } from '../platform/problem.ts'
import { dirty } from './dirty-store.ts'
import * as store from './merge-store.ts'
import { fieldsTaken, type Kept, setOf } from './merged-fields.ts'
import type { ResidentRow, Values } from './record.ts'
import { lockSubdistricts } from './record-store.ts'
import { householdThere, residentThere, visitsOf } from './sheet-view.ts'
import { standingOf } from './standing.ts'
import { noteAt, tell } from './telling.ts'
import { addNote } from './touch-store.ts'
import { lockTwo, refuseOthers } from './two-residents.ts'

const DAY_MS = 24 * 3_600_000

export const undoUntil = (madeAt: Date, { profile }: Pick<Parts, 'profile'>): Date =>
  new Date(madeAt.getTime() + profile.register.terms.undoMergeDays * DAY_MS)

/**
 * Makes two residents one: the first takes the fields named, the visits, appointments and help of the other, whose record
 * points to it from then on. Both as they were are kept sealed. Its identity number is free unless it is taken.
 */
export async function merge(
  { id, merge: mergeId, other, take }: Input<typeof mergeResidents>,
  context: Context<Actor>,
  parts: Parts,
): Promise<void> {
  const { db, actor, now } = context
  const [kept, gone] = await lockTwo(context, [id, other])
  const [keptWas, goneWas] = [valuesOf(kept, parts), valuesOf(gone, parts)]
  const fields = fieldsTaken(take, goneWas)
  const visits = await visitsOf(db, gone.id)
  const beside = await store.besideOf(db, gone.id)
  await store.releaseIdentity(db, gone.id)
  const changes = [
    { kind: 'resident' as const, record: kept.id, base: kept.seq, set: setOf(fields, goneWas) },
    ...visits.map(({ id: visit, seq }) => visitTo(kept.id, { id: visit, seq })),
  ]
  await tell(context, changes, { parts, areas: coordinatedAreas(actor) })
  const stays = (await residentThere(db, kept.id)) ?? refuse('record-gone')
  await store.giveBeside(db, beside, { from: gone.id, to: stays })
  await store.mergeInto(db, gone, { kept: kept.id, now })
  const { accountId } = account(actor)
  await noteAt(context, stays, 'merge')
  await addNote(db, gone, { kind: 'resident', action: 'merge', accountId }, now)
  await dirty(db, [gone.subdistrict_code], now)
  await store.settlePair(db, { one: kept, other: gone }, { verdict: 'same', now, accountId })
  const versions = Object.fromEntries(fields.map((field) => [field, stays.versions[field]?.s ?? 0]))
  const before: Kept = { kept: keptWas, gone: goneWas, versions, visits: visits.map((one) => one.id), beside }
  const { province_code, subdistrict_code } = stays
  const saved = await store.saveMerge(db, {
    ...{ id: mergeId, province_code, subdistrict_code, kept_id: kept.id, gone_id: gone.id },
    ...{ before_cipher: parts.crypto.seal(JSON.stringify(before)), made_by: accountId, made_at: now },
  })
  if (!saved) refuse('id-taken')
}

/** Takes a merge back. What was told of the one that stayed since then, stays with it; visits made since too. */
export async function undo(id: string, context: Context<Actor>, parts: Parts): Promise<void> {
  const { db, actor, now } = context
  const row = await lockMerge(id, context, parts)
  const before: Kept = JSON.parse(parts.crypto.open(row.before_cipher))
  const kept = (await residentThere(db, row.kept_id)) ?? refuse('record-gone')
  const unchanged = Object.keys(before.versions).filter(
    (field) => kept.versions[field]?.s === before.versions[field],
  )
  const means = { parts, areas: coordinatedAreas(actor) }
  const own = (at: ResidentRow, fields: readonly string[] = []) =>
    ({ kind: 'resident', record: at.id, base: at.seq, set: setOf(fields, before.kept) }) as const
  await tell(context, [own(kept, unchanged)], means)
  await store.unmerge(db, row.gone_id)
  const back = (await residentThere(db, row.gone_id)) ?? refuse('record-gone')
  if (!(await householdThere(db, back.household_id))) refuse('household-not-found')
  const { identity_hash } = back
  if (identity_hash && !(await store.holdIdentity(db, { ...back, identity_hash }))) refuse('identity-exists')
  const visits = (await visitsOf(db, kept.id)).filter((visit) => before.visits.includes(visit.id))
  const stays = (await residentThere(db, row.kept_id)) ?? refuse('record-gone')
  await tell(context, [own(stays), ...visits.map((visit) => visitTo(back.id, visit))], means)
  await store.giveBeside(db, before.beside, { from: kept.id, to: back })
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

const visitTo = (resident: string, { id, seq }: { id: string; seq: number }) => ({
  kind: 'visit' as const,
  record: id,
  base: seq,
  set: { resident },
})

const valuesOf = (row: ResidentRow, { crypto }: Pick<Parts, 'crypto'>): Values =>
  standingOf({ kind: 'resident', row }, crypto).values
