import { islands } from './corrections.ts'
import type { Point } from './sources.ts'

/** How far the outline may be moved by simplifying, in degrees (0.003° ≈ 330 m). */
const outlineTolerance = 0.003

/**
 * The country's outer line from the provinces' rings: edges two provinces share are inner borders and are dropped
 * (Natural Earth's neighbours share their vertices exactly), the rest are joined to rings and simplified. Islands left
 * out are added as squares.
 */
export function countryOutline(provinceRings: readonly Point[][]): Point[][] {
  const edges = new Map<string, readonly [Point, Point]>()
  for (const ring of provinceRings) {
    ring.slice(1).forEach((to, i) => {
      const from = ring[i]
      if (!from || name(from) === name(to)) return
      const key = [name(from), name(to)].sort().join(' ')
      if (!edges.delete(key)) edges.set(key, [from, to])
    })
  }
  const lines = joinEdges([...edges.values()])
    .map((ring) => simplified(ring, outlineTolerance))
    .filter((ring) => ring.length > 3)
  return [...lines, ...islands.map(square)]
}

/** About 2 km across. */
function square([lon, lat]: Point): Point[] {
  const half = 0.01
  const corners: readonly Point[] = [
    [-half, -half],
    [half, -half],
    [half, half],
    [-half, half],
    [-half, -half],
  ]
  return corners.map(([east, north]) => [lon + east, lat + north])
}

const name = ([lon, lat]: Point) => `${lon.toFixed(4)},${lat.toFixed(4)}`

function joinEdges(edges: readonly (readonly [Point, Point])[]): Point[][] {
  const from = new Map<string, (readonly [Point, Point])[]>()
  for (const edge of edges) {
    for (const end of edge) from.set(name(end), [...(from.get(name(end)) ?? []), edge])
  }
  const used = new Set<readonly [Point, Point]>()
  const rings: Point[][] = []
  for (const start of edges) {
    if (used.has(start)) continue
    used.add(start)
    const ring: Point[] = [start[0], start[1]]
    for (let at = start[1]; name(at) !== name(start[0]); ) {
      const next = from.get(name(at))?.find((edge) => !used.has(edge))
      if (!next) throw new Error(`the outline breaks off at ${name(at)}`)
      used.add(next)
      at = name(next[0]) === name(at) ? next[1] : next[0]
      ring.push(at)
    }
    rings.push(ring)
  }
  return rings
}

/** Douglas–Peucker on a closed ring, cut at its first point and the point farthest from it. */
export function simplified(ring: readonly Point[], tolerance: number): Point[] {
  const first = ring[0]
  if (!first) return []
  const distances = ring.map((point) => Math.hypot(point[0] - first[0], point[1] - first[1]))
  const farthest = distances.indexOf(Math.max(...distances))
  const there = simplifiedLine(ring.slice(0, farthest + 1), tolerance)
  return [...there.slice(0, -1), ...simplifiedLine(ring.slice(farthest), tolerance)]
}

function simplifiedLine(line: readonly Point[], tolerance: number): Point[] {
  const [first, last] = [line[0], line.at(-1)]
  if (!first || !last || line.length < 3) return [...line]
  const distances = line.map((point) => distanceToLine(point, first, last))
  const farthest = distances.indexOf(Math.max(...distances))
  if ((distances[farthest] ?? 0) <= tolerance) return [first, last]
  return [
    ...simplifiedLine(line.slice(0, farthest + 1), tolerance).slice(0, -1),
    ...simplifiedLine(line.slice(farthest), tolerance),
  ]
}

function distanceToLine([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  const length = Math.hypot(x2 - x1, y2 - y1)
  if (length === 0) return Math.hypot(x - x1, y - y1)
  return Math.abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length
}
