import { greatCircleDistance } from 'h3-js'
import type { FieldProblem } from '../../contract/problems.ts'
import { type Area, areaByCode } from '../../data/areas.ts'
import { areasAt } from '../../data/areas-at.ts'

export { type Area, insideThailand, whereInThailand } from '../../data/areas.ts'
export { areasAt, fitTogether, subdistrictWithin } from '../../data/areas-at.ts'
export { isPlusCode, isShortLink } from './point-links.ts'
export { type PointRead, readCoordinate, readMetres, readPoint, readPoints } from './read-point.ts'

/** Whether there is such a province, district or subdistrict. Villages (8 digits) are not known to us. */
export const isArea = (code: string): boolean => areaByCode.has(code)

/** The area of a code that has been checked; throws for one that has not. */
export function areaOf(code: string): Area {
  const area = areaByCode.get(code)
  if (!area) throw new Error(`there is no area ${code}`)
  return area
}

/** The middle of an area of a checked code, degrees WGS 84: for maps, and for cases known by area only. */
export const areaPoint = (code: string): { lon: number; lat: number } => areaOf(code)

/**
 * The subdistrict a point in Thailand (degrees WGS 84) likeliest lies in: a suggestion, never a proof (`areasAt` gives
 * the others it may lie in). Throws far from Thailand: ask `insideThailand` first.
 */
export function subdistrictAt(lon: number, lat: number): Area {
  const [area] = areasAt(lon, lat)
  if (!area) throw new Error(`no subdistrict is near ${lon}, ${lat}`)
  return area
}

/** How far a point is from the middle of an area. */
export const metresFromMiddle = (area: Area, lon: number, lat: number): number =>
  greatCircleDistance([lat, lon], [area.lat, area.lon], 'm')

/** Which of the codes name no area; '' is the country and right. `path` is the list's place in the input. */
export function areaProblems(path: string, codes: readonly string[]): FieldProblem[] {
  return codes.flatMap((code, index) =>
    code === '' || isArea(code) ? [] : [{ path: `${path}/${index}`, code: 'unknown-value' }],
  )
}
