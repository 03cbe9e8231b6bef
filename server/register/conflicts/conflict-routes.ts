import { listConflicts, settleConflict } from '../../../contract/register-desk.ts'
import { type Actor, account, coordinatedAreas, narrowed, visibleAreas, within } from '../../access/actor.ts'
import { commonArea } from '../../access/questions.ts'
import type { Context, Http } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { pageFrom, pageOf } from '../../platform/page.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { applyReadings } from '../write/apply.ts'
import { lockSubdistricts } from '../write/record-store.ts'
import { touchRecord } from '../write/touch-record-store.ts'
import { openOther, saveSettled } from './conflict-store.ts'
import { type ConflictRow, conflictsIn, readConflict } from './conflict-view.ts'
import { presentConflicts } from './conflict-words.ts'

/** Fields about which two said different things: shown to those in whose areas they are, settled by who answers there. */
export function conflictRoutes(http: Http<Actor>, parts: Parts): void {
  http.handle(listConflicts, async ({ area, settled = false, ...asked }, { db, actor, about }) => {
    const areas = narrowed(visibleAreas(actor), area)
    about({ area: commonArea(areas) })
    const page = pageOf(asked)
    const { items, next } = pageFrom(await conflictsIn(db, { areas, settled, ...page }), page)
    return { items: await presentConflicts(db, items, parts), next }
  })

  http.handle(settleConflict, async ({ id, choice }, context) => {
    const { db, actor, now, about } = context
    const seen = (await readConflict(db, id)) ?? refuse('conflict-not-found')
    if (!within(coordinatedAreas(actor), seen.subdistrict_code)) refuse('outside-scope')
    about({ subject: seen.record_id, area: seen.area_code })
    await lockSubdistricts(db, [seen.subdistrict_code])
    const settled = { at: now, by: account(actor).accountId, choice }
    if (!(await saveSettled(db, id, settled))) refuse('already-settled')
    if (choice === 'other') await writeOther(seen, context, parts)
    await touchRecord(db, seen.kind, seen.record_id, now)
    const row = (await readConflict(db, id)) ?? refuse('conflict-not-found')
    const [presented] = await presentConflicts(db, [row], parts)
    return presented ?? refuse('conflict-not-found')
  })
}

/** The word beside becomes the one that stands, knowing of all before. */
async function writeOther(
  { kind, record_id, field, value_cipher }: ConflictRow,
  { db, actor, now }: Pick<Context<Actor>, 'db' | 'actor' | 'now'>,
  { crypto, profile }: Parts,
): Promise<void> {
  const { value } = openOther(value_cipher, crypto.open)
  const change = { id: newId(now), n: 1, kind, record: record_id, base: Number.MAX_SAFE_INTEGER }
  const deleted = field === 'deleted'
  const mutation = { ...change, at: now.toISOString(), ...(deleted && { delete: true as const }) }
  const by = { actor: account(actor), device: null, now, crypto, profile }
  const [receipt] = await applyReadings(db, [{ mutation, values: deleted ? {} : { [field]: value } }], by)
  // what it leads to lies beyond the own areas
  if (receipt?.result === 'later') refuse('outside-scope')
  if (receipt?.result === 'refused')
    refuse(receipt.code === 'identity-exists' ? 'identity-exists' : 'record-gone')
}
