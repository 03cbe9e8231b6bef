import type { Database } from '../platform/database.ts'

/** The own registration as a volunteer, with every area it asks for. */
export async function ownRegistration(db: Database, accountId: string) {
  const row = await db
    .selectFrom('volunteer')
    .select(['volunteer.id', 'volunteer.name', 'volunteer.status'])
    .where('volunteer.account_id', '=', accountId)
    .executeTakeFirst()
  if (!row) return null
  const areas = await db
    .selectFrom('volunteer_area')
    .select(['volunteer_area.area_code', 'volunteer_area.approved_at'])
    .where('volunteer_area.volunteer_id', '=', row.id)
    .orderBy('volunteer_area.area_code')
    .execute()
  return {
    ...row,
    areas: areas.map((area) => ({ code: area.area_code, approved: area.approved_at !== null })),
  }
}

/** The running sessions of an account, last seen first. */
export function sessionsOf(db: Database, accountId: string, now: Date) {
  return db
    .selectFrom('auth_session')
    .select(['id', 'createdAt', 'updatedAt', 'userAgent'])
    .where('userId', '=', accountId)
    .where('expiresAt', '>', now)
    .orderBy('updatedAt', 'desc')
    .execute()
}

/** The name an account is known by to those who answer for it: as a volunteer, else as it was appointed; '' when neither. */
export async function nameOfAccount(db: Database, accountId: string): Promise<string> {
  const registered = await ownRegistration(db, accountId)
  if (registered) return registered.name
  const appointed = await db
    .selectFrom('access_grant')
    .select('name')
    .where('account_id', '=', accountId)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return appointed?.name ?? ''
}
