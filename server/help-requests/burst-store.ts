import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'

/** What a timer moves at a time. */
const PORTION = 200
/** How long ago a burst may have gone on and still be looked after; a server that slept is behind by no more. */
const LATELY_MINUTES = 10

/**
 * Requests of a burst that came before it was one: intake marks those from the limit on, this the ones before. Says how
 * many it marked; rows another step is busy with are left for the next time.
 */
export async function groupBursts(
  db: Database,
  now: Date,
  { minutes }: { minutes: number },
): Promise<number> {
  const { numAffectedRows } = await sql`
    with burst as (
      select origin, province_code, min(received_at) as began from help_request
      where bulk and origin is not null and received_at > ${now}::timestamptz - make_interval(mins => ${LATELY_MINUTES})
      group by origin, province_code
    ), earlier as (
      select one.province_code, one.id from burst join help_request one
        on one.origin = burst.origin and one.province_code = burst.province_code
          and one.received_at > burst.began - make_interval(mins => ${minutes})
      where not one.bulk
      limit ${PORTION} for update of one skip locked
    )
    update help_request set bulk = true from earlier
    where help_request.province_code = earlier.province_code and help_request.id = earlier.id`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** Forgets where requests of earlier days came from: origins begin with their day. */
export async function forgetOrigins(db: Database, before: Buffer): Promise<number> {
  const { numAffectedRows } = await sql`
    with old as (
      select province_code, id from help_request where origin < ${before} limit ${PORTION} for update skip locked
    )
    update help_request set origin = null from old
    where help_request.province_code = old.province_code and help_request.id = old.id`.execute(db)
  return Number(numAffectedRows ?? 0)
}
