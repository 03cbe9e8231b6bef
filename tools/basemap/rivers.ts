import { type Feature, feature, type MultiPolygon, type Position } from './geometry.ts'
import { COURSES, type Course } from './river-courses.ts'

/** How far a course may stray from the box of two neighbouring places, in degrees. */
const CORRIDOR_DEGREES = 0.25

/** Places nearer to each other than this are joined straight, in degrees: where bends are tighter than the scraps. */
const STRAIGHT_DEGREES = 0.03

/** The courses of the big rivers as named lines, chained from scraps of river water (OpenStreetMap, ODbL). */
export function riverLines(scraps: MultiPolygon): Feature[] {
  const fords = scraps.flatMap(fordsOf)
  return COURSES.map((course) => {
    const coordinates = rounded(rounded(rounded(waterway(fords, course))))
    return feature({ th: course.th, en: course.en }, { type: 'LineString', coordinates })
  })
}

function waterway(fords: Position[], { along }: Course): Position[] {
  const legs = along.slice(1).flatMap((to, index) => {
    const from = along[index] ?? to
    return hop(from, to) < STRAIGHT_DEGREES ** 2 ? [from, to] : chain(fords, from, to)
  })
  return [...along.slice(0, 1), ...legs, ...along.slice(-1)]
}

/** Where a scrap surely holds the river's middle: its own middle, and the middle of each side that lies on the grid. */
function fordsOf([ring = []]: MultiPolygon[number]): Position[] {
  const corners = ring.slice(0, -1)
  const fords = corners.flatMap((a, index): Position[] => {
    const b = ring[index + 1] ?? a
    return a[0] === b[0] || a[1] === b[1] ? [[(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]] : []
  })
  const sum = corners.reduce((total, [lon, lat]): Position => [total[0] + lon, total[1] + lat], [0, 0])
  return [...fords, [sum[0] / corners.length, sum[1] / corners.length]]
}

/** Squared degrees: as the cost of a hop it makes many short hops cheaper than one long one, which follows the water. */
function hop([x1, y1]: Position, [x2, y2]: Position): number {
  return (x1 - x2) ** 2 + (y1 - y2) ** 2
}

/** The cheapest chain of fords from the one nearest `from` to the one nearest `to` (Dijkstra). */
function chain(all: Position[], from: Position, to: Position): Position[] {
  const fords = corridor(all, from, to)
  const [start, goal] = [nearest(fords, from), nearest(fords, to)]
  const cost = new Map<Position, number>([[start, 0]])
  const before = new Map<Position, Position>()
  const open = new Set(fords)
  while (open.has(goal)) {
    const here = cheapest(open, cost)
    open.delete(here)
    for (const next of open) {
      const through = (cost.get(here) ?? Infinity) + hop(here, next)
      if (through >= (cost.get(next) ?? Infinity)) continue
      cost.set(next, through)
      before.set(next, here)
    }
  }
  const path: Position[] = []
  for (let at: Position | undefined = goal; at; at = before.get(at)) path.unshift(at)
  return path
}

function corridor(all: Position[], a: Position, b: Position): Position[] {
  const [west, east] = [Math.min(a[0], b[0]) - CORRIDOR_DEGREES, Math.max(a[0], b[0]) + CORRIDOR_DEGREES]
  const [south, north] = [Math.min(a[1], b[1]) - CORRIDOR_DEGREES, Math.max(a[1], b[1]) + CORRIDOR_DEGREES]
  return all.filter(([lon, lat]) => lon >= west && lon <= east && lat >= south && lat <= north)
}

function nearest(fords: Position[], place: Position): Position {
  return fords.reduce((best, ford) => (hop(ford, place) < hop(best, place) ? ford : best))
}

function cheapest(open: Set<Position>, cost: Map<Position, number>): Position {
  return [...open].reduce((best, one) =>
    (cost.get(one) ?? Infinity) < (cost.get(best) ?? Infinity) ? one : best,
  )
}

/** The line with its corners cut (Chaikin), so that what was cut along a grid reads as water. */
export function rounded(line: Position[]): Position[] {
  const inner = line.slice(1).flatMap((b, index): Position[] => {
    const a = line[index] ?? b
    return [
      [a[0] * 0.75 + b[0] * 0.25, a[1] * 0.75 + b[1] * 0.25],
      [a[0] * 0.25 + b[0] * 0.75, a[1] * 0.25 + b[1] * 0.75],
    ]
  })
  return [...line.slice(0, 1), ...inner, ...line.slice(-1)]
}
