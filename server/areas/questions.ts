import { greatCircleDistance } from 'h3-js'
import { type Area, areaByCode, insideThailand, nearestSubdistrict } from '../../data/areas.ts'

/** Whether there is such a province, district or subdistrict. Villages (8 digits) are not known to us. */
export const isArea = (code: string): boolean => areaByCode.has(code)

export const isSubdistrict = (code: string): boolean => code.length === 6 && isArea(code)

/** The middle of an area, for maps and for cases whose place is known by area only. */
export function areaPoint(code: string): { lon: number; lat: number } | undefined {
  const area = areaByCode.get(code)
  return area && { lon: area.lon, lat: area.lat }
}

/** Bare names of an area, such as 'ปากเกร็ด'. */
export function areaNames(code: string): { th: string; en: string } | undefined {
  const area = areaByCode.get(code)
  return area && { th: area.th, en: area.en }
}

/**
 * The subdistrict whose middle is nearest to a point (degrees WGS 84), and how far that is; undefined outside Thailand.
 * Right at district level for 96 % of known places: a suggestion, never a proof.
 */
export function subdistrictAt(lon: number, lat: number): { area: Area; distanceMetres: number } | undefined {
  const area = insideThailand(lon, lat) ? nearestSubdistrict(lon, lat) : undefined
  return area && { area, distanceMetres: greatCircleDistance([lat, lon], [area.lat, area.lon], 'm') }
}
