import { type Standing, textOf } from './standing.ts'

/** What a resident's visits come to: how many, the last, and the first wish told; `numbers`: the how-manieth each is. */
export type Counted = {
  visits: number
  lastVisitAt: string | null
  firstWish: string | null
  numbers: ReadonlyMap<string, number>
}

/** Counts the visits of one resident by their time; those of one moment by id, so that every count gives the same. */
export function countVisits(visits: readonly Standing[]): Counted {
  const made = visits
    .filter(({ state }) => state === 'here')
    .map(({ id, values }) => ({ id, at: textOf(values.at) ?? '', wish: wishAt(values) }))
    .toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1))
  return {
    visits: made.length,
    lastVisitAt: made.at(-1)?.at ?? null,
    firstWish: made.find(({ wish }) => wish !== null)?.wish ?? null,
    numbers: new Map(made.map(({ id }, index) => [id, index + 1])),
  }
}

/** The wish a visit met; where it was not told, the one it left. */
const wishAt = (values: Standing['values']) => textOf(values.wishBefore) ?? textOf(values.wishAfter)
