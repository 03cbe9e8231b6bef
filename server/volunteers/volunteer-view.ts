import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'

export type VolunteerRow = Awaited<ReturnType<typeof readVolunteer>>

type Area = { code: string; approved: boolean }
type ChangeOf = {
  id: string
  askedAt: string
  name: string
  kinds: string[]
  affiliation: string | null
  programme: string | null
}

const volunteers = (db: Database) =>
  db
    .selectFrom('volunteer')
    .innerJoin('auth_user', 'auth_user.id', 'volunteer.account_id')
    .select([
      'volunteer.id',
      'volunteer.account_id',
      'auth_user.code',
      'volunteer.name',
      'volunteer.kinds',
      'volunteer.affiliation',
      'volunteer.programme',
      'volunteer.skills',
      'volunteer.vehicles',
      'volunteer.availability',
      'volunteer.status',
      'volunteer.reason',
      'volunteer.registered_at',
      'volunteer.decided_at',
      'volunteer.closed_cases',
      'volunteer.last_seen_at',
      sql<Area[]>`(
        select jsonb_agg(jsonb_build_object('code', area_code, 'approved', approved_at is not null) order by area_code)
        from volunteer_area where volunteer_area.volunteer_id = volunteer.id)`.as('areas'),
      sql<ChangeOf | null>`(
        select jsonb_build_object('id', id, 'askedAt', asked_at, 'name', name, 'kinds', kinds,
          'affiliation', affiliation, 'programme', programme)
        from volunteer_change where volunteer_change.volunteer_id = volunteer.id)`.as('change'),
    ])

export function readVolunteer(db: Database, id: string) {
  return volunteers(db).where('volunteer.id', '=', id).executeTakeFirstOrThrow()
}

export function findVolunteerOf(db: Database, accountId: string) {
  return volunteers(db).where('volunteer.account_id', '=', accountId).executeTakeFirst()
}

type Wanted = {
  /** area prefixes; at least one area of the volunteer lies within */
  areas: readonly string[]
  status: VolunteerRow['status'] | undefined
  after: string | undefined
  limit: number
}

/**
 * Volunteers with an area within the prefixes. `pending`: with an area there that waits, or approved for an area there and
 * waiting with a change of who they are. An approved volunteer who asks for one more area waits in the same list.
 */
function isWanted({ areas, status }: Pick<Wanted, 'areas' | 'status'>) {
  const waiting =
    status === 'pending'
      ? sql`and volunteer_area.refused_at is null and (volunteer_area.approved_at is null
          or exists (select from volunteer_change where volunteer_change.volunteer_id = volunteer.id))`
      : sql``
  const provinces = areas.includes('')
    ? sql``
    : sql`and volunteer_area.province_code = any(${[...new Set(areas.map((area) => area.slice(0, 2)))]})`
  const ofStatus =
    status === undefined
      ? sql``
      : sql`volunteer.status = any(${status === 'pending' ? ['pending', 'approved'] : [status]}) and`
  return sql<boolean>`(${ofStatus} exists (
    select from volunteer_area where volunteer_area.volunteer_id = volunteer.id ${provinces}
      and volunteer_area.area_code ^@ any(${areas}::text[]) ${waiting}))`
}

/** A page of them, in the order of registering. */
export function volunteersWithin(db: Database, { after, limit, ...wanted }: Wanted) {
  let query = volunteers(db).where(isWanted(wanted))
  if (after !== undefined) query = query.where('volunteer.id', '>', after)
  return query.orderBy('volunteer.id').limit(limit).execute()
}

/** How many all pages have. */
export async function countVolunteersWithin(
  db: Database,
  wanted: Pick<Wanted, 'areas' | 'status'>,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from volunteer where ${isWanted(wanted)}`.execute(db)
  return rows[0]?.count ?? 0
}
