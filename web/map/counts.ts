import type { PlaceCounts } from '../../contract/map.ts'

type Distribute<T> = T extends unknown ? Omit<T, 'level' | 'code'> : never
/** A count the public may see: `few` stands for 1–2. */
export type Count = number | 'few'
/** What the public may see of a place. */
export type Counts = Distribute<PlaceCounts>
export type PlaceOnMap = { code: string; counts: Counts }

/** A sum over places: `atLeast` when some parts are only known to be few. */
export type Sum = { number: number; atLeast: boolean }
export type ViewSum = { waiting: Sum; helping: Sum /** places of which only few is known */; few: number }

/** Adds up what is on screen as far as the public may know; a few counts as one. */
export function sumOf(places: readonly PlaceOnMap[]): ViewSum {
  const known = places.flatMap(({ counts }) => ('few' in counts ? [] : [counts]))
  return {
    waiting: sum(known.map(({ waiting }) => waiting)),
    helping: sum(known.map(({ helping }) => helping)),
    few: places.length - known.length,
  }
}

const sum = (counts: readonly Count[]): Sum => ({
  number: counts.reduce<number>((total, count) => total + (count === 'few' ? 1 : count), 0),
  atLeast: counts.includes('few'),
})

/** The properties of a feature of the tile layer `requests`; null when they are not what was agreed. */
export function readFeature(properties: Record<string, unknown>): PlaceOnMap | null {
  const { code, few, waiting, helping, red, oldest } = properties
  if (typeof code !== 'string') return null
  if (few === true) return { code, counts: { few: true } }
  if (!isCount(waiting) || !isCount(helping) || !isCount(red)) return null
  return { code, counts: { waiting, helping, red, oldest: typeof oldest === 'string' ? oldest : null } }
}

const isCount = (value: unknown): value is Count => typeof value === 'number' || value === 'few'

/** Which of the three sizes a bubble has. */
export function bubbleSize(count: Count): 'small' | 'middle' | 'large' {
  if (count === 'few' || count < 10) return 'small'
  return count < 50 ? 'middle' : 'large'
}
