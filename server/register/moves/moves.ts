import { type Actor, coordinatedAreas, within } from '../../access/actor.ts'
import { dayOf } from '../../platform/days.ts'
import type { Context } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { householdThere } from '../residents/sheet-view.ts'
import { lockResident, type Told, tell } from '../write/telling.ts'
import { beyondScope } from './borders.ts'
import type { MoveRow } from './move-view.ts'

type Home = { household?: string; houseNo?: string; parts: Parts }

/** The record goes into a household there is, or a new one where the move leads to. */
export async function takeOver(context: Context<Actor>, row: MoveRow, { parts, ...wanted }: Home) {
  const home = await homeFor(context, row, wanted)
  await beyondScope(context, async (whole) => {
    const doing = { ...context, db: whole }
    const resident = await lockResident(doing, row.resident_id)
    const set = { household: home.id, gone: null, nextVisitOn: dayOf(context.now) }
    await tell(doing, [...home.told, { kind: 'resident', record: resident.id, base: resident.seq, set }], {
      parts,
      areas: [row.to_area, resident.subdistrict_code, home.area],
    })
  })
}

/** It stays where it was; whoever answers for it there looks again. */
export async function sendBack(context: Context<Actor>, row: MoveRow, parts: Parts) {
  await beyondScope(context, async (whole) => {
    const doing = { ...context, db: whole }
    const resident = await lockResident(doing, row.resident_id)
    const set = { gone: null, nextVisitOn: dayOf(context.now) }
    await tell(doing, [{ kind: 'resident', record: resident.id, base: resident.seq, set }], {
      parts,
      areas: [resident.subdistrict_code],
    })
  })
}

async function homeFor(
  { db, actor, now }: Context<Actor>,
  { to_area }: MoveRow,
  { household, houseNo }: Omit<Home, 'parts'>,
): Promise<{ id: string; area: string; told: Told[] }> {
  if (household !== undefined) {
    const there = (await householdThere(db, household)) ?? refuse('household-not-found')
    if (!within(coordinatedAreas(actor), there.subdistrict_code)) refuse('outside-scope')
    return { id: there.id, area: there.subdistrict_code, told: [] }
  }
  // of a move into a district or province it is not known where: it needs a household that is there
  if (to_area.length < 6) refuse('invalid-input', [{ path: '/household', code: 'required' }])
  const id = newId(now)
  const set = { area: to_area, houseNo: houseNo ?? null }
  return { id, area: to_area.slice(0, 6), told: [{ kind: 'household', record: id, base: 0, set }] }
}
