import { pullRegister, pushRegister } from '../../../contract/register.ts'
import { type Actor, account, visibleAreas, within } from '../../access/actor.ts'
import type { Database } from '../../platform/database.ts'
import type { Http } from '../../platform/http.ts'
import type { Parts } from '../../platform/parts.ts'
import { refuse } from '../../platform/problem.ts'
import { presentHouseholds, presentResidents, presentVisits } from '../residents/present.ts'
import { applyMutations } from '../write/apply.ts'
import { householdRows, residentRows, visitRows } from '../write/record-store.ts'
import { isRevoked, meetDevice } from './device-store.ts'
import { type Changed, changesSince } from './pull-view.ts'

/** A page of a pull carries so many records, some 300 kB. */
const RECORDS_PER_PULL = 500

/** Phones that keep a part of the register: what has changed here, and what was changed there. */
export function syncRoutes(http: Http<Actor>, parts: Parts): void {
  const { crypto, profile } = parts
  http.handle(pullRegister, async ({ area, device, since = 0, limit = RECORDS_PER_PULL }, context) => {
    const { db, actor, now, about } = context
    if (!within(visibleAreas(actor), area)) refuse('outside-scope')
    if (await isRevoked(db, device)) refuse('device-revoked')
    about({ area, subject: device })
    const found = await changesSince(db, { area, since, limit: limit + 1 })
    const changed = found.slice(0, limit)
    return {
      items: await recordsOf(db, changed, { area, parts }),
      gone: changed.flatMap(({ seq, kind, id, why }) => (why === null ? [] : [{ seq, kind, id, why }])),
      next: changed.at(-1)?.seq ?? since,
      more: found.length > limit,
      serverTime: now.toISOString(),
    }
  })

  http.handle(pushRegister, async ({ device, mutations }, { db, actor, now, about }) => {
    await meetDevice(db, { device, accountId: account(actor).accountId, now })
    about({ subject: device })
    const by = { actor: account(actor), device, now, crypto, profile }
    return { receipts: await applyMutations(db, mutations, by), serverTime: now.toISOString() }
  })
}

/** The records as they are by now, in the order of their numbers; what has left meanwhile is told of later. */
async function recordsOf(
  db: Database,
  changed: readonly Changed[],
  { area, parts }: { area: string; parts: Parts },
) {
  const ids = (kind: Changed['kind']) =>
    changed.flatMap((one) => (one.kind === kind && one.why === null ? [one.id] : []))
  const here = <Row extends { subdistrict_code: string; deleted_at: Date | null }>(rows: readonly Row[]) =>
    rows.filter((row) => row.subdistrict_code === area && row.deleted_at === null)
  const residents = here(await residentRows(db, ids('resident'))).filter(({ merged_into }) => !merged_into)
  const items = [
    ...(await presentHouseholds(db, here(await householdRows(db, ids('household'))))),
    ...(await presentResidents(db, residents, parts)),
    ...(await presentVisits(db, here(await visitRows(db, ids('visit'))))),
  ]
  return items.toSorted((a, b) => a.seq - b.seq)
}
