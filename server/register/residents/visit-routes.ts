import { addVisit } from '../../../contract/register.ts'
import { type Actor, account } from '../../access/actor.ts'
import { dayOf } from '../../platform/days.ts'
import type { Context, Http, Input } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import type { ResidentRow } from '../write/record.ts'
import { visitRows } from '../write/record-store.ts'
import { lockResident, tell } from '../write/telling.ts'
import { presentVisits } from './present.ts'

type Visiting = Input<typeof addVisit>

/** A visit told from a page that is online. */
export function visitRoutes(http: Http<Actor>, parts: Parts): void {
  http.handle(addVisit, async (input, context) => {
    const { db } = context
    const resident = await lockResident(context, input.id)
    const [there] = await visitRows(db, [input.visit])
    if (there) {
      const same = there.resident_id === resident.id && there.by_account === account(context.actor).accountId
      if (!same || there.deleted_at) refuse('id-taken')
      context.again()
      return present(context, input.visit)
    }
    const set = whatFollows(input, resident)
    await tell(
      context,
      [
        { kind: 'visit', record: input.visit, base: 0, set: visitSet(input, resident) },
        ...(Object.keys(set).length > 0
          ? [{ kind: 'resident' as const, record: resident.id, base: resident.seq, set }]
          : []),
      ],
      { parts },
    )
    return present(context, input.visit)
  })

  const present = async ({ db }: Context<Actor>, id: string) => {
    const [visit] = await presentVisits(db, await visitRows(db, [id]))
    return visit ?? refuse('not-found')
  }
}

const visitSet = (input: Visiting, resident: ResidentRow) => ({
  ...{ resident: resident.id, at: input.at, way: input.way, said: input.said ?? null },
  ...{ wishBefore: resident.wish as Visiting['wishAfter'] | null, wishAfter: input.wishAfter ?? null },
  ...{ reasons: input.reasons ?? [], nextVisitOn: input.nextVisitOn ?? null },
})

/** What the visit says goes over to the resident; a visit that was due by then is due no more. */
function whatFollows({ at, wishAfter, reasons, nextVisitOn }: Visiting, { next_visit_on }: ResidentRow) {
  const time = new Date(at)
  // a time that is none is refused with the visit
  const was = next_visit_on !== null && !Number.isNaN(time.getTime()) && next_visit_on <= dayOf(time)
  return {
    ...(wishAfter !== undefined && { wish: wishAfter }),
    ...(reasons !== undefined && { reasons }),
    ...(nextVisitOn !== undefined ? { nextVisitOn } : was ? { nextVisitOn: null } : {}),
  }
}
