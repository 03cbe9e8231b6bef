import { sql } from 'kysely'
import { recordMapChange } from '../map/questions.ts'
import type { Database } from '../platform/database.ts'
import type { HelpRequest } from './case.ts'
import { mapFacets } from './store.ts'

type Key = Pick<HelpRequest, 'province_code' | 'id'>
type Group = { province_code: string; group: string }

/** The open requests of a group, locked. */
export function lockGroup(db: Database, { province_code, group }: Group): Promise<HelpRequest[]> {
  return db
    .selectFrom('help_request')
    .selectAll()
    .where('province_code', '=', province_code)
    .where((eb) =>
      eb.or([
        eb('repeat_group_id', '=', group),
        eb.and([eb('id', '=', group), eb('repeat_group_id', 'is', null)]),
      ]),
    )
    .where('status', '<>', 'closed')
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** The requests linked under a lead, oldest first. */
export const repeatsOf = (db: Database, lead: Key): Promise<HelpRequest[]> => linkedUnder(db, lead).execute()

export const lockRepeatsOf = (db: Database, lead: Key): Promise<HelpRequest[]> =>
  linkedUnder(db, lead).forUpdate().execute()

const linkedUnder = (db: Database, { province_code, id }: Key) =>
  db
    .selectFrom('help_request')
    .selectAll()
    .where('province_code', '=', province_code)
    .where('lead_id', '=', id)
    .where('erased_at', 'is', null)
    .orderBy('received_at')
    .orderBy('id')

/** What was linked under one case stands under another from now on, in that one's group. */
export async function moveRepeats(
  db: Database,
  from: Key,
  to: { leadId: string; group: string },
): Promise<void> {
  await db
    .updateTable('help_request')
    .set({ lead_id: to.leadId, repeat_group_id: to.group })
    .where('province_code', '=', from.province_code)
    .where('lead_id', '=', from.id)
    .execute()
}

/** A group that had one request has two now: the first one carries the group's name as well. */
export async function nameGroup(db: Database, { province_code, group }: Group): Promise<void> {
  await db
    .updateTable('help_request')
    .set({ repeat_group_id: group })
    .where('province_code', '=', province_code)
    .where('id', '=', group)
    .where('repeat_group_id', 'is', null)
    .execute()
}

/** Says which request of a group the public counts. */
export async function setCounted(
  db: Database,
  members: readonly HelpRequest[],
  countedId: string | undefined,
): Promise<void> {
  for (const row of members) {
    const counts_in_public = row.id === countedId
    if (row.counts_in_public === counts_in_public) continue
    await db
      .updateTable('help_request')
      .set({ counts_in_public })
      .where('province_code', '=', row.province_code)
      .where('id', '=', row.id)
      .execute()
    await recordMapChange(db, mapFacets(row), mapFacets({ ...row, counts_in_public }))
  }
}

/**
 * Nothing is compared any more with a request that is closed or stands alone: what looked like it is compared with its
 * lead, or with the first of its own group that is open, or with nothing.
 */
export async function moveMarks(
  db: Database,
  { province_code, id }: Key,
  leadId: string | null,
): Promise<void> {
  await sql`
    with marked as (
      select id, coalesce(nullif(${leadId}::uuid, id), (
        select other.id from help_request other
        where other.province_code = help_request.province_code and other.repeat_group_id = help_request.repeat_group_id
          and other.status <> 'closed' and other.id not in (help_request.id, ${id})
          and other.received_at <= help_request.received_at
        order by other.received_at, other.id limit 1)) as target
      from help_request where province_code = ${province_code} and may_repeat_id = ${id}
    )
    update help_request set may_repeat_id = target,
      repeat_reasons = case when target is null then '{}' else repeat_reasons end,
      attention = case when target is null and attention = 'may-be-duplicate' then null else attention end
    from marked where province_code = ${province_code} and help_request.id = marked.id`.execute(db)
}
