import type { Database } from '../platform/database.ts'
import type { HelpRequest, Step } from './case.ts'
import { isConfirmed } from './confirmed.ts'
import { lockGroup, lockRepeatsOf, moveMarks, moveRepeats, setCounted } from './family-store.ts'
import { countedOf, freed, groupOf, whole } from './join-rules.ts'
import { isOpen } from './rules.ts'
import { readById, rowLocked, writeStep } from './store.ts'
import type { When } from './urgency-rules.ts'

/**
 * Saves a decision with what follows from it for other requests, in the same transaction: a lead that ends without
 * confirmed help sets free what is linked under it; a lead carries what its linked requests say; and of each group of
 * likely repeats the public counts one. The row must have been locked by one of the store's `lock…`.
 */
export async function saveStep(db: Database, row: HelpRequest, step: Step, when: When): Promise<HelpRequest> {
  const after = await writeStep(db, row, step, when.now)
  const ended = isOpen(row.status) && !isOpen(after.status)
  if (ended || groupOf(row) !== groupOf(after)) await moveMarks(db, after, after.lead_id)
  if (ended && after.lead_id !== null) await moveRepeats(db, after, underLead(after))
  else if (ended && !isConfirmed(after)) await setFree(db, after, when)
  else if (groupOf(row) !== groupOf(after))
    await moveRepeats(db, after, { leadId: after.id, group: groupOf(after) })
  await carryOver(db, { row, after }, when)
  if (!changesGroup(row, after)) return after
  for (const group of new Set([groupOf(row), groupOf(after)]))
    await recount(db, { province_code: row.province_code, group })
  return (await readById(db, after)) ?? after
}

const underLead = (row: HelpRequest) => ({ leadId: row.lead_id ?? row.id, group: groupOf(row) })

/** Says anew which request of a locked group the public counts. */
export async function recount(db: Database, group: { province_code: string; group: string }): Promise<void> {
  const members = await lockGroup(db, group)
  await setCounted(db, members, countedOf(members)?.id)
}

function changesGroup(row: HelpRequest, after: HelpRequest): boolean {
  if (row.repeat_group_id === null && after.repeat_group_id === null) return false
  return (
    isOpen(row.status) !== isOpen(after.status) ||
    row.lead_id !== after.lead_id ||
    row.phone_verified !== after.phone_verified ||
    groupOf(row) !== groupOf(after)
  )
}

/** What is linked under a case that ended without confirmed help waits again; the case is left with its own words. */
async function setFree(db: Database, lead: HelpRequest, when: When): Promise<void> {
  for (const repeat of await lockRepeatsOf(db, lead))
    await writeStep(db, repeat, freed(repeat, when), when.now)
  if (lead.own !== null) await writeStep(db, lead, whole(lead, [], when, false), when.now)
}

/** A lead is worked out anew when a request joins it, leaves it, or says more. */
async function carryOver(
  db: Database,
  { row, after }: { row: HelpRequest; after: HelpRequest },
  when: When,
): Promise<void> {
  const joins = after.lead_id !== row.lead_id && after.lead_id !== null
  const saysMore = after.lead_id !== null && row.urgency !== after.urgency
  const told = after.lead_id !== null && JSON.stringify(row.triage) !== JSON.stringify(after.triage)
  const id = after.lead_id ?? row.lead_id
  if (id === null || (after.lead_id === row.lead_id && !saysMore && !told)) return
  const lead = await rowLocked(db, { province_code: row.province_code, id })
  if (!lead) return
  const repeats = await lockRepeatsOf(db, lead)
  await writeStep(db, lead, whole(lead, repeats, when, joins), when.now)
}
