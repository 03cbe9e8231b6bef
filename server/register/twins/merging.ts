import type { mergeResidents } from '../../../contract/register-desk.ts'
import { type Actor, account, coordinatedAreas } from '../../access/actor.ts'
import type { Context, Input } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { residentThere, visitsOf } from '../residents/sheet-view.ts'
import { dirty } from '../write/dirty-store.ts'
import type { ResidentRow, Values } from '../write/record.ts'
import { standingOf } from '../write/standing.ts'
import { noteAt, type Told, tell } from '../write/telling.ts'
import { addNote } from '../write/touch-store.ts'
import * as store from './merge-store.ts'
import { fieldsTaken, type Kept, setOf } from './merged-fields.ts'
import { lockTwo } from './two-residents.ts'

const DAY_MS = 24 * 3_600_000

export const undoUntil = (madeAt: Date, { profile }: Pick<Parts, 'profile'>): Date =>
  new Date(madeAt.getTime() + profile.register.terms.undoMergeDays * DAY_MS)

/**
 * Makes two residents one: the first takes the fields named, the visits, appointments and help of the other, whose record
 * points to it from then on. Both as they were are kept sealed. Its identity number is free unless it is taken.
 */
export async function merge(
  input: Input<typeof mergeResidents>,
  context: Context<Actor>,
  parts: Parts,
): Promise<void> {
  const { db } = context
  const [kept, gone] = await lockTwo(context, [input.id, input.other])
  const goneWas = valuesOf(gone, parts)
  const taken = fieldsTaken(input.take, goneWas, parts.profile.register.doses.most)
  const visits = await visitsOf(db, gone.id)
  const beside = await store.besideOf(db, gone.id)
  await store.releaseIdentity(db, gone.id)
  const set = setOf(taken, goneWas)
  const changes = [
    { kind: 'resident' as const, record: kept.id, base: kept.seq, set },
    ...visits.map(visitTo(kept.id)),
  ]
  await tell(context, changes, { parts, areas: coordinatedAreas(context.actor) })
  const stays = (await residentThere(db, kept.id)) ?? refuse('record-gone')
  await store.giveBeside(db, beside, { from: gone.id, to: stays })
  await leave(context, gone, stays)
  const versions = Object.fromEntries(taken.map((field) => [field, stays.versions[field]?.s ?? 0]))
  const ids = visits.map(({ id }) => id)
  const before: Kept = { kept: valuesOf(kept, parts), gone: goneWas, versions, visits: ids, beside }
  await save(context, { id: input.merge, stays, gone }, parts.crypto.seal(JSON.stringify(before)))
}

/** The record that is the other's from now on: off the phones, out of the figures, no twin any more. */
async function leave({ db, actor, now }: Context<Actor>, gone: ResidentRow, stays: ResidentRow) {
  const { accountId } = account(actor)
  await store.mergeInto(db, gone, { kept: stays.id, now })
  await noteAt({ db, actor, now }, stays, 'merge')
  await addNote(db, gone, { kind: 'resident', action: 'merge', accountId }, now)
  await dirty(db, [gone.subdistrict_code], now)
  await store.settlePair(db, { one: stays, other: gone }, { verdict: 'same', now, accountId })
}

type Merged = { id: string; stays: ResidentRow; gone: ResidentRow }

async function save({ db, actor, now }: Context<Actor>, { id, stays, gone }: Merged, before: Buffer) {
  const { province_code, subdistrict_code } = stays
  const saved = await store.saveMerge(db, {
    ...{ id, province_code, subdistrict_code, kept_id: stays.id, gone_id: gone.id },
    ...{ before_cipher: before, made_by: account(actor).accountId, made_at: now },
  })
  if (!saved) refuse('id-taken')
}

const valuesOf = (row: ResidentRow, { crypto }: Pick<Parts, 'crypto'>): Values =>
  standingOf({ kind: 'resident', row }, crypto).values

/** The change that makes a visit one of another resident. */
export const visitTo =
  (resident: string) =>
  ({ id, seq }: { id: string; seq: number }): Told => ({
    ...{ kind: 'visit', record: id, base: seq, set: { resident } },
  })
