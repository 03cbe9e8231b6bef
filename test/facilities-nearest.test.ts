import fc from 'fast-check'
import { greatCircleDistance } from 'h3-js'
import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FacilityListed } from '../contract/facilities.ts'
import { profiles } from '../profiles/index.ts'
import { facilities, status } from '../server/facilities/facility-view.ts'
import { hindranceOf, nothingBecause } from '../server/facilities/find/nearest.ts'
import { asOwner, facilityRow, insertFacilities, type SeedRow } from './setup/facilities.ts'
import { must, openWorld, type World } from './world.ts'

// Many facilities, as chance makes them, whatever an agency may have told: the lists that the database narrows must hold
// exactly those of which the same answer tells that they are open, fresh or have room.

const [profile] = profiles
const kinds = profile.facilityKinds.map(({ kind }) => kind)
const COUNT = 700

const facility = fc.record({
  kind: fc.constantFrom(...kinds),
  state: fc.constantFrom('open', 'open', 'open', 'full', 'closed'),
  hours: fc.constantFrom(
    null,
    '24/7',
    'Mo-Fr 08:30-16:30; PH off',
    'Mo-Su 20:00-04:00',
    'off',
    'Sa,Su 09:00-12:00',
  ),
  room: fc.constantFrom([null, null], [10, null], [null, 0], [10, 1], [10, 2], [10, 10], [null, 40]),
  admits: fc.subarray(['wheelchair', 'stretcher', 'no-papers']),
  verification: fc.constantFrom('verified', 'verified', 'verified', 'verified', 'proposed', 'refused'),
  gone: fc.integer({ min: 0, max: 9 }),
  lon: fc.double({ min: 99, max: 101, noNaN: true }),
  lat: fc.double({ min: 13, max: 15, noNaN: true }),
  ages: fc.record({
    state: fc.integer({ min: 0, max: 400 }),
    hours: fc.integer({ min: 0, max: 400 }),
    room: fc.integer({ min: 0, max: 80 }),
  }),
  held: fc.constantFrom(0, 0, 1, 2, 10),
  heldMinutes: fc.integer({ min: -20, max: 300 }),
})

let world: World
beforeAll(async () => {
  world = await openWorld()
  const { account } = (await (await world.as('volunteer')).call('GET /me')).body
  const made = fc.sample(facility, { numRuns: COUNT, seed: 20211210 })
  const rows = made.map((one) => rowOf(one, world.now()))
  await insertFacilities(world.ownerUrl, rows)
  const holds = rows.map((row, at) => ({ row, ...made[at] })).filter(({ held = 0 }) => held > 0)
  await asOwner(world.ownerUrl, (owner) =>
    owner.query(
      `insert into facility_hold (province_code, facility_id, id, amount, account_id, made_at, until)
       select '12', facility, gen_random_uuid(), amount, $1, $2::timestamptz - interval '30 minutes',
         $2::timestamptz + make_interval(mins => minutes)
       from unnest($3::uuid[], $4::int[], $5::int[]) as held (facility, amount, minutes)`,
      [
        account?.id,
        world.now(),
        holds.map(({ row }) => row.id),
        holds.map(({ held }) => held),
        holds.map(({ heldMinutes }) => heldMinutes),
      ],
    ),
  )
}, 30_000)
afterAll(() => world.close())

type Made = typeof facility extends fc.Arbitrary<infer T> ? T : never

function rowOf({ room, gone, ages, held: _, heldMinutes: __, ...rest }: Made, now: Date): SeedRow {
  const [room_total = null, room_free = null] = room
  const row = facilityRow(now, { ...rest, room_total, room_free, confirmedHoursAgo: ages })
  return gone === 0 ? { ...row, gone_at: now } : row
}

async function whole(query: object): Promise<FacilityListed[]> {
  const items: FacilityListed[] = []
  let after: string | null = null
  do {
    const asked: object = { ...query, limit: 200, ...(after && { after }) }
    const { body } = must(await world.stranger().call('GET /facilities', { query: asked }))
    items.push(...body.items)
    after = body.next
  } while (after !== null)
  return items
}

const idsOf = (items: readonly { id: string }[]) => items.map(({ id }) => id).toSorted()
const takes = ({ status, room }: FacilityListed) =>
  status === 'open' && (room === null || (room.free ?? 0) > 0)

