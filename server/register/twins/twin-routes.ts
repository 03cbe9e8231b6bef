import {
  listMerges,
  listTwins,
  mergeResidents,
  settleTwin,
  undoMerge,
} from '../../../contract/register-desk.ts'
import { type Actor, account } from '../../access/actor.ts'
import type { Http } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { cut, readMomentCursor, writeCursor } from '../cursors.ts'
import { residentsById } from '../lists/list-view.ts'
import { presentListed } from '../lists/listed.ts'
import { ownAreas } from '../own-areas.ts'
import { readMerge, settlePair } from './merge-store.ts'
import { merge, undoUntil } from './merging.ts'
import { openTwins, runningMerges, type TwinPlace } from './pair-view.ts'
import { lockTwo } from './two-residents.ts'
import { undoMerging } from './unmerging.ts'

const PAGE = 50

/** Who may be there twice, and making two one. */
export function twinRoutes(http: Http<Actor>, parts: Parts): void {
  http.handle(listTwins, async ({ area, limit = PAGE, after }, { db, actor, about }) => {
    about({ area: area ?? '' })
    const asked = { areas: ownAreas(actor, area), after: readTwinCursor(after), limit: limit + 1 }
    const { items, next } = cut(await openTwins(db, asked), limit, (last) =>
      writeCursor(last.likeness, last.resident_id, last.other_id),
    )
    const rows = await residentsById(db, [
      ...new Set(items.flatMap(({ resident_id, other_id }) => [resident_id, other_id])),
    ])
    const listed = new Map((await presentListed(db, rows, parts)).map((one) => [one.resident.id, one]))
    return {
      items: items.flatMap(({ resident_id, other_id, likeness, made_at }) => {
        const [one, other] = [listed.get(resident_id), listed.get(other_id)]
        const residents = one && other ? ([one, other] as [typeof one, typeof other]) : undefined
        return residents ? [{ residents, likeness, madeAt: made_at.toISOString() }] : []
      }),
      next,
    }
  })

  http.handle(settleTwin, async ({ id, other }, context) => {
    const [one, two] = await lockTwo(context, [id, other])
    context.about({ subject: id, area: one.subdistrict_code })
    const { accountId } = account(context.actor)
    const settled = { verdict: 'different', now: context.now, accountId } as const
    await settlePair(context.db, { one, other: two }, settled)
    return { done: true as const }
  })
  mergeRoutes(http, parts)
}

function mergeRoutes(http: Http<Actor>, parts: Parts): void {
  http.handle(mergeResidents, async (input, context) => {
    context.about({ subject: input.id })
    const known = await readMerge(context.db, input.merge)
    if (known && (known.kept_id !== input.id || known.gone_id !== input.other)) refuse('id-taken')
    if (known) context.again()
    else await merge(input, context, parts)
    return { id: input.merge, undoUntil: undoUntil(known?.made_at ?? context.now, parts).toISOString() }
  })

  http.handle(undoMerge, async ({ id }, context) => {
    context.about({ subject: id })
    await undoMerging(id, context, parts)
    return { done: true as const }
  })

  http.handle(listMerges, async ({ area, limit = PAGE, after }, { db, actor, now, about }) => {
    about({ area: area ?? '' })
    const since = new Date(2 * now.getTime() - undoUntil(now, parts).getTime())
    const asked = { areas: ownAreas(actor, area), since, after: readMomentCursor(after), limit: limit + 1 }
    const { items, next } = cut(await runningMerges(db, asked), limit, (last) =>
      writeCursor(last.made_at.getTime(), last.id),
    )
    return {
      items: items.map((row) => ({
        ...{ id: row.id, kept: row.kept_id, name: row.name ?? '', area: row.area_code, by: row.code ?? '' },
        ...{ madeAt: row.made_at.toISOString(), undoneAt: null },
        undoUntil: undoUntil(row.made_at, parts).toISOString(),
      })),
      next,
    }
  })
}

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const twinCursor = new RegExp(`^([01](?:\\.[0-9]{1,12})?)~(${ID})~(${ID})$`)

function readTwinCursor(cursor: string | undefined): TwinPlace | undefined {
  if (cursor === undefined) return undefined
  const [, likeness = '', resident = '', other = ''] =
    twinCursor.exec(cursor) ?? refuse('invalid-input', [{ path: '/after', code: 'wrong-format' }])
  return { likeness: Number(likeness), resident, other }
}
