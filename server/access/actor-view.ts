import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import { type Actor, type HeldGrant, nobody } from './actor.ts'
import { keeperHolds } from './keeper-holds-view.ts'

/** How exact "last seen" is: a session is marked at most this often, so that reading does not write each time. */
const SEEN_EVERY_MS = 5 * 60_000

type Row = {
  session_id: string
  account_id: string
  code: string
  volunteer_id: string | null
  volunteer_status: string
  volunteer_kinds: string[]
  volunteer_areas: string[]
  grants: HeldGrant[]
  kept_facilities: string[]
  kept_agencies: string[]
}

type Holder = { actor: Actor; seenLately: boolean }

/**
 * Who holds each of these sessions: account, registration with its approved areas, running grants; null for one that has
 * ended. In the order asked.
 */
export async function holdersOfSessions(
  db: Database,
  asked: readonly { token: string; now: Date }[],
): Promise<(Holder | null)[]> {
  const now = new Date(Math.max(...asked.map((one) => one.now.getTime())))
  const tokens = asked.map(({ token }) => token)
  const { rows } = await sql<Row & { token: string; seen_at: Date }>`
    select auth_session.token, auth_session.id as session_id, auth_session."updatedAt" as seen_at, ${whatTheyAre(now)}
    from auth_session
    join auth_user on auth_user.id = auth_session."userId"
    left join volunteer on volunteer.account_id = auth_user.id
    where auth_session.token = any(${tokens}::text[]) and auth_session."expiresAt" > ${now}`.execute(db)
  const holders = new Map(
    rows.map((row): [string, Holder] => [
      row.token,
      { actor: actorOf(row), seenLately: now.getTime() - row.seen_at.getTime() < SEEN_EVERY_MS },
    ]),
  )
  return tokens.map((token) => holders.get(token) ?? null)
}

/** An account as it may act now, for work that goes on after its call: without a session. */
export async function actorOfAccount(db: Database, accountId: string, now: Date): Promise<Actor> {
  const { rows } = await sql<Row>`
    select '' as session_id, ${whatTheyAre(now)}
    from auth_user
    left join volunteer on volunteer.account_id = auth_user.id
    where auth_user.id = ${accountId}`.execute(db)
  const [row] = rows
  return row ? actorOf(row) : nobody
}

const whatTheyAre = (now: Date) => sql`
      auth_user.id as account_id, auth_user.code,
      volunteer.id as volunteer_id, volunteer.status as volunteer_status,
      volunteer.kinds as volunteer_kinds,
      array(select volunteer_area.area_code from volunteer_area
        where volunteer_area.volunteer_id = volunteer.id and volunteer_area.approved_at is not null) as volunteer_areas,
      coalesce((select jsonb_agg(jsonb_build_object(
          'id', access_grant.id, 'role', access_grant.role, 'areas', held.areas, 'endsAt', access_grant.ends_at))
        from access_grant cross join lateral (
          select array_agg(area) as areas from unnest(access_grant.areas) as area
          where access_grant.granted_by is null
            or answers_for(access_grant.granted_by, area, access_grant.role, ${now})) as held
        where access_grant.account_id = auth_user.id and access_grant.ended_at is null and held.areas is not null
          and access_grant.starts_at <= ${now} and (access_grant.ends_at is null or access_grant.ends_at > ${now})),
        '[]') as grants,
      array(select keeper_grant.facility_id from keeper_grant where keeper_grant.account_id = auth_user.id
        and keeper_grant.facility_id is not null and ${keeperHolds(now)}) as kept_facilities,
      array(select keeper_grant.agency_id from keeper_grant where keeper_grant.account_id = auth_user.id
        and keeper_grant.agency_id is not null and ${keeperHolds(now)}) as kept_agencies`

function actorOf(row: Row): Actor {
  const volunteer =
    row.volunteer_id === null
      ? null
      : {
          ...{ id: row.volunteer_id, status: row.volunteer_status },
          ...{ kinds: row.volunteer_kinds, areas: row.volunteer_areas },
        }
  return {
    kind: 'account',
    accountId: row.account_id,
    sessionId: row.session_id,
    code: row.code,
    volunteer,
    grants: row.grants,
    keeps: { facilities: row.kept_facilities, agencies: row.kept_agencies },
  }
}

/** Marks that a session, and the volunteer who holds it, was seen. */
export async function markSeen(db: Database, token: string, now: Date): Promise<void> {
  await sql`
    with seen as (update auth_session set "updatedAt" = ${now} where token = ${token} returning "userId")
    update volunteer set last_seen_at = ${now} from seen where volunteer.account_id = seen."userId"`.execute(
    db,
  )
}