// Monday 9.00, 9.31, 16.31, 21.00; Tuesday 3.00; Saturday 10.00; a fortnight later nothing is fresh
describe.each([0, 31, 451, 720, 1080, 5 * 1440 + 60, 14 * 1440])('%d minutes on', (minutes) => {
  let all: FacilityListed[]
  beforeAll(async () => {
    const begin = Date.parse('2026-11-23T09:00:00+07:00')
    await world.later({ minutes: (begin - world.now().getTime()) / 60_000 + minutes })
    all = await whole({})
  })

  test('those told to be open are the open ones, and so with room and freshness', async () => {
    const expected = {
      open: all.filter(({ status }) => status === 'open'),
      room: all.filter(takes),
      fresh: all.filter(({ freshness }) => freshness !== 'stale'),
    }
    for (const [filter, items] of Object.entries(expected)) {
      expect(idsOf(await whole({ [filter]: true })), filter).toEqual(idsOf(items))
      expect(idsOf(await whole({ [filter]: true, near: '100.5,13.9' })), filter).toEqual(idsOf(items))
    }
    const { body } = await world.stranger().call('GET /facilities/counts')
    for (const { kind, ...counts } of body.items) {
      const ofKind = all.filter((one) => one.kind === kind)
      expect(counts, kind).toEqual({
        count: ofKind.length,
        stale: ofKind.filter(({ freshness }) => freshness === 'stale').length,
        open: ofKind.filter(({ status }) => status === 'open').length,
      })
    }
  })

  test('in words of SQL, as the map asks, each has the status that it is told to have', async () => {
    const now = world.now()
    const { rows } = await sql<{ id: string; status: string }>`
      select f.id, ${status(now)} as status from ${facilities(now)}
      where f.verification = 'verified'`.execute(world.parts.db)
    const told = new Map(all.map((one) => [one.id, one.status]))
    for (const row of rows) expect(row.status).toBe(told.get(row.id) ?? 'gone')
    expect(rows.length).toBeGreaterThan(all.length)
  })

  test('the nearest that can take someone are those, else it is said why there is none', async () => {
    const points: [number, number][] = [
      [100.5, 13.9],
      [99.1, 14.9],
      [101.7, 13.4],
      [105, 15],
    ]
    for (const [lon, lat] of points)
      for (const kind of kinds)
        for (const fits of [[], ['stretcher', 'no-papers']]) {
          const query = { kind, near: `${lon},${lat}`, ...(fits.length > 0 && { fits: fits.join() }) }
          const { body } = must(await world.stranger().call('GET /facilities/nearest', { query }))
          const around = nearestOf(all, { kind, lon, lat })
          const able = around.filter((one) => hindranceOf(one, fits) === null)
          expect(body.items.map(({ id }) => id)).toEqual(able.slice(0, 20).map(({ id }) => id))
          const why = able.length > 0 ? null : nothingBecause(around, fits)
          expect(body.nothingBecause).toEqual(
            why && { ...why, ask: why.ask && expect.objectContaining({ id: why.ask.id }) },
          )
        }
  })
})

function nearestOf(
  all: readonly FacilityListed[],
  { kind, lon, lat }: { kind: string; lon: number; lat: number },
) {
  const metres = (one: FacilityListed) => greatCircleDistance([one.lat, one.lon], [lat, lon], 'm')
  return all
    .filter((one) => one.kind === kind && metres(one) <= 100_000)
    .toSorted((a, b) => metres(a) - metres(b))
}

describe('why there is none', () => {
  const one = (status: FacilityListed['status'], changed: Partial<FacilityListed> = {}) => ({
    ...{ id: newId(), status, room: null, admits: [], phones: ['+6620000000'], ...changed },
  })
  const staleRoom = { total: 5, free: null, held: 0, hoursLeft: null } as NonNullable<FacilityListed['room']>

  test.each([
    ['closed', one('closed'), 'closed'],
    ['gone', one('gone'), 'closed'],
    ['full', one('full'), 'full'],
    ['unknown', one('unknown'), 'stale'],
    ['open, with old numbers', one('open', { room: staleRoom }), 'stale'],
    ['open, with numbers nobody told', one('open', { room: { ...staleRoom, total: null } }), 'stale'],
    ['open, not for all of them', one('open', { admits: ['stretcher'] }), 'unfit'],
    ['open, for all of them', one('open', { admits: ['no-papers', 'stretcher'] }), null],
  ] as const)('a facility that is %s', (_, facility, hindrance) => {
    expect(hindranceOf(facility, ['stretcher', 'no-papers'])).toBe(hindrance)
  })

  test('counts each once, and names the nearest that is worth a call', () => {
    const silent = one('unknown', { phones: [] })
    const unknown = one('unknown')
    const nearest = [one('closed'), one('full'), silent, unknown, one('open')]
    expect(nothingBecause(nearest, ['stretcher'])).toEqual({
      ...{ closed: 1, full: 1, stale: 2, unfit: 1, ask: unknown },
    })
    const [, full] = nearest
    expect(nothingBecause(nearest.slice(0, 3), []).ask).toBe(full)
    expect(nothingBecause(nearest.slice(0, 1), []).ask).toBeNull()
    expect(nothingBecause([], [])).toEqual({ closed: 0, full: 0, stale: 0, unfit: 0, ask: null })
  })
})
