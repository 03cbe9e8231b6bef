import polylabel from 'polylabel'
import { isObject } from './json-features.ts'

export type Position = readonly [lon: number, lat: number]

/** How near to the best place the point inside a shape is, as a share of the shape's size. */
const precision = 0.01

/**
 * One point for a GeoJSON geometry, in its own units: a point itself, the middle of a line, of a polygon the place
 * farthest from its edges; of several parts the largest's. Undefined when it has no numbers to read.
 */
export function innerPoint(geometry: unknown): Position | undefined {
  if (!isObject(geometry)) return undefined
  const { type, coordinates, geometries } = geometry
  if (type === 'Point') return positionOf(coordinates)
  if (type === 'LineString') return middleOf(lineOf(coordinates))
  if (type === 'Polygon') return insideOf(linesOf(coordinates))
  const parts: unknown[] = Array.isArray(coordinates) ? coordinates : []
  if (parts.length === 0) return Array.isArray(geometries) ? innerPoint(geometries[0]) : undefined
  if (type === 'MultiPoint') return positionOf(parts[0])
  if (type === 'MultiLineString') return middleOf(largest(parts.map(lineOf), lengthOf))
  if (type === 'MultiPolygon') return insideOf(largest(parts.map(linesOf), ([ring]) => areaOf(ring ?? [])))
  return undefined
}

function positionOf(value: unknown): Position | undefined {
  const [lon, lat]: unknown[] = Array.isArray(value) ? value : []
  return typeof lon === 'number' && typeof lat === 'number' ? [lon, lat] : undefined
}

type Line = Position[]
const lineOf = (value: unknown): Line =>
  (Array.isArray(value) ? value : []).flatMap((one) => [positionOf(one)].filter((at) => at !== undefined))
const linesOf = (value: unknown): Line[] => (Array.isArray(value) ? value : []).map(lineOf)

function largest<T>(parts: readonly T[], size: (part: T) => number): T {
  return parts.reduce((best, part) => (size(part) > size(best) ? part : best))
}

function insideOf(rings: Line[]): Position | undefined {
  const [outer = []] = rings
  if (outer.length < 4) return undefined
  if (areaOf(outer) === 0) return middleOf(outer)
  const [lon = Number.NaN, lat = Number.NaN] = polylabel(
    rings.map((ring) => ring.map(([x, y]) => [x, y])),
    Math.sqrt(areaOf(outer)) * precision,
  )
  return [lon, lat]
}

function areaOf(ring: Line): number {
  const twice = ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[i + 1] ?? [x, y]
    return sum + x * nextY - nextX * y
  }, 0)
  return Math.abs(twice) / 2
}

function lengthOf(line: Line): number {
  return line.reduce((sum, [x, y], i) => {
    const before = line[i - 1]
    return before ? sum + Math.hypot(x - before[0], y - before[1]) : 0
  }, 0)
}

/** Half the way along a line. */
function middleOf(line: Line): Position | undefined {
  let rest = lengthOf(line) / 2
  for (const [i, to] of line.entries()) {
    const from = line[i - 1]
    if (!from) continue
    const step = Math.hypot(to[0] - from[0], to[1] - from[1])
    if (step > 0 && step >= rest) {
      const share = rest / step
      return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]
    }
    rest -= step
  }
  return line[0]
}
