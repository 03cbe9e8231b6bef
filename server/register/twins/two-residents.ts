import { type Actor, coordinatedAreas, within } from '../../access/actor.ts'
import type { Context } from '../../platform/http.ts'
import { refuse } from '../../platform/problem.ts'
import { residentThere } from '../residents/sheet-view.ts'
import type { ResidentRow } from '../write/record.ts'
import { lockSubdistricts } from '../write/record-store.ts'

/**
 * Two residents as they stay until this transaction ends, both where the actor is coordinator. Refuses
 * `resident-not-found`, `outside-scope`.
 */
export async function lockTwo(
  { db, actor }: Pick<Context<Actor>, 'db' | 'actor'>,
  ids: readonly [string, string],
): Promise<[ResidentRow, ResidentRow]> {
  if (ids[0] === ids[1]) refuse('invalid-input', [{ path: '/other', code: 'unknown-value' }])
  const read = async (id: string) => (await residentThere(db, id)) ?? refuse('resident-not-found')
  const seen = [await read(ids[0]), await read(ids[1])]
  refuseOthers(actor, seen)
  await lockSubdistricts(
    db,
    seen.map(({ subdistrict_code }) => subdistrict_code),
  )
  const rows: [ResidentRow, ResidentRow] = [await read(ids[0]), await read(ids[1])]
  const moved = rows.some((row, at) => row.subdistrict_code !== seen[at]?.subdistrict_code)
  return moved ? refuse('record-gone') : rows
}

/** Refuses unless the actor is coordinator where all of them are. */
export function refuseOthers(actor: Actor, rows: readonly Pick<ResidentRow, 'subdistrict_code'>[]): void {
  const own = coordinatedAreas(actor)
  if (!rows.every(({ subdistrict_code }) => within(own, subdistrict_code))) refuse('outside-scope')
}
