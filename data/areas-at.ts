// Which areas a point may lie in. Provinces by their outline, which is right to a kilometre or two; of districts and
// subdistricts only points are known, so where two are about as near it is a question.
import { readFileSync } from 'node:fs'
import { greatCircleDistance } from 'h3-js'
import { type Area, areaByCode, areas, levelOf } from './areas.ts'
import { crossesEastOf, edgesOf, kmFrom } from './areas-inside.ts'
import { type NearArea, nearestFinder } from './areas-nearest.ts'

type Shape = {
  code: string
  edges: ReturnType<typeof edgesOf>
  west: number
  south: number
  east: number
  north: number
}

const file: { provinces: [code: string, ...rings: number[][]][] } = JSON.parse(
  readFileSync(new URL('thailand-provinces.json', import.meta.url), 'utf8'),
)
const shapes: readonly Shape[] = file.provinces.map(([code, ...rings]) => shapeOf(code, rings))

function shapeOf(code: string, rings: readonly number[][]): Shape {
  const edges = rings.flatMap(edgesOf)
  const [lons, lats] = [edges.map(({ fromLon }) => fromLon), edges.map(({ fromLat }) => fromLat)]
  return {
    code,
    edges,
    west: Math.min(...lons),
    south: Math.min(...lats),
    east: Math.max(...lons),
    north: Math.max(...lats),
  }
}

/** Kilometres within which a province's line may be wrong: of 1,066 known places 4 lie farther beyond their own. */
const lineKm = 2
/** Kilometres beyond a province's line that a place said to lie in it may be. */
const namedKm = 5
/** About 11 km, more than any of the distances asked for. */
const margin = 0.1

/** Kilometres from the line of every province near the point, negative inside. */
function provincesNear(lon: number, lat: number): ReadonlyMap<string, number> {
  const near = shapes.filter(
    ({ west, south, east, north }) =>
      lon > west - margin && lon < east + margin && lat > south - margin && lat < north + margin,
  )
  return new Map(
    near.map(({ code, edges }) => {
      const km = Math.min(...edges.map((edge) => kmFrom(edge, lon, lat)))
      const inside = edges.filter((edge) => crossesEastOf(edge, lon, lat)).length % 2 === 1
      return [code, inside ? -km : km] as const
    }),
  )
}

const nearest = nearestFinder(areas)
/** So many points around hold the true district's in all of 1,066 known places. */
const around = 20
/** A subdistrict's point up to this much farther than the nearest may be the true one, and a neighbouring province's. */
const about = { ratio: 1.2, km: 0.3 }
const acrossLine = { ratio: 3, km: 1 }
const mostCandidates = 4

/**
 * The subdistricts a point (degrees WGS 84) may lie in, likeliest first; one if there is no doubt, none far from
 * Thailand.
 */
export function areasAt(lon: number, lat: number): Area[] {
  const points = nearest(lon, lat, around)
  const [first] = points
  if (!first) return []
  const lines = provincesNear(lon, lat)
  const possible = [...lines].filter(([, km]) => km < lineKm).map(([code]) => code)
  const provinces = possible.length > 0 ? possible : [first.area.code.slice(0, 2)]
  const byProvince = provinces.map((province) => nearestIn(province, points))
  const best = Math.min(...byProvince.flatMap(([one]) => one?.km ?? []))
  const candidates = byProvince
    .filter(([one]) => one && one.km <= best * acrossLine.ratio + acrossLine.km)
    .sort((a, b) => lineOf(a, lines) - lineOf(b, lines))
  const likeliest = candidates.flatMap(([one]) => one ?? [])
  const others = candidates.flatMap((list) => list.slice(1)).sort((a, b) => a.km - b.km)
  return [...likeliest, ...others].slice(0, mostCandidates).map(({ area }) => area)
}

/** Inside before outside; on the same side of both lines what is nearer first. */
const lineOf = ([one]: readonly NearArea[], lines: ReadonlyMap<string, number>): number =>
  ((lines.get(one?.area.code.slice(0, 2) ?? '') ?? 0) > 0 ? 1e6 : 0) + (one?.km ?? 0)

/** The nearest of a province and those about as near. */
function nearestIn(province: string, points: readonly NearArea[]): NearArea[] {
  const own = points.filter(({ area }) => area.code.startsWith(province))
  const [first] = own
  return first ? own.filter(({ km }) => km <= first.km * about.ratio + about.km) : []
}

/** Kilometres subdistricts reach from their point at most; beyond, point and name speak of two places. */
const apartKm = 30

/** Whether a point and an area named beside it speak of one place; lines, points and hands are not exact. */
export function fitTogether(lon: number, lat: number, code: string): boolean {
  if (mayLieIn(lon, lat, code) || kmFromMiddle(code, lon, lat) <= apartKm) return true
  return nearest(lon, lat, everySubdistrict).some(
    ({ area, km }) => km <= apartKm && area.code.startsWith(code),
  )
}

/** Whether a point may lie in an area that is named. */
export function mayLieIn(lon: number, lat: number, code: string): boolean {
  const within = (areas: readonly Area[]) => areas.some((area) => area.code.startsWith(code.slice(0, 4)))
  const likely = areasAt(lon, lat)
  if (within(likely) || kmFromMiddle(code, lon, lat) <= namedKm) return true
  const line = provincesNear(lon, lat).get(code.slice(0, 2)) ?? Number.POSITIVE_INFINITY
  if (line > namedKm) return false
  if (levelOf(code) === 'province') return true
  const points = nearest(lon, lat, around).map(({ area }) => area)
  const approximate = areaByCode.get(code)?.approximate === true
  return points.some((area) => area.code.startsWith(approximate ? code.slice(0, 4) : code))
}

function kmFromMiddle(code: string, lon: number, lat: number): number {
  const area = areaByCode.get(code)
  return area ? greatCircleDistance([area.lat, area.lon], [lat, lon], 'km') : Number.POSITIVE_INFINITY
}

/** The subdistrict of a named area in which a point is likeliest to lie; undefined where it may not lie in that area. */
export function subdistrictWithin(code: string, lon: number, lat: number): Area | undefined {
  if (!mayLieIn(lon, lat, code)) return undefined
  const likely = areasAt(lon, lat).find((area) => area.code.startsWith(code))
  return likely ?? nearest(lon, lat, everySubdistrict).find(({ area }) => area.code.startsWith(code))?.area
}

const everySubdistrict = 60
