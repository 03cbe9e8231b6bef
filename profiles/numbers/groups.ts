/** Digits that stand together: where they are, and what stands between them and the digits before. */
export type Group = { digits: string; from: number; to: number; gap: string }
/** Groups that may be one number, since only signs and spaces stand between them. */
export type Run = Group[]

type Span = { from: number; to: number }

/** As many signs as people put between two groups: "081 - - - 234" has seven. */
const LONGEST_GAP = 12
/** Words end a number; so does one that was taken out before. */
const ENDS_RUN = /[\p{L}\p{M}]|•••/u

/** The runs of digits of a text. `apart`: spans that belong to no run, in their order. */
export function runsIn(plain: string, apart: readonly Span[] = []): Run[] {
  const runs: Run[] = []
  let run: Run = []
  let end = 0
  let nth = 0
  for (const { 0: digits, index } of plain.matchAll(/\d+/g)) {
    const gap = plain.slice(end, index)
    const to = index + digits.length
    end = to
    while ((apart[nth]?.to ?? Number.POSITIVE_INFINITY) <= index) nth++
    const ordinary = (apart[nth]?.from ?? Number.POSITIVE_INFINITY) < to
    if (run.length > 0 && (ordinary || gap.length > LONGEST_GAP || ENDS_RUN.test(gap))) {
      runs.push(run)
      run = []
    }
    if (!ordinary) run.push({ digits, from: index, to, gap: run.length > 0 ? gap : gap.slice(-LONGEST_GAP) })
  }
  if (run.length > 0) runs.push(run)
  return runs
}
