// The areas of Thailand for programs running on Node: read once, held in memory (8,441 areas), never changed.
import { readFileSync } from 'node:fs'
import { type Area, type AreaFile, decodeAreas, parentCode } from './areas-format.ts'
import { countryTest, type Outline } from './areas-inside.ts'

export { type Area, type AreaLevel, fullName, levelOf, parentCode } from './areas-format.ts'

const readData = (file: string) => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'))
const areaFile: AreaFile = readData('areas.json')
const outline: Outline = readData('thailand-outline.json')

/** 77 provinces, 928 districts and 7,436 subdistricts, in the order of their codes. */
export const areas: readonly Area[] = decodeAreas(areaFile)

export const areaByCode: ReadonlyMap<string, Area> = new Map(areas.map((area) => [area.code, area]))

const byParent = Map.groupBy(areas, (area) => parentCode(area.code))

/** The areas directly within one, by code; '' gives the provinces, a subdistrict or an unknown code nothing. */
export function childrenOf(code: string): readonly Area[] {
  return byParent.get(code) ?? []
}

/** Whether a point (degrees WGS 84) is in Thailand, just beyond its border with a neighbour, or outside. */
export const whereInThailand = countryTest(outline)

/** Whether a point may be in Thailand: in it, or within 5 km of it (coast, small islands, border rivers). */
export const insideThailand = (lon: number, lat: number): boolean => whereInThailand(lon, lat) !== 'outside'
