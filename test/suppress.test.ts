import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Cell, type Sum, withheldCells } from '../server/register/figures/suppress.ts'

/** A table of places by kinds, with the whole of each place and the total of each column, as figures have it. */
function tableOf(places: readonly (readonly number[])[]) {
  const rows = places.map((kinds) => [kinds.reduce((a, b) => a + b, 0), ...kinds])
  const total = (rows[0] ?? []).map((_, column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0))
  const all = [total, ...rows]
  const width = total.length
  const at = (row: number, column: number) => row * width + column
  const ofRow = all.map(
    (_, row): Sum => ({
      whole: at(row, 0),
      parts: total.slice(1).map((_, kind) => at(row, kind + 1)),
    }),
  )
  const ofColumn = total.map(
    (_, column): Sum => ({
      whole: at(0, column),
      parts: rows.map((_, row) => at(row + 1, column)),
    }),
  )
  return { cells: all.flat().map((n): Cell => ({ n })), sums: [...ofRow, ...ofColumn], width }
}

/** What the table looks like: counts, and `null` where withheld. */
function seen(places: readonly (readonly number[])[], fewerThan = 5) {
  const { cells, sums, width } = tableOf(places)
  const withheld = withheldCells({ cells, sums, fewerThan })
  const shown = cells.map(({ n }, at) => (withheld.has(at) ? null : n))
  return Array.from({ length: places.length + 1 }, (_, row) => shown.slice(row * width, (row + 1) * width))
}

/**
 * All tables of whole counts that look the same: every assignment of the kinds of places that fits what is shown. Says
 * for each withheld cell which values it takes among them; stops when each has taken two.
 */
function possible(shown: readonly (readonly (number | null)[])[], most: number): Set<number>[] {
  const [height, width] = [shown.length - 1, (shown[0]?.length ?? 1) - 1]
  const values = shown.flat().map(() => new Set<number>())
  const grid = Array.from({ length: height }, () => Array<number>(width).fill(0))
  const hidden = shown.flat().flatMap((n, at) => (n === null ? [at] : []))
  const fits = (n: number, told: number | null | undefined) =>
    told === null || told === undefined || n === told
  const columnOf = (column: number) => grid.reduce((sum, row) => sum + (row[column] ?? 0), 0)
  const wholeOf = (row: number) => (grid[row] ?? []).reduce((a, b) => a + b, 0)
  const keep = () => {
    const wholes = grid.map((_, row) => wholeOf(row))
    const totals = Array.from({ length: width }, (_, column) => columnOf(column))
    const all = [
      [wholes.reduce((a, b) => a + b, 0), ...totals],
      ...grid.map((row, at) => [wholes[at] ?? 0, ...row]),
    ]
    if (!all.every((row, at) => row.every((n, column) => fits(n, shown[at]?.[column])))) return
    for (const [at, n] of all.flat().entries()) values[at]?.add(n)
  }
  const done = () => hidden.every((at) => (values[at]?.size ?? 0) > 1)
  const fill = (row: number, column: number): void => {
    if (done()) return
    if (row === height) keep()
    else if (column < width) fillCell(row, column)
    else if (fits(wholeOf(row), shown[row + 1]?.[0])) fill(row + 1, 0)
  }
  const fillCell = (row: number, column: number) => {
    const told = shown[row + 1]?.[column + 1]
    const range = told === null || told === undefined ? Array.from({ length: most + 1 }, (_, n) => n) : [told]
    const line = grid[row] ?? []
    for (const n of range) {
      line[column] = n
      if (row < height - 1 || fits(columnOf(column), shown[0]?.[column + 1])) fill(row, column + 1)
      line[column] = 0
    }
  }
  fill(0, 0)
  return values
}

describe('small counts are withheld', () => {
  test('nothing is when all are large or none', () => {
    expect(
      seen([
        [10, 0],
        [20, 7],
      ]),
    ).toEqual([
      [37, 30, 7],
      [10, 10, 0],
      [27, 20, 7],
    ])
  })
  test('with one small one, enough others that no sum tells it', () => {
    const table = seen([
      [10, 20],
      [3, 30],
      [50, 60],
    ])
    expect(table[2]?.[1]).toBeNull()
    expect(table.flat().filter((n) => n === null).length).toBeGreaterThan(3)
    expect(table[0]).toEqual([173, 63, 110])
  })
  test('where zeros are shown, five of a sum of five are one each: one more is withheld', () => {
    const { cells, sums } = {
      cells: [5, 1, 1, 1, 1, 1, 0].map((n) => ({ n })),
      sums: [{ whole: 0, parts: [1, 2, 3, 4, 5, 6] }],
    }
    expect(withheldCells({ cells, sums, fewerThan: 5 }).size).toBeGreaterThan(5)
  })
  test('what was shown before stays, what was withheld before is not told by its parts', () => {
    const cells: Cell[] = [{ n: 16, decided: 'withheld' }, { n: 7 }, { n: 9 }]
    const withheld = withheldCells({ cells, sums: [{ whole: 0, parts: [1, 2] }], fewerThan: 5 })
    expect(withheld).toEqual(new Set([0, 1]))
    const shown: Cell[] = [{ n: 16, decided: 'shown' }, { n: 3 }, { n: 13 }]
    expect(withheldCells({ cells: shown, sums: [{ whole: 0, parts: [1, 2] }], fewerThan: 5 })).toEqual(
      new Set([1, 2]),
    )
  })
})

test('no small count is shown, and no withheld one can have one value only', { timeout: 60_000 }, () => {
  const count = fc.oneof(
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.nat({ max: 8 }) },
  )
  const places = fc
    .integer({ min: 1, max: 3 })
    .chain((kinds) =>
      fc.array(fc.array(count, { minLength: kinds, maxLength: kinds }), { minLength: 1, maxLength: 3 }),
    )
  fc.assert(
    fc.property(places, fc.integer({ min: 2, max: 6 }), (table, fewerThan) => {
      const { cells } = tableOf(table)
      const shown = seen(table, fewerThan)
      const values = possible(shown, 12)
      for (const [at, n] of shown.flat().entries()) {
        const real = cells[at]?.n ?? 0
        if (n !== null) expect(real === 0 || real >= fewerThan).toBe(true)
        else expect(values[at]?.size, `cell ${at} of ${JSON.stringify(shown)}`).toBeGreaterThan(1)
      }
    }),
    { numRuns: 500 },
  )
})
