import type { Cell, Sum } from './suppress.ts'

type Known = { cells: readonly Cell[]; sums: readonly Sum[]; withheld: ReadonlySet<number> }

/** Which withheld cells have one value only, by what is shown: by solving the sums, or because counts are whole. */
export const determined = (known: Known): Set<number> => solved(known).union(squeezed(known))

/** Arithmetic is modulo a prime, to be exact; that it hides what is solvable is less likely than one in a thousand million. */
const PRIME = 94_906_249

/** Cells whose value follows from the sums alone (Gauss–Jordan). */
function solved({ sums, withheld }: Known): Set<number> {
  const columns = [...withheld]
  const placeOf = new Map(columns.map((at, column) => [at, column]))
  const rows = sums.map(({ whole, parts }) => {
    const row = new Float64Array(columns.length)
    for (const at of [whole, ...parts]) {
      const column = placeOf.get(at)
      if (column !== undefined) row[column] = at === whole ? PRIME - 1 : 1
    }
    return row
  })
  let rank = 0
  for (const column of columns.keys()) {
    if (rank === rows.length) break
    if (pivot(rows, column, rank)) rank++
  }
  const alone = rows.filter((row) => row.filter((factor) => factor !== 0).length === 1)
  return new Set(alone.map((row) => columns[row.findIndex((factor) => factor !== 0)] ?? -1))
}

/** Leaves a column with a 1 in the row of this rank and zeros in the others. Whether the column had anything. */
function pivot(rows: Float64Array[], column: number, rank: number): boolean {
  const found = rows.findIndex((row, at) => at >= rank && row[column] !== 0)
  const row = rows[found]
  if (!row) return false
  rows[found] = rows[rank] ?? row
  const factor = inverse(row[column] ?? 1)
  rows[rank] = row.map((value) => times(value, factor))
  const unit = rows[rank]
  for (const [at, other] of rows.entries())
    if (at !== rank && other[column] !== 0) takeAway(other, unit, column)
  return true
}

/** Takes a row away from another as often as makes its column zero; before that column the row is all zeros. */
function takeAway(from: Float64Array, unit: Float64Array, column: number): void {
  const much = PRIME - (from[column] ?? 0)
  for (let at = column; at < unit.length; at++) {
    const factor = unit[at] ?? 0
    if (factor !== 0) from[at] = ((from[at] ?? 0) + times(much, factor)) % PRIME
  }
}

/** Below 2^53: the prime is its root. */
const times = (a: number, b: number) => (a * b) % PRIME

function inverse(value: number): number {
  let [power, result] = [value, 1]
  for (let exponent = PRIME - 2; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = times(result, power)
    power = times(power, power)
  }
  return result
}

type Range = { low: number; high: number }
const ROUNDS = 30

/** Cells that their sums leave one whole number: five withheld ones of a sum of five are 1 each, as long as zeros are shown. */
function squeezed({ cells, sums, withheld }: Known): Set<number> {
  const low = [...withheld].some((at) => cells[at]?.n === 0) ? 0 : 1
  const ranges = cells.map(
    ({ n }, at): Range => (withheld.has(at) ? { low, high: Number.POSITIVE_INFINITY } : { low: n, high: n }),
  )
  for (let round = 0; round < ROUNDS; round++)
    if (!sums.map((sum) => narrow(sum, ranges)).includes(true)) break
  return new Set([...withheld].filter((at) => ranges[at]?.low === ranges[at]?.high))
}

/** Narrows each cell of a sum by the others. Whether any became narrower. */
function narrow({ whole, parts }: Sum, ranges: Range[]): boolean {
  const all = parts.map((at) => ranges[at] ?? { low: 0, high: 0 })
  const total = ranges[whole] ?? { low: 0, high: 0 }
  const low = all.reduce((sum, range) => sum + range.low, 0)
  const open = all.filter(({ high }) => high === Number.POSITIVE_INFINITY).length
  const closed = all.reduce((sum, { high }) => (high === Number.POSITIVE_INFINITY ? sum : sum + high), 0)
  const others = (high: number) => {
    const still = open - (high === Number.POSITIVE_INFINITY ? 1 : 0)
    if (still > 0) return Number.POSITIVE_INFINITY
    return closed - (high === Number.POSITIVE_INFINITY ? 0 : high)
  }
  const narrower = all.map((range) =>
    limit(range, { low: total.low - others(range.high), high: total.high - (low - range.low) }),
  )
  const top = limit(total, { low, high: open > 0 ? Number.POSITIVE_INFINITY : closed })
  return top || narrower.includes(true)
}

function limit(range: Range, by: Range): boolean {
  const narrower = by.low > range.low || by.high < range.high
  range.low = Math.max(range.low, by.low)
  range.high = Math.min(range.high, by.high)
  return narrower
}
