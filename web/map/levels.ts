export type Level = 'province' | 'district' | 'subdistrict' | 'cell'

/** What the public map shows at a zoom; tiles are of whole zooms (the same steps as server/map/grid.ts). */
export function levelOfZoom(zoom: number): Level {
  if (zoom >= 12) return 'cell'
  return zoom >= 10 ? 'subdistrict' : zoom >= 8 ? 'district' : 'province'
}

/** The level of a place by its code: areas have 2, 4 or 6 digits, hexagons 15. */
export function levelOfPlace(code: string): Level {
  if (code.length > 6) return 'cell'
  return code.length === 2 ? 'province' : code.length === 4 ? 'district' : 'subdistrict'
}

/** The zoom at which one sees what lies inside a place. */
export const zoomInto: Record<Level, number> = { province: 8.3, district: 10.3, subdistrict: 12.6, cell: 14 }

/** Whose list stands beside the map once an area is chosen: its own, or for the smallest that of the district. */
export const listFor = (areaCode: string): string => areaCode.slice(0, 4)

/** What lies directly above an area; '' is the country. */
export const above = (areaCode: string): string => areaCode.slice(0, -2)
