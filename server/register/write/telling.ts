import { type ProblemCode, problems } from '../../../contract/problems.ts'
import type { Mutation, ResidentSet } from '../../../contract/register.ts'
import { type Actor, account } from '../../access/actor.ts'
import type { Context } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { residentThere } from '../residents/sheet-view.ts'
import { applyMutations } from './apply.ts'
import type { ResidentRow } from './record.ts'
import { lockSubdistricts } from './record-store.ts'
import { addNote, touchResident } from './touch-store.ts'

type Doing = Pick<Context<Actor>, 'db' | 'actor' | 'now'>
/** A change made here, of a record as it stands while its subdistrict is locked. */
export type Told = Pick<Mutation, 'kind' | 'record' | 'base' | 'set'>

/**
 * A resident as it stays until this transaction ends: the lock of its subdistrict is what every writer takes first. Refuses
 * who is not there, or not in scope.
 */
export async function lockResident({ db }: Pick<Doing, 'db'>, id: string): Promise<ResidentRow> {
  const seen = (await residentThere(db, id)) ?? refuse('resident-not-found')
  await lockSubdistricts(db, [seen.subdistrict_code])
  const row = (await residentThere(db, id)) ?? refuse('record-gone')
  return row.subdistrict_code === seen.subdistrict_code ? row : lockResident({ db }, id)
}

/** Writes changes made here as a phone's are written; refuses with the first receipt that is a refusal. */
export async function tell(
  { db, actor, now }: Doing,
  told: readonly Told[],
  { parts, areas }: { parts: Parts; areas?: readonly string[] },
): Promise<void> {
  const mutations = told.map((one, index) => ({
    ...one,
    id: newId(now),
    n: index + 1,
    at: now.toISOString(),
  }))
  const receipts = await applyMutations(db, mutations, {
    ...{ actor: account(actor), device: null, now, crypto: parts.crypto, profile: parts.profile },
    ...(areas && { areas }),
  })
  const failed = receipts.find(({ result }) => result === 'refused' || result === 'later')
  if (!failed) return
  const errors = failed.errors.map(({ path, code }) => ({ path: path.replace(/^\/set/, ''), code }))
  refuse(isProblem(failed.code) ? failed.code : 'record-gone', errors)
}

const isProblem = (code: string | null): code is ProblemCode => code !== null && code in problems

/** Tells fields of a locked resident anew. */
export const tellResident = (
  doing: Doing,
  resident: Pick<ResidentRow, 'id' | 'seq'>,
  set: ResidentSet,
  means: { parts: Parts; areas?: readonly string[] },
): Promise<void> => tell(doing, [{ kind: 'resident', record: resident.id, base: resident.seq, set }], means)

/** Something happened to a locked resident beside its fields: into its history, and on to the phones. */
export async function noteAt(
  { db, actor, now }: Doing,
  resident: ResidentRow,
  action: string,
): Promise<void> {
  const { accountId } = account(actor)
  await addNote(db, resident, { kind: 'resident', action, accountId }, now)
  await touchResident(db, resident, now)
}
