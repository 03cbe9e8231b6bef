/**
 * Withholding small counts, so that nobody is known by a number. A count of 1 to `fewerThan` - 1 is withheld, and then as
 * many others as it takes until no withheld one can be worked out from what is shown: by sums that must hold (a total is
 * the sum of its parts, a whole that of its kinds), and by counts being whole, and zeros being shown.
 */
import { determined } from './equations.ts'

export type Cell = {
  n: number
  /** where it was decided before, such as in the table of the area around this one */
  decided?: 'shown' | 'withheld' | undefined
}
/** The whole is the sum of the parts; cells are named by their place in the list. */
export type Sum = { whole: number; parts: readonly number[] }
export type Table = { cells: readonly Cell[]; sums: readonly Sum[]; fewerThan: number }

/** Which cells are withheld. What was shown before stays shown, also where it tells of another: that is decided above. */
export function withheldCells({ cells, sums, fewerThan }: Table): Set<number> {
  const withheld = new Set<number>()
  for (const [at, { n, decided }] of cells.entries())
    if (decided === 'withheld' || (!decided && n > 0 && n < fewerThan)) withheld.add(at)
  const around = sumsAround(cells, sums)
  while (withholdMore({ cells, sums, around, withheld }));
  return withheld
}

type Going = Pick<Table, 'cells' | 'sums'> & { around: readonly Sum[][]; withheld: Set<number> }

/** For each cell that can be worked out, withholds one more in a sum with it. Whether there was any. */
function withholdMore({ cells, sums, around, withheld }: Going): boolean {
  const before = withheld.size
  const touched = new Set<Sum>()
  for (const at of determined({ cells, sums, withheld })) {
    const own = around[at] ?? []
    if (own.some((sum) => touched.has(sum))) continue
    const next = best(own.flatMap(cellsOf), { cells, around, withheld })
    if (next === undefined) continue
    withheld.add(next)
    for (const sum of around[next] ?? []) touched.add(sum)
  }
  return withheld.size > before
}

/** Of those that may still be withheld, the one that needs the fewest others withheld after it, then the smallest; zeros last. */
function best(
  candidates: readonly number[],
  { cells, around, withheld }: Omit<Going, 'sums'>,
): number | undefined {
  const open = candidates.filter((at) => !withheld.has(at) && !cells[at]?.decided)
  const cost = (at: number) => {
    const alone = (around[at] ?? []).filter((sum) => !cellsOf(sum).some((other) => withheld.has(other)))
    return { zero: cells[at]?.n === 0 ? 1 : 0, alone: alone.length, n: cells[at]?.n ?? 0 }
  }
  const [first] = open
    .map((at) => ({ at, ...cost(at) }))
    .sort((a, b) => a.zero - b.zero || a.alone - b.alone || a.n - b.n)
  return first?.at
}

const cellsOf = ({ whole, parts }: Sum): number[] => [whole, ...parts]

function sumsAround(cells: readonly Cell[], sums: readonly Sum[]): Sum[][] {
  const around: Sum[][] = cells.map(() => [])
  for (const sum of sums) for (const at of cellsOf(sum)) around[at]?.push(sum)
  return around
}
