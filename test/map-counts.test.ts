import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { publishWhatIsDue, rebuildMap } from '../server/map/follower.ts'
import type { MapFacets } from '../server/map/questions.ts'
import { type Database, openDatabase, openPool } from '../server/platform/database.ts'
import { type FreshDatabase, freshDatabase } from './setup/database.ts'
import { asOwner, changeRequest, forgetRequests } from './setup/map-requests.ts'

let fresh: FreshDatabase
let db: Database
let now: Date
beforeAll(async () => {
  fresh = await freshDatabase()
  db = openDatabase(openPool(fresh.url, 6))
})
afterAll(async () => {
  await db.destroy()
  await fresh.drop()
})
beforeEach(async () => {
  await forgetRequests(fresh.url)
  now = new Date('2026-11-23T01:00:00Z')
  await publishWhatIsDue(db, now)
})

const beat = (minutes = 15) => {
  now = new Date(now.getTime() + minutes * 60_000)
  return publishWhatIsDue(db, now)
}

/** Places that share cells, subdistricts and districts, so that counts meet. */
const places = [
  { provinceCode: '12', subdistrictCode: '120601', h3Cell: '8864a49b15fffff' },
  { provinceCode: '12', subdistrictCode: '120601', h3Cell: '8864a49b11fffff' },
  { provinceCode: '12', subdistrictCode: '120602', h3Cell: '8864a49b11fffff' },
  { provinceCode: '12', subdistrictCode: '120101', h3Cell: '8864a49b17fffff' },
  { provinceCode: '10', subdistrictCode: '100101', h3Cell: '8864a49b17fffff' },
]
const someFacets = fc
  .record({
    place: fc.constantFrom(...places),
    needs: fc.constantFrom(['oxygen'], ['illness'], ['illness', 'oxygen']),
    status: fc.constantFrom('waiting', 'waiting', 'claimed', 'helping', 'helped', 'closed'),
    urgency: fc.constantFrom(1, 2, 3),
    leadId: fc.constantFrom(null, null, null, randomUUID()),
    countsInPublic: fc.constantFrom(true, true, true, false),
    known: fc.constantFrom(true, true, false),
    phone: fc.constantFrom(undefined, '0800000001', '0800000002'),
  })
  .map(({ place, phone, ...facets }) => ({ ...place, ...facets, ...(phone && { phone }) }))
/** A few requests, changed again and again; `beat` says how far the clock goes on. */
const someStory = fc.array(
  fc.record({ who: fc.nat(6), becomes: someFacets, beat: fc.constantFrom(0, 0, 5, 15) }),
  { minLength: 1, maxLength: 25 },
)

const published = () =>
  db.selectFrom('map_place').select(['code', 'waiting', 'helping', 'enough']).orderBy('code').execute()

test('publishing any story of changes beat by beat leaves the map as counting from the start does', async () => {
  await fc.assert(
    fc.asyncProperty(someStory, async (story) => {
      await forgetRequests(fresh.url)
      await publishWhatIsDue(db, now)
      const requests = new Map<number, Awaited<ReturnType<typeof changeRequest>>>()
      for (const { who, becomes, beat: minutes } of story) {
        const before = requests.get(who) ?? null
        // a request stays in its province: its number names it
        const stays = before && before.provinceCode !== becomes.provinceCode
        const after = stays ? { ...becomes, ...pick(before) } : becomes
        requests.set(who, await changeRequest(db, before, after))
        if (minutes > 0) await beat(minutes)
      }
      await beat()
      const followed = await published()
      await rebuildMap(db, now)
      expect(followed).toEqual(await published())
    }),
    { numRuns: 60 },
  )
}, 60_000)

const pick = ({ provinceCode, subdistrictCode, h3Cell }: MapFacets) => ({
  provinceCode,
  subdistrictCode,
  h3Cell,
})

const asked: MapFacets = {
  provinceCode: '12',
  subdistrictCode: '120601',
  h3Cell: '8864a49b15fffff',
  needs: ['oxygen'],
  status: 'waiting',
  urgency: 3,
  leadId: null,
  countsInPublic: true,
  known: true,
}
const withCount = (code: string, waiting: number) => expect.objectContaining({ code, waiting })

