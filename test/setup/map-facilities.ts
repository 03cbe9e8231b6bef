import { randomUUID } from 'node:crypto'
import type { FacilityRow } from '../../server/facilities/facility.ts'
import { insertFacility } from '../../server/facilities/store.ts'
import type { Database } from '../../server/platform/database.ts'
import { asOwner } from './map-requests.ts'

const HOUR_MS = 3_600_000
const DAY_HOURS = 24

/** Writes a verified facility, confirmed `at` and old information a day later, and announces it. */
export async function putFacility(db: Database, at: Date, changes: Partial<FacilityRow> = {}) {
  const stale = new Date(at.getTime() + DAY_HOURS * HOUR_MS)
  const row = {
    province_code: '12',
    id: randomUUID(),
    kind: 'hospital',
    own_code: null,
    name_th: 'โรงพยาบาลตัวอย่าง',
    name_en: null,
    name_key: 'ตัวอย่าง',
    subdistrict_code: '120601',
    lon: 100.506,
    lat: 13.912,
    exactness: 'pin',
    address: null,
    phones: ['+66800000001'],
    extensions: null,
    hours: null,
    admits: [],
    cost: null,
    note: null,
    agency_id: null,
    state: 'open',
    reopens_at: null,
    room_total: null,
    room_free: null,
    values: {},
    confirmed: { state: { at: at.toISOString(), as: 'keeper' as const } },
    confirmed_at: at,
    confirmed_as: 'keeper',
    stale_at: stale,
    state_stale_at: stale,
    room_stale_at: null,
    verification: 'verified',
    refused_reason: null,
    gone_at: null,
    gone_reason: null,
    doubted_at: null,
    nudged_at: null,
    made_by: null,
    made_at: at,
    changed_at: at,
    ...changes,
  }
  await insertFacility(db, row, { kind: 'proposed', by: { accountId: null, as: null } })
  return row
}

/** So many facilities at once, of all the given kinds, spread evenly over a box in degrees. */
export const putMany = (
  ownerUrl: string,
  { count, kinds, box }: { count: number; kinds: readonly string[]; box: [number, number, number, number] },
): Promise<void> =>
  asOwner(
    ownerUrl,
    `insert into facility (province_code, id, kind, name_th, name_en, name_key, subdistrict_code, lon, lat, exactness,
       position, phones, state, confirmed, confirmed_at, confirmed_as, stale_at, state_stale_at, verification, made_at,
       changed_at)
     select '10', gen_random_uuid(), (array['${kinds.join("','")}'])[1 + n % ${kinds.length}],
       'สถานที่ตัวอย่างชื่อยาวพอควร แห่งที่ ' || n, 'Example place number ' || n, n::text, '100101', lon, lat, 'pin',
       point(lon, lat), array['+66800000001'], (array['open', 'full', 'closed'])[1 + n % 3],
       '{"state": {"at": "2026-11-23T01:00:00Z", "as": "keeper"}}', now(), 'keeper', now() + interval '1 day',
       now() + interval '1 day', 'verified', now(), now()
     from (select n, ${box[0]} + ${box[2] - box[0]} * random() as lon, ${box[1]} + ${box[3] - box[1]} * random() as lat
       from generate_series(1, ${count}) n) places;
     analyze facility`,
  )

export const forgetFacilities = (ownerUrl: string): Promise<void> =>
  asOwner(ownerUrl, 'truncate facility cascade; truncate facility_event, facility_hold, facility_hours')
