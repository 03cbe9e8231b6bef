import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import type { HelpRequest } from './case.ts'

/** Groups of likely repeats with more than one open request: the one the public counts, how many, and why. */
export type Groups = ReadonlyMap<string, { head: string; count: number; why: string[] }>

/** The groups that rows of a list stand in, all at once; no row in a group costs no call. */
export async function groupsOf(
  db: Database,
  rows: readonly { number: string; repeat_group_id: string | null }[],
): Promise<Groups> {
  const grouped = rows.filter(({ repeat_group_id }) => repeat_group_id !== null)
  if (grouped.length === 0) return new Map()
  const provinces = [...new Set(grouped.map(({ number }) => number.slice(0, 2)))]
  const ids = [...new Set(grouped.map(({ repeat_group_id }) => repeat_group_id))]
  const { rows: found } = await sql<{ id: string; head: string; count: number; why: string[] }>`
    select repeat_group_id as id, max(number) filter (where counts_in_public) as head, count(*)::int as count,
      array(select distinct reason from help_request why, unnest(why.repeat_reasons) as reason
        where why.province_code = member.province_code and why.repeat_group_id = member.repeat_group_id
          and why.status <> 'closed' order by reason) as why
    from help_request member
    where province_code = any(${provinces}) and repeat_group_id = any(${ids}::uuid[]) and status <> 'closed'
    group by province_code, repeat_group_id
    having count(*) > 1 and count(*) filter (where counts_in_public) > 0`.execute(db)
  return new Map(found.map(({ id, ...group }) => [id, group]))
}

/** The other open requests of a group whose phone the same person has proven. */
export const provenBeside = async (db: Database, row: HelpRequest): Promise<HelpRequest[]> =>
  row.repeat_group_id === null || !row.phone_verified || row.status === 'closed'
    ? []
    : await db
        .selectFrom('help_request')
        .selectAll()
        .where('province_code', '=', row.province_code)
        .where('repeat_group_id', '=', row.repeat_group_id)
        .where('reporter_phone_hash', '=', row.reporter_phone_hash)
        .where('phone_verified', '=', true)
        .where('status', '<>', 'closed')
        .where('id', '<>', row.id)
        .orderBy('received_at')
        .execute()
