import { greatCircleDistance } from 'h3-js'
import type { KeptKey } from './rows-view.ts'
import type { RowKey } from './target.ts'

type Sought = RowKey & Omit<KeptKey, 'key'>

/** For each row that is the same as one before it, the number of the first such row. */
export function firstTwins(sought: readonly Sought[], kin: readonly KeptKey[]): Map<number, number> {
  const byKey = Map.groupBy(kin, ({ key }) => key)
  const twins = new Map<number, number>()
  for (const row of sought) {
    const twin = byKey.get(row.key)?.find((other) => other.number < row.number && isNear(row, other))
    if (twin) twins.set(row.number, Math.min(twin.number, twins.get(row.number) ?? twin.number))
  }
  return twins
}

function isNear({ lon, lat, withinMetres }: Sought, other: KeptKey): boolean {
  if (withinMetres === undefined) return true
  if (lon === null || lat === null || other.lon === null || other.lat === null) return false
  return greatCircleDistance([lat, lon], [other.lat, other.lon], 'm') <= withinMetres
}
