type Point = readonly [lon: number, lat: number]
type Stop = { point: Point | null }

/** Near enough for which is nearer: a degree of longitude is shorter than one of latitude. */
function squareAway([lon, lat]: Point, [otherLon, otherLat]: Point): number {
  const x = (lon - otherLon) * Math.cos((lat * Math.PI) / 180)
  return x * x + (lat - otherLat) ** 2
}

/**
 * Stops in the order of a walk: the nearest next, from a point or else from the first one. Those without a point stay in
 * the order they came in, at the end.
 */
export function alongTheRoad<S extends Stop>(stops: readonly S[], from: Point | null): S[] {
  const left = stops.filter(({ point }) => point !== null)
  const walk: S[] = []
  let here = from ?? left[0]?.point ?? null
  while (left.length > 0 && here) {
    const at = nearest(left, here)
    const [next] = left.splice(at, 1)
    if (!next) break
    walk.push(next)
    here = next.point
  }
  return [...walk, ...stops.filter(({ point }) => point === null)]
}

function nearest(stops: readonly Stop[], here: Point): number {
  let best = 0
  let shortest = Number.POSITIVE_INFINITY
  for (const [at, { point }] of stops.entries()) {
    const away = point ? squareAway(here, point) : Number.POSITIVE_INFINITY
    if (away < shortest) [best, shortest] = [at, away]
  }
  return best
}
