import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cellProblemCodes } from '../contract/import-problems.ts'
import { facilityImports } from '../server/facilities/files/import-target.ts'
import { residentImports } from '../server/register/files/import-target.ts'
import { bring, commit, goodRow, type Row, rowsOf } from './imports/files.ts'
import { inventedRows } from './imports/invented.ts'
import { openWorld, type World } from './world.ts'

const SEED = 2569

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 30_000)
afterAll(() => world.close())

/** What people, and programs, put into cells. */
const nasty = fc.constantFrom(
  '๑๒๓',
  '-',
  'ไม่มี',
  '#N/A',
  '1e400',
  '999999999999999999999',
  '13.9, 100.5',
  'ต.บางพูด',
  '120601',
  'เปิด',
  'โรงพยาบาลสนาม',
  '02-000-0001',
  '=1+1',
  '{"a":1}',
  '\\u0000',
  '(((((',
  'Mo-Fr 25:00-99:99',
  'ก'.repeat(1900),
  `${'1'.repeat(1900)}`,
  '💉',
  'กํา',
)
const anything = fc.oneof(
  nasty,
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.integer().map(String),
  fc.double().map(String),
)

test('whatever stands in the cells, a row is read, and its problems are of the closed list', () => {
  const { profile, crypto } = world.parts
  const how = { now: world.now(), answers: new Map(), dayOrders: {} }
  for (const target of [facilityImports(profile), residentImports({ profile, crypto })]) {
    const fields = target.fields.map(({ id }) => id)
    const cells = fc.dictionary(fc.constantFrom(...fields), anything, {
      maxKeys: fields.length,
      noNullPrototype: true,
    })
    fc.assert(
      fc.property(cells, (row) => {
        const { problems, value } = target.read(row, how)
        for (const { code } of problems) expect(cellProblemCodes).toContain(code)
        expect(() => JSON.stringify(value)).not.toThrow()
      }),
      { numRuns: 1000, seed: SEED },
    )
  }
}, 60_000)

test('a file of rows gone wrong in any cell is checked to its end; what is good of it is the same when it comes again', async () => {
  const national = await world.as('national')
  const rows = inventedRows(world.parts.profile, 250, { seed: 21 })
  const spoilt = fc.sample(fc.tuple(fc.nat(), anything), { numRuns: rows.length, seed: SEED })
  const messy = rows.map((row, at): Row => {
    const [which, text] = spoilt[at] ?? [0, '']
    const names = Object.keys(row)
    const name = names[which % names.length] ?? ''
    return at % 3 === 0 ? { ...row, [name]: text } : row
  })
  const first = await bring(world, national, [...messy, goodRow()], 'xlsx')
  expect(first).toMatchObject({ status: 'ready', rows: 251 })
  expect(first.counts.new + first.counts.problem).toBe(251)
  expect(first.counts.problem).toBeGreaterThan(20)
  const { written } = await commit(world, national, first.id, 'good')
  expect(written).toBe(first.counts.new)
  const second = await bring(world, national, [...messy, goodRow()], 'xlsx')
  expect(await rowsOf(national, second.id, 'new')).toEqual([])
  expect(await rowsOf(national, second.id, 'changes')).toEqual([])
  expect(second.counts).toEqual({ ...first.counts, new: 0, same: written })
}, 60_000)
