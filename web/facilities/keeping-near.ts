import { call } from '../call.ts'
import { profile } from '../profile.svelte.ts'
import { readAround, writeAround } from './facility-store.ts'
import { metresBetween, type Point } from './kept-facilities.ts'

const NEAREST_KEPT = 20
/** Seen a moment ago and near by, it is not read again. */
const AGAIN_AFTER_MS = 10 * 60_000
const AGAIN_METRES = 1_000

let keeping = false

/** Keeps the nearest facilities of every kind on this phone, one kind after the other; stops when signal goes. */
export async function keepNearest(near: Point): Promise<void> {
  if (keeping) return
  keeping = true
  try {
    const known = await readAround()
    for (const { kind } of profile.now.facilityKinds) {
      const kept = known.find((one) => one.kind === kind)
      const isRecent = kept && Date.now() - Date.parse(kept.seenAt) < AGAIN_AFTER_MS
      if (isRecent && metresBetween(kept.near, near) < AGAIN_METRES) continue
      const query = { kind, near: pointText(near), limit: NEAREST_KEPT }
      const { items } = await call('GET /facilities', { query })
      await writeAround({ kind, near, items, seenAt: new Date().toISOString() })
    }
  } catch {
    // what is kept already stays; the next visit tries again
  } finally {
    keeping = false
  }
}

/** A point as the API takes it, to about a hundred metres: near enough for distances, and no more is told. */
export const pointText = ({ lon, lat }: Point): string => `${lon.toFixed(3)},${lat.toFixed(3)}`

/** Where the phone was when it last kept what is near; for a phone that cannot tell where it is now. */
export const lastPlace = async (): Promise<Point | undefined> =>
  (await readAround()).toSorted((a, b) => b.seenAt.localeCompare(a.seenAt))[0]?.near
