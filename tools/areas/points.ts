import { pointsByHand, pointsGuessed, pointsOfTown, pointsUnderOtherCode } from './corrections.ts'
import type { GeoNamesPlace, Point, Sources } from './sources.ts'

export type PlacedPoint = { point: Point; approximate: boolean }

/**
 * A point for every subdistrict: by hand where listed, else @bilions/thailand-address, else the GeoNames place of the
 * same name in the district, else the mean of the district's measured points (off by 10 km on average when tried on
 * known ones, so marked approximate).
 */
export function placePoints(
  names: readonly { code: string; en: string }[],
  sources: Pick<Sources, 'bilions' | 'geoNames'>,
): Map<string, PlacedPoint> {
  const known = new Map<string, Point>()
  const measured = measuredPoints(sources.bilions.subdistricts)
  for (const { code, en } of names) {
    const town = placeOf(code, pointsOfTown[code], sources.geoNames.places)
    const point =
      pointsByHand[code] ?? town ?? measured.get(code) ?? placeOf(code, en, sources.geoNames.places)
    if (point) known.set(code, point)
  }
  const placed = new Map(names.map(({ code }) => [code, placedAt(code, known)]))
  return setApart(placed)
}

/** Moves estimates that fell on the same mean about 2 km east of each other, so that a map shows each. */
function setApart(placed: ReadonlyMap<string, PlacedPoint>): Map<string, PlacedPoint> {
  const taken = new Set<string>()
  return new Map(
    [...placed].map(([code, { point, approximate }]) => {
      let [lon, lat] = point
      while (approximate && taken.has(`${lon},${lat}`)) lon += 0.02
      taken.add(`${lon},${lat}`)
      return [code, { point: [lon, lat], approximate }]
    }),
  )
}

function placedAt(code: string, known: ReadonlyMap<string, Point>): PlacedPoint {
  const point = known.get(code)
  if (point) return { point, approximate: false }
  const guessed = pointsGuessed[code]
  if (guessed) return { point: guessed, approximate: true }
  const inDistrict = [...known].filter(([other]) => other.slice(0, 4) === code.slice(0, 4))
  if (inDistrict.length === 0) throw new Error(`no point known in the district of ${code}`)
  return { point: meanPoint(inDistrict.map(([, of]) => of)), approximate: true }
}

function measuredPoints(rows: readonly { code: string; point: Point }[]): Map<string, Point> {
  return new Map(rows.map(({ code, point }) => [pointsUnderOtherCode[code] ?? code, point]))
}

function placeOf(
  code: string,
  name: string | undefined,
  places: readonly GeoNamesPlace[],
): Point | undefined {
  if (name === undefined) return undefined
  const letters = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '')
  return places.find((p) => p.districtCode === code.slice(0, 4) && letters(p.name) === letters(name))?.point
}

export function meanPoint(points: readonly Point[]): Point {
  const sum = points.reduce(([lon, lat], point) => [lon + point[0], lat + point[1]], [0, 0])
  return [sum[0] / points.length, sum[1] / points.length]
}

/** The point nearest to the mean of all: unlike the mean it never falls into a bay or a neighbouring province. */
export function mostCentral(points: readonly Point[]): Point {
  const mean = meanPoint(points)
  const offset = ([lon, lat]: Point) => Math.hypot(lon - mean[0], lat - mean[1])
  return points.reduce((best, point) => (offset(point) < offset(best) ? point : best))
}
