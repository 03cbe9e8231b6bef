import {
  confirmFacility,
  moveRoom,
  tellFacility,
  undoConfirmation,
} from '../../../contract/facility-keeping.ts'
import { type Actor, account } from '../../access/actor.ts'
import type { Context, Http } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { lastEvent, movementIsThere } from '../history-view.ts'
import * as rules from './keep-rules.ts'
import { type Kept, lockKept, pathId, refuseGone, saveKept } from './keeping.ts'
import { keptShower } from './kept.ts'
import { readPhones } from './read-facility.ts'
import { readValues } from './read-values.ts'
import { undone } from './undo-rules.ts'

/** How long a tap may be taken back: a page shows "undo" for some seconds, and signal is slow. */
const UNDO_MS = 60_000
const undoable = ['confirmed', 'told']

/** A tap that waited for signal may be sent by the page and by the service worker at once: it is one tap, and one undo takes it back. */
const SAME_TAP_MS = 5_000

async function hasJustConfirmed({ db, actor, now }: Context<Actor>, { row }: Kept): Promise<boolean> {
  const last = await lastEvent(db, row)
  const mine = last?.kind === 'confirmed' && last.account_id === account(actor).accountId
  return mine && now.getTime() - last.at.getTime() < SAME_TAP_MS
}

/** Keeping true what is published: one tap, the numbers, places given and taken. */
export function tellRoutes(http: Http<Actor>, parts: Parts): void {
  const { profile } = parts
  const show = keptShower(parts)
  const keep = async (id: string, context: Context<Actor>): Promise<Kept> => {
    const kept = await lockKept({ id, context, profile })
    refuseGone(kept.row)
    return kept
  }

  http.handle(confirmFacility, async ({ id }, context) => {
    const kept = await keep(id, context)
    if (await hasJustConfirmed(context, kept)) {
      context.again()
      return show(context, kept.row)
    }
    const set = rules.confirmed(kept.row, kept)
    return show(context, await saveKept(context, kept, { kind: 'confirmed', set }))
  })

  http.handle(tellFacility, async ({ id, phones, values, ...how }, context) => {
    const kept = await keep(id, context)
    refuseCounting(kept, how)
    const read = phones && readPhones(phones)
    const known = read?.phones ?? kept.row.phones
    const told = {
      ...how,
      ...(read && { phones: known, extensions: read.extensions }),
      ...(values && { values: readValues(kept.kind, values, known) }),
    }
    const set = rules.told(kept.row, told, kept)
    return show(context, await saveKept(context, kept, { kind: 'told', set }))
  })

  http.handle(moveRoom, async ({ id, direction, amount }, context) => {
    const kept = await keep(pathId(context), context)
    if (await movementIsThere(context.db, kept.row, id)) {
      context.again()
      return show(context, kept.row)
    }
    const set = rules.moved(kept.row, { direction, amount }, kept)
    const moved = { kind: 'moved', set, movement: { id, kind: direction, amount } }
    return show(context, await saveKept(context, kept, moved))
  })

  http.handle(undoConfirmation, async ({ id }, context) => {
    const kept = await lockKept({ id, context, profile })
    const last = await lastEvent(context.db, kept.row)
    const mine = last?.account_id === account(context.actor).accountId && undoable.includes(last.kind)
    if (!mine || context.now.getTime() - last.at.getTime() > UNDO_MS) refuse('nothing-to-undo')
    const set = undone(kept.row, last.changes, kept.kind)
    return show(context, await saveKept(context, kept, { kind: 'undone', set }))
  })
}

/** Refuses numbers where nothing is counted. */
export function refuseCounting({ kind }: Pick<Kept, 'kind'>, how: rules.HowItIs): void {
  if (!kind.room && (how.free !== undefined || how.total !== undefined))
    refuse('invalid-input', [{ path: '/free', code: 'unknown-value' }])
}
