import { type Area, parentCode } from './areas-format.ts'

/** Side of a grid cell in degrees: 0.1° ≈ 11 km holds some two subdistrict points on average. */
const cellSide = 0.1
/** Rings of cells searched before giving up: 2.5°, farther than any place in Thailand is from a subdistrict point. */
const maxRings = 25

export type NearArea = { area: Area; km: number }
const kmPerDegree = 111.2

/**
 * A finder of the `count` subdistricts whose points are nearest to [lon, lat] (degrees WGS 84), nearest first; fewer or
 * none far from all of them. Estimated points compete only where their district has no measured one: they are off by
 * 10 km on average.
 */
export function nearestFinder(areas: readonly Area[]) {
  const subdistricts = areas.filter((area) => area.level === 'subdistrict')
  const measured = new Set(subdistricts.filter((a) => !a.approximate).map((a) => parentCode(a.code)))
  const cells = Map.groupBy(
    subdistricts.filter((area) => !area.approximate || !measured.has(parentCode(area.code))),
    (area) => cellKey(cellOf(area.lon), cellOf(area.lat)),
  )
  return (lon: number, lat: number, count: number): NearArea[] => {
    let found: NearArea[] = []
    // a narrower degree of longitude makes the closest unsearched cell nearer than its count of cells
    const narrowing = Math.cos((lat * Math.PI) / 180)
    for (let ring = 0; ring <= maxRings; ring++) {
      const last = found[count - 1]
      if (last && last.km <= (ring - 1) * cellSide * narrowing * kmPerDegree) break
      const there = cellsOfRing(cellOf(lon), cellOf(lat), ring).flatMap((key) => cells.get(key) ?? [])
      const near = there.map((area) => ({
        area,
        km: Math.hypot((area.lon - lon) * narrowing, area.lat - lat) * kmPerDegree,
      }))
      found = [...found, ...near].sort((a, b) => a.km - b.km).slice(0, count)
    }
    return found
  }
}

const cellOf = (degrees: number) => Math.floor(degrees / cellSide)
const cellKey = (column: number, row: number) => row * 10_000 + column

function cellsOfRing(column: number, row: number, ring: number): number[] {
  if (ring === 0) return [cellKey(column, row)]
  const keys: number[] = []
  for (let step = -ring; step <= ring; step++) {
    keys.push(cellKey(column + step, row - ring), cellKey(column + step, row + ring))
    if (Math.abs(step) < ring)
      keys.push(cellKey(column - ring, row + step), cellKey(column + ring, row + step))
  }
  return keys
}
