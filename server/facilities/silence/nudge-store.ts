import { type Insertable, type Selectable, sql } from 'kysely'
import type { Database } from '../../platform/database.ts'
import type { FacilityNudge, KeeperGrant } from '../../platform/schema.ts'

/** Messages one phone is sent within the hours after which a keeper is asked again: who keeps many places opens the list. */
const LINKS_A_KEEPER = 3
/** What a timer finds due is locked and taken in portions. */
const PORTION = 50

export type ToAsk = { province_code: string; id: string; agency_id: string | null; name_th: string }

/** Grants over `f` that run, of people who were not sent enough since then. */
const keepersToAsk = (since: Date) => sql`keeper_grant keeper
  where keeper.province_code = f.province_code and keeper.ended_at is null
    and (keeper.facility_id = f.id or keeper.agency_id = f.agency_id)
    and keeper.phone_hash not in (
      select asked.phone_hash from facility_nudge nudge
      join keeper_grant asked on asked.province_code = nudge.province_code and asked.id = nudge.keeper_id
      where nudge.sent_at > ${since} group by asked.phone_hash having count(*) >= ${LINKS_A_KEEPER})`

/** Facilities where something is old information and whose keepers were not asked since then, the oldest first; locked. */
export async function facilitiesToAsk(
  db: Database,
  { now, since }: { now: Date; since: Date },
): Promise<ToAsk[]> {
  const { rows } = await sql<ToAsk>`
    select f.province_code, f.id, f.agency_id, f.name_th from facility f
    where f.verification = 'verified' and f.gone_at is null and f.stale_at <= ${now}
      and (f.nudged_at is null or f.nudged_at <= ${since})
      and exists (select from ${keepersToAsk(since)})
    order by f.stale_at limit ${PORTION} for update of f skip locked`.execute(db)
  return rows
}

/** Who is asked about a facility now, each phone once. */
export async function keepersOf(
  db: Database,
  { province_code, id }: ToAsk,
  since: Date,
): Promise<{ id: string; phone_cipher: Buffer }[]> {
  const { rows } = await sql<{ id: string; phone_cipher: Buffer }>`
    select distinct on (keeper.phone_hash) keeper.id, keeper.phone_cipher
    from facility f, lateral (select keeper.* from ${keepersToAsk(since)}) keeper
    where f.province_code = ${province_code} and f.id = ${id}
    order by keeper.phone_hash, keeper.id`.execute(db)
  return rows
}

export async function insertNudge(db: Database, row: Insertable<FacilityNudge>): Promise<void> {
  await db.insertInto('facility_nudge').values(row).execute()
}

export async function markAsked(db: Database, { province_code, id }: ToAsk, now: Date): Promise<void> {
  await db
    .updateTable('facility')
    .set({ nudged_at: now })
    .where('province_code', '=', province_code)
    .where('id', '=', id)
    .execute()
}

export type NudgeRow = Selectable<FacilityNudge> & Pick<Selectable<KeeperGrant>, 'account_id'>

/** What a link was sent for; undefined when it is unknown, too old, or its keeper keeps that no more. */
export function readNudge(db: Database, keyHash: Buffer, now: Date): Promise<NudgeRow | undefined> {
  return db
    .selectFrom('facility_nudge')
    .innerJoin('keeper_grant', (join) =>
      join
        .onRef('keeper_grant.province_code', '=', 'facility_nudge.province_code')
        .onRef('keeper_grant.id', '=', 'facility_nudge.keeper_id'),
    )
    .innerJoin('facility', (join) =>
      join
        .onRef('facility.province_code', '=', 'facility_nudge.province_code')
        .onRef('facility.id', '=', 'facility_nudge.facility_id')
        .on((eb) =>
          eb.or([
            eb('keeper_grant.facility_id', '=', eb.ref('facility.id')),
            eb('keeper_grant.agency_id', '=', eb.ref('facility.agency_id')),
          ]),
        ),
    )
    .selectAll('facility_nudge')
    .select('keeper_grant.account_id')
    .where('key_hash', '=', keyHash)
    .where('ends_at', '>', now)
    .where('keeper_grant.ended_at', 'is', null)
    .executeTakeFirst()
}

export async function saveAnswered(db: Database, keyHash: Buffer, now: Date): Promise<void> {
  await db
    .updateTable('facility_nudge')
    .set({ answered_at: now })
    .where('key_hash', '=', keyHash)
    .where('answered_at', 'is', null)
    .execute()
}

/** Forgets links that opened their last some time ago; says how many. */
export async function forgetNudges(db: Database, before: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('facility_nudge')
    .where('ends_at', '<', before)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
