import type { Database } from '../platform/database.ts'

/** What a requester reads of who helps: the public code, the first kind and the affiliation. */
export type VolunteerCard = { code: string; kind: string; affiliation: string | null }

/** The card of each account, as last approved; a coordinator who was never approved as a volunteer has the kind 'coordinator'. */
export async function volunteerCards(
  db: Database,
  accountIds: readonly string[],
): Promise<Map<string, VolunteerCard>> {
  if (accountIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('auth_user')
    .leftJoin('volunteer', (join) =>
      join.onRef('volunteer.account_id', '=', 'auth_user.id').on('volunteer.vouched_at', 'is not', null),
    )
    .select(['auth_user.id', 'auth_user.code', 'volunteer.kinds', 'volunteer.affiliation'])
    .where('auth_user.id', 'in', accountIds)
    .execute()
  return new Map(
    rows.map(({ id, code, kinds, affiliation }) => [
      id,
      { code, kind: kinds?.[0] ?? 'coordinator', affiliation },
    ]),
  )
}

/** An approved volunteer with the areas they are approved for. */
export async function approvedVolunteer(
  db: Database,
  volunteerId: string,
): Promise<{ accountId: string; areas: string[] } | undefined> {
  const rows = await db
    .selectFrom('volunteer')
    .innerJoin('volunteer_area', 'volunteer_area.volunteer_id', 'volunteer.id')
    .select(['volunteer.account_id', 'volunteer_area.area_code'])
    .where('volunteer.id', '=', volunteerId)
    .where('volunteer.status', '=', 'approved')
    .where('volunteer_area.approved_at', 'is not', null)
    .execute()
  const [first] = rows
  return first && { accountId: first.account_id, areas: rows.map((row) => row.area_code) }
}

/** The account behind a public code, such as 0142. */
export async function volunteerByCode(db: Database, code: string): Promise<string | undefined> {
  const row = await db.selectFrom('auth_user').select('id').where('code', '=', code).executeTakeFirst()
  return row?.id
}

/** How many of an account's cases requesters have confirmed. */
export async function closedCasesOf(db: Database, accountId: string): Promise<number> {
  const row = await db
    .selectFrom('volunteer')
    .select('closed_cases')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row?.closed_cases ?? 0
}
