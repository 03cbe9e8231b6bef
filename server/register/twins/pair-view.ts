import { sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import { inArea } from '../lists/listed-view.ts'

export type TwinRow = { resident_id: string; other_id: string; likeness: number; made_at: Date }
export type TwinPlace = { likeness: number; resident: string; other: string }
type Asked = { areas: readonly string[]; after: TwinPlace | undefined; limit: number }

/** Pairs nobody has decided about, both of them there and in scope, one of them in the areas; the most alike first. */
export async function openTwins(db: Database, { areas, after, limit }: Asked): Promise<TwinRow[]> {
  const behind = after
    ? sql`and (-t.likeness, t.resident_id, t.other_id) > (-(${after.likeness}::real), ${after.resident}::uuid, ${after.other}::uuid)`
    : sql``
  const there = (id: 'resident_id' | 'other_id') => sql`exists (
    select from register_resident o where o.id = ${sql.ref(`t.${id}`)}
      and o.deleted_at is null and o.merged_into is null and o.gone is null)`
  const { rows } = await sql<TwinRow>`
    select t.resident_id, t.other_id, t.likeness, t.made_at from register_twin t
    where t.settled_at is null and ${there('resident_id')} and ${there('other_id')}
      and exists (select from register_resident r where r.id in (t.resident_id, t.other_id)
        and (${sql.join(areas.map(inArea), sql` or `)})) ${behind}
    order by -t.likeness, t.resident_id, t.other_id limit ${limit}`.execute(db)
  return rows
}

export type MergeListed = {
  id: string
  kept_id: string
  name: string | null
  area_code: string
  made_at: Date
  code: string | null
}

/** Merges that can still be taken back, of residents in the areas; the newest first. */
export async function runningMerges(
  db: Database,
  asked: {
    areas: readonly string[]
    since: Date
    after: { at: Date; id: string } | undefined
    limit: number
  },
): Promise<MergeListed[]> {
  const { areas, since, after, limit } = asked
  const behind = after ? sql`and (m.made_at, m.id) < (${after.at}, ${after.id}::uuid)` : sql``
  const { rows } = await sql<MergeListed>`
    select m.id, m.kept_id, r.name, r.area_code, m.made_at, auth_user.code
    from register_merge m join register_resident r on r.id = m.kept_id
      left join auth_user on auth_user.id = m.made_by
    where m.undone_at is null and m.made_at > ${since} and (${sql.join(areas.map(inArea), sql` or `)}) ${behind}
    order by m.made_at desc, m.id desc limit ${limit}`.execute(db)
  return rows
}
