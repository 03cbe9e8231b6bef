import { decideMove, listMoves } from '../../../contract/register-desk.ts'
import { maskName } from '../../../profiles/person-name.ts'
import { type Actor, account, coordinatedAreas, visibleAreas, within } from '../../access/actor.ts'
import type { Context, Http } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { scrubbed } from '../../platform/scrub.ts'
import { cut, readStepCursor, writeCursor } from '../cursors.ts'
import { PAGE } from '../lists/list-routes.ts'
import { residentsById } from '../lists/list-view.ts'
import type { ListedResident } from '../lists/listed-view.ts'
import { areasAsked } from '../own-areas.ts'
import { subjectOf } from '../residents/resident-routes.ts'
import { lockSubdistricts } from '../write/record-store.ts'
import { beyondScope } from './borders.ts'
import { saveDecision } from './decision-store.ts'
import { lockMove, type MoveRow, movesOf, readMove } from './move-view.ts'
import { sendBack, takeOver } from './moves.ts'

/** Who has moved over a border: taken over by who answers for the new place, or sent back. */
export function moveRoutes(http: Http<Actor>, parts: Parts): void {
  http.handle(listMoves, async ({ area, limit = PAGE, after }, context) => {
    const { db, actor, about } = context
    about({ area: area ?? '' })
    const cursor = readStepCursor(after)
    const rows = await movesOf(db, {
      areas: areasAsked(coordinatedAreas(actor), area),
      after: cursor && { decided: cursor.step > 0, id: cursor.id },
      limit: limit + 1,
    })
    const { items, next } = cut(rows, limit, ({ decided_at, id }) => writeCursor(decided_at ? 1 : 0, id))
    const residents = await beyondScope(context, (whole) =>
      residentsById(
        whole,
        items.map(({ resident_id }) => resident_id),
      ),
    )
    const byId = new Map(residents.map((row) => [row.id, row]))
    return { items: items.map((row) => present(row, byId.get(row.resident_id), actor)), next }
  })

  http.handle(decideMove, async (input, context) => {
    const { db, actor, now, about } = context
    const row = await lockOpen(context, input)
    const reason = scrubbed(input.reason ?? null)
    about({ subject: subjectOf(row.resident_id), area: row.to_area, ...(reason !== null && { reason }) })
    if (row.outcome === input.outcome) return { done: true as const }
    if (row.decided_at !== null) refuse('already-settled')
    // before the record is told anew, since that forgets what waits undecided
    const by = account(actor).accountId
    await saveDecision(db, row, { outcome: input.outcome, by, at: now, reason })
    if (input.outcome === 'accepted') await takeOver(context, row, { ...input, parts })
    else await sendBack(context, row, parts)
    return { done: true as const }
  })
}

/** Both ends of a move held fast; only who answers for where it leads to decides. */
async function lockOpen({ db, actor }: Context<Actor>, { id }: { id: string }): Promise<MoveRow> {
  const seen = (await readMove(db, id)) ?? refuse('move-not-found')
  if (!within(coordinatedAreas(actor), seen.to_area)) refuse('outside-scope')
  const ends = [seen.subdistrict_code, seen.to_area.slice(0, 6)]
  await lockSubdistricts(
    db,
    ends.filter((code) => code.length === 6),
  )
  return (await lockMove(db, id)) ?? refuse('move-not-found')
}

/** The name is masked while the record is in others' area. */
function present(
  row: MoveRow & { asked_by_code: string },
  resident: ListedResident | undefined,
  actor: Actor,
) {
  const own = resident !== undefined && within(visibleAreas(actor), resident.subdistrict_code)
  const name = resident?.name ?? ''
  return {
    ...{ id: row.id, resident: row.resident_id, name: own || name === '' ? name : maskName(name) },
    ...{ from: row.subdistrict_code, to: row.to_area },
    incoming: within(coordinatedAreas(actor), row.to_area),
    askedAt: row.asked_at.toISOString(),
    askedBy: row.asked_by_code,
    decidedAt: row.decided_at?.toISOString() ?? null,
    outcome: row.outcome as 'accepted' | 'refused' | null,
  }
}
