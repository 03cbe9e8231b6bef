import type { Figures } from './register-types.ts'

type Counts = Figures['total']

/** The part of those found that a measure counts, 0 to 1; null where either is withheld or nobody was found. */
export function shareOf(counts: Counts, measure: string): number | null {
  const [part, found] = [counts[measure] ?? null, counts.found ?? null]
  return part === null || found === null || found === 0 ? null : Math.min(1, part / found)
}

export const percent = (share: number): string => String(Math.round(share * 100))

/** 1 to 4, as the ramp of the look: darker is less covered; 0 when it is not known. */
export function shadeOf(share: number | null): 0 | 1 | 2 | 3 | 4 {
  if (share === null) return 0
  return share >= 0.75 ? 1 : share >= 0.5 ? 2 : share >= 0.25 ? 3 : 4
}

/** The measures of one kind, most first; those that are withheld at the end. */
export const measuresOf = ({ measures, total }: Figures, kind: string): string[] =>
  measures.filter((one) => one.startsWith(`${kind}:`)).toSorted((a, b) => (total[b] ?? -1) - (total[a] ?? -1))
