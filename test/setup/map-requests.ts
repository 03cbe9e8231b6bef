import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { type MapFacets, recordMapChange } from '../../server/map/questions.ts'
import type { Database } from '../../server/platform/database.ts'

/** A request as far as the map knows it. */
export type MapRequest = MapFacets & { id: string; waitingSince?: Date; phone?: string }
type Facets = Omit<MapRequest, 'id'>

const HOLDER = '00000000-0000-7000-8000-000000000001'

/** Saves what becomes of a request and tells the map, in one transaction, as the help-requests slice does. */
export async function changeRequest(
  db: Database,
  before: MapRequest | null,
  after: Facets,
): Promise<MapRequest> {
  const id = before?.id ?? randomUUID()
  const save = async (handle: Database) => {
    const row = rowOf(id, after)
    await handle
      .insertInto('help_request')
      .values(row)
      .onConflict((conflict) => conflict.columns(['province_code', 'id']).doUpdateSet(row))
      .execute()
    await recordMapChange(handle, before, after)
  }
  await (db.isTransaction ? save(db) : db.transaction().execute(save))
  return { ...after, id }
}

function rowOf(id: string, facets: Facets) {
  const { status, waitingSince = new Date('2026-11-23T01:02:03Z'), phone } = facets
  const held = ['claimed', 'helping', 'helped'].includes(status)
  const leased = held && status !== 'helped'
  return {
    province_code: facets.provinceCode,
    id,
    number: id,
    follow_key_hash: randomBytes(16),
    district_code: facets.subdistrictCode.slice(0, 4),
    subdistrict_code: facets.subdistrictCode,
    exactness: 'area',
    h3_cell: facets.h3Cell,
    needs: [...facets.needs],
    urgency: facets.urgency,
    urgency_reasons: [],
    status,
    outcome: status === 'closed' ? 'withdrawn' : null,
    asked_at: waitingSince,
    received_at: waitingSince,
    waiting_since: waitingSince,
    status_at: waitingSince,
    people_count: 1,
    tags: [],
    // known by a proven phone, or else by somebody in charge
    phone_verified: phone !== undefined && facets.known,
    reporter_phone_hash: phone === undefined ? null : Buffer.from(phone),
    known_at: phone === undefined && facets.known ? waitingSince : null,
    relation: 'self',
    lead_id: facets.leadId,
    counts_in_public: facets.countsInPublic,
    holder_account_id: held ? HOLDER : null,
    lease_until: leased ? waitingSince : null,
    door_code: leased ? '0000' : null,
    closed_at: status === 'closed' ? waitingSince : null,
  }
}

/** Empties what the map reads, and leaves one account that may hold cases. */
export const forgetRequests = (ownerUrl: string): Promise<void> =>
  asOwner(
    ownerUrl,
    `truncate help_request, map_change, map_place, map_told, map_beat;
    insert into auth_user (id, name, email, "updatedAt")
      values ('${HOLDER}', 'สมมติ ใจดี', 'holder@example.org', now()) on conflict do nothing`,
  )

/** Runs statements the application's role may not. */
export async function asOwner(ownerUrl: string, statements: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query(statements)
  await owner.end()
}
