import type { PlaceCounts } from '../../contract/map.ts'

type Distribute<T> = T extends unknown ? Omit<T, 'level' | 'code'> : never
/** A count the public may see: `few` is less than three. */
export type Count = number | 'few'
/** What the public may see of a place. */
export type Counts = Distribute<PlaceCounts>
export type PlaceOnMap = { code: string; counts: Counts }

/** The properties of a feature of the tile layer `requests`; null when they are not what was agreed. */
export function readFeature(properties: Record<string, unknown>): PlaceOnMap | null {
  const { code, few, atLeast, waiting, helping, red, oldest } = properties
  if (typeof code !== 'string') return null
  if (few === true) return { code, counts: { few: true } }
  if (typeof atLeast === 'number') return { code, counts: { atLeast } }
  if (!isCount(waiting) || !isCount(helping)) return null
  const told = {
    red: typeof red === 'number' ? red : null,
    oldest: typeof oldest === 'string' ? oldest : null,
  }
  return { code, counts: { waiting, helping, ...told } }
}

const isCount = (value: unknown): value is Count => typeof value === 'number' || value === 'few'

/** Which of the three sizes a bubble has. */
export function bubbleSize(count: Count): 'small' | 'middle' | 'large' {
  if (count === 'few' || count < 10) return 'small'
  return count < 50 ? 'middle' : 'large'
}
