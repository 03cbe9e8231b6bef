import pg from 'pg'
import { v7 as newId } from 'uuid'
import { profiles } from '../../profiles/index.ts'
import { type FacilityRow, kindOf } from '../../server/facilities/facility.ts'
import { ageingOf, staleTimes } from '../../server/facilities/freshness.ts'

const [profile] = profiles
const HOUR_MS = 3_600_000

/** What matters of a facility; `confirmedHoursAgo` by what it confirms, `state` for what is not named. */
export type Seed = Partial<Omit<FacilityRow, 'confirmed' | 'agency'>> & {
  confirmedHoursAgo?: Record<string, number>
}

/** A row as the store would have written it, verified and open at ตำบลปากเกร็ด unless said otherwise. */
export function facilityRow(now: Date, { confirmedHoursAgo = {}, ...seed }: Seed) {
  const kind = kindOf(profile, seed.kind ?? 'field-hospital')
  const area = seed.subdistrict_code ?? '120601'
  const told = {
    ...{ hours: null, room_free: null, room_total: null, values: {} },
    ...seed,
  }
  const ago = (id: string) => confirmedHoursAgo[id] ?? confirmedHoursAgo.state ?? 1
  const confirmed = Object.fromEntries(
    ageingOf(kind, told).map((id) => [
      id,
      { at: new Date(now.getTime() - ago(id) * HOUR_MS).toISOString(), as: 'keeper' as const },
    ]),
  )
  const { lon, lat } = { lon: 100.506, lat: 13.912, ...seed }
  return {
    ...{ id: newId(), kind: kind.kind, province_code: area.slice(0, 2), subdistrict_code: area },
    ...{ name_th: 'สถานที่ตัวอย่าง', name_key: 'ตัวอย่าง', exactness: 'pin', phones: ['+6620000000'] },
    ...{ admits: [], state: 'open', verification: 'verified', made_at: now, changed_at: now },
    ...{ confirmed, ...staleTimes(kind, confirmed) },
    ...told,
    ...{ lon, lat, position: `(${lon},${lat})` },
  }
}
export type SeedRow = ReturnType<typeof facilityRow>

const BATCH = 2000

/** Puts rows into the table as they are. */
export async function insertFacilities(ownerUrl: string, rows: readonly SeedRow[]): Promise<void> {
  await asOwner(ownerUrl, async (owner) => {
    for (let at = 0; at < rows.length; at += BATCH)
      await owner.query(
        'insert into facility select (jsonb_populate_recordset(null::facility, $1::jsonb)).*',
        [JSON.stringify(rows.slice(at, at + BATCH))],
      )
  })
}

/** Something done to the database that nobody can do over HTTP. */
export async function asOwner<T>(ownerUrl: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}
