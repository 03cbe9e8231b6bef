import { latLngToCell } from 'h3-js'
import pg from 'pg'
import { areas } from '../data/areas.ts'
import { rebuildMap } from '../server/map/follower.ts'
import { openDatabase, openPool } from '../server/platform/database.ts'
import { mulberry } from './people.ts'

const BATCH = 10_000
const NEEDS = ['supplies', 'illness', 'medicine', 'patient-transport', 'vaccination']

/** Fills the register of requests with so many open ones over real places, and counts them for the map. */
export async function fillRequests(ownerUrl: string, count: number): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  const next = rowMaker(7)
  await owner.query("set synchronous_commit = off; set work_mem = '256MB'")
  for (let done = 0; done < count; done += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - done) }, next)
    const column = (key: keyof ReturnType<typeof next>) => rows.map((row) => row[key])
    await owner.query(INSERT, [
      column('number'),
      column('area'),
      column('lon'),
      column('lat'),
      column('cell'),
      column('need'),
      column('urgency'),
      column('minutes'),
    ])
  }
  await owner.query('vacuum analyze help_request')
  await owner.end()
  const db = openDatabase(openPool(ownerUrl, 2))
  await rebuildMap(db, new Date())
  await db.destroy()
}

// number and follow key need only be distinct here; nothing is read by them
const INSERT = `
  insert into help_request (province_code, id, number, follow_key_hash, district_code, subdistrict_code, position, near_point, exactness, h3_cell,
    needs, urgency, urgency_reasons, status, asked_at, received_at, waiting_since, status_at, people_count, tags, phone_verified, relation)
  select left(area, 2), gen_random_uuid(), number, decode(md5(number), 'hex'), left(area, 4), area, point(lon, lat), point(lon, lat), 'gps', cell,
    array[need], urgency, array['none'], 'waiting', at, at, at, at, 1, '{}', false, 'self'
  from (
    select *, now() - make_interval(mins => minutes) as at
    from unnest($1::text[], $2::text[], $3::float8[], $4::float8[], $5::text[], $6::text[], $7::int[], $8::int[])
      as row (number, area, lon, lat, cell, need, urgency, minutes)
  ) as rows`

function rowMaker(seed: number) {
  const random = mulberry(seed)
  const subdistricts = areas.filter(({ level, approximate }) => level === 'subdistrict' && !approximate)
  let count = 0
  return () => {
    const area = subdistricts[Math.floor(random() * subdistricts.length)] ?? areas[0]
    if (!area) throw new Error('no areas')
    // about 5 km around the point of the subdistrict
    const [lon, lat] = [area.lon + (random() - 0.5) * 0.1, area.lat + (random() - 0.5) * 0.1]
    count += 1
    return {
      number: `${area.code.slice(0, 2)}-${count.toString(36).padStart(6, '0')}`,
      area: area.code,
      lon,
      lat,
      cell: latLngToCell(lat, lon, 8),
      need: NEEDS[Math.floor(random() * NEEDS.length)] ?? 'supplies',
      urgency: random() < 0.05 ? 3 : random() < 0.3 ? 2 : 1,
      minutes: Math.floor(random() * 10_000),
    }
  }
}