test('writers and several processes at the same beat lose and double nothing', async () => {
  const asking = Array.from({ length: 40 }, () => changeRequest(db, null, asked))
  const publishing = Array.from({ length: 10 }, () => beat())
  await Promise.all([...asking, ...publishing])
  await beat()
  expect(await published()).toContainEqual(withCount('12', 40))
})

test('one of many processes publishes a beat, and it is published once', async () => {
  await changeRequest(db, null, asked)
  now = new Date(now.getTime() + 15 * 60_000)
  const done = await Promise.all([1, 2, 3, 4].map(() => publishWhatIsDue(db, now)))
  expect(done.filter(Boolean)).toHaveLength(1)
  expect(await publishWhatIsDue(db, now)).toBe(false)
})

test('a beat that fails half-way leaves every change for the next', async () => {
  await changeRequest(db, null, asked)
  await asOwner(fresh.url, 'alter table map_place add constraint broken check (waiting < 1)')
  await expect(beat()).rejects.toThrow('broken')
  expect(await published()).toEqual([])
  await asOwner(fresh.url, 'alter table map_place drop constraint broken')
  expect(await publishWhatIsDue(db, now)).toBe(true)
  expect(await published()).toHaveLength(4)
})

test('a change that is not committed at the beat comes with the next', async () => {
  await db.transaction().execute(async (handle) => {
    await changeRequest(handle, null, asked)
    await beat()
    expect(await published()).toEqual([])
  })
  await beat()
  expect(await published()).toContainEqual(withCount('120601', 1))
})

test('counting anew while people keep asking misses none of them', async () => {
  await Promise.all(Array.from({ length: 10 }, () => changeRequest(db, null, asked)))
  await Promise.all([
    rebuildMap(db, now),
    ...Array.from({ length: 20 }, () => changeRequest(db, null, asked)),
  ])
  await beat()
  expect(await published()).toContainEqual(withCount('120601', 30))
})

test('a proven phone counts once towards three, however often it asks; cases that helpers know each count', async () => {
  const enough = async () => (await published()).every((place) => place.enough)
  for (const _ of [1, 2, 3]) await changeRequest(db, null, { ...asked, phone: '0800000001' })
  await beat()
  expect(await enough()).toBe(false)
  for (const _ of [1, 2]) await changeRequest(db, null, { ...asked, known: false })
  await beat()
  expect(await enough()).toBe(false)
  for (const _ of [1, 2]) await changeRequest(db, null, asked)
  await beat()
  expect(await enough()).toBe(true)
})

test('of the people of a district at least how many want what is told in steps, each once; of its subdistricts and hexagons nothing', async () => {
  const many = Array.from({ length: 120 }, (_, i) => ({ ...asked, phone: `08000${i}` }))
  const repeats = Array.from({ length: 200 }, () => ({ ...asked, needs: ['illness'], phone: '080001' }))
  for (const facets of [...many, ...repeats]) await changeRequest(db, null, facets)
  await beat()
  const told = await db.selectFrom('map_told').select(['code', 'needs', 'red']).orderBy('code').execute()
  expect(told.map(({ code }) => code)).toEqual(['12', '1206'])
  for (const { needs, red } of told as { needs: Record<string, number>; red: number }[]) {
    expect([75, 100]).toContain(needs.oxygen)
    expect(Object.keys(needs)).toEqual(['oxygen'])
    expect([75, 100]).toContain(red)
  }
})

test('what is told of people stays as it is until twenty-five more have changed', async () => {
  const told = () =>
    db.selectFrom('map_told').select(['code', 'at']).where('code', '=', '1206').executeTakeFirst()
  const ask = async (count: number) => {
    for (let i = 0; i < count; i++) await changeRequest(db, null, asked)
    await beat()
  }
  await ask(24)
  expect(await told()).toBeUndefined()
  await ask(1)
  const first = await told()
  expect(first?.at).toEqual(now)
  await ask(24)
  expect(await told()).toEqual(first)
  await ask(1)
  expect((await told())?.at).toEqual(now)
})
