import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { foldMapChanges, rebuildMapCounts } from '../server/map/follower.ts'
import type { MapFacets } from '../server/map/questions.ts'
import { type Database, openDatabase, openPool } from '../server/platform/database.ts'
import { type FreshDatabase, freshDatabase } from './setup/database.ts'
import { asOwner, changeRequest, forgetRequests } from './setup/map-requests.ts'

let fresh: FreshDatabase
let db: Database
beforeAll(async () => {
  fresh = await freshDatabase()
  db = openDatabase(openPool(fresh.url, 6))
})
afterAll(async () => {
  await db.destroy()
  await fresh.drop()
})
beforeEach(() => forgetRequests(fresh.url))

const start = Date.parse('2026-11-23T01:00:00Z')
/** Places that share cells, subdistricts and districts, so that counts meet. */
const places = [
  { provinceCode: '12', subdistrictCode: '120601', h3Cell: '8864a49b15fffff' },
  { provinceCode: '12', subdistrictCode: '120601', h3Cell: '8864a49b11fffff' },
  { provinceCode: '12', subdistrictCode: '120602', h3Cell: '8864a49b11fffff' },
  { provinceCode: '12', subdistrictCode: '120101', h3Cell: '8864a49b17fffff' },
  { provinceCode: '10', subdistrictCode: '100101', h3Cell: '8864a49b17fffff' },
]
const someFacets: fc.Arbitrary<MapFacets> = fc
  .record({
    place: fc.constantFrom(...places),
    needs: fc.constantFrom(['oxygen'], ['illness'], ['illness', 'oxygen']),
    status: fc.constantFrom('waiting', 'waiting', 'claimed', 'helping', 'helped', 'closed'),
    urgency: fc.constantFrom(1, 2, 3),
    leadId: fc.constantFrom(null, null, null, randomUUID()),
    countsInPublic: fc.constantFrom(true, true, true, false),
    minute: fc.nat(5),
  })
  .map(({ place, minute, ...facets }) => ({
    ...place,
    ...facets,
    waitingSince: new Date(start + minute * 60_000),
  }))
/** A few requests, changed again and again; `fold` says when the follower comes by. */
const someStory = fc.array(fc.record({ who: fc.nat(4), becomes: someFacets, fold: fc.boolean() }), {
  minLength: 1,
  maxLength: 25,
})

const everyCount = async () => ({
  cells: (await sql`select * from map_cell_count order by subdistrict_code, h3_cell, need`.execute(db)).rows,
  areas: (await sql`select * from map_area_count order by area_code, need`.execute(db)).rows,
})

test('folding any story of changes gives the same counts and waits as counting from the start', async () => {
  await fc.assert(
    fc.asyncProperty(someStory, async (story) => {
      await forgetRequests(fresh.url)
      const requests = new Map<number, MapFacets & { id: string }>()
      for (const { who, becomes, fold } of story) {
        const before = requests.get(who) ?? null
        // a request stays in its province: its number names it
        const place =
          before?.provinceCode === becomes.provinceCode ? becomes : { ...becomes, ...pick(before) }
        requests.set(who, await changeRequest(db, before, place))
        if (fold) await foldMapChanges(db)
      }
      await foldMapChanges(db)
      const followed = await everyCount()
      await rebuildMapCounts(db)
      expect(followed).toEqual(await everyCount())
    }),
    { numRuns: 60 },
  )
}, 60_000)

const pick = (before: MapFacets | null) =>
  before && {
    provinceCode: before.provinceCode,
    subdistrictCode: before.subdistrictCode,
    h3Cell: before.h3Cell,
  }

const asked: MapFacets = {
  provinceCode: '12',
  subdistrictCode: '120601',
  h3Cell: '8864a49b15fffff',
  needs: ['oxygen'],
  status: 'waiting',
  urgency: 3,
  leadId: null,
  countsInPublic: true,
  waitingSince: new Date(start),
}

test('writers and several followers at once lose and double nothing', async () => {
  const asking = Array.from({ length: 40 }, () => changeRequest(db, null, asked))
  const folding = Array.from({ length: 10 }, async () => {
    for (let round = 0; round < 5; round++) await foldMapChanges(db)
  })
  await Promise.all([...asking, ...folding])
  await foldMapChanges(db)
  const { areas } = await everyCount()
  expect(areas).toContainEqual(
    expect.objectContaining({ area_code: '12', need: '', waiting: 40, waiting_red: 40 }),
  )
})

test('a fold that fails half-way leaves every change for the next', async () => {
  await changeRequest(db, null, asked)
  await asOwner(fresh.url, 'alter table map_area_count add constraint broken check (waiting < 1)')
  await expect(foldMapChanges(db)).rejects.toThrow('broken')
  expect((await everyCount()).cells).toEqual([])
  await asOwner(fresh.url, 'alter table map_area_count drop constraint broken')
  expect(await foldMapChanges(db)).toBe(1)
  expect(await foldMapChanges(db)).toBe(0)
  expect((await everyCount()).cells).toHaveLength(2)
})

test('a change nobody folded before the end of the transaction is not seen early', async () => {
  await db.transaction().execute(async (handle) => {
    await changeRequest(handle, null, asked)
    expect(await foldMapChanges(db)).toBe(0)
  })
  expect(await foldMapChanges(db)).toBe(1)
})

test('counting anew while people keep asking misses none of them', async () => {
  await Promise.all(Array.from({ length: 10 }, () => changeRequest(db, null, asked)))
  await Promise.all([
    rebuildMapCounts(db),
    ...Array.from({ length: 20 }, () => changeRequest(db, null, asked)),
  ])
  await foldMapChanges(db)
  const { areas } = await everyCount()
  expect(areas).toContainEqual(expect.objectContaining({ area_code: '120601', need: '', waiting: 30 }))
})
