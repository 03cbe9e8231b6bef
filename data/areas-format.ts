// How data/areas.json is laid out, for the server and the web alike (nothing here belongs to Node or to a browser).

export type AreaLevel = 'province' | 'district' | 'subdistrict'

/** A province, district or subdistrict of Thailand. Names are bare: 'ปากเกร็ด', not 'อำเภอปากเกร็ด'. */
export type Area = {
  /** DOPA code of 2, 4 or 6 digits; the code of the parent is its prefix. */
  code: string
  level: AreaLevel
  th: string
  en: string
  /** Degrees WGS 84: a subdistrict's middle; for the levels above, their most central subdistrict's. */
  lon: number
  lat: number
  /** Subdistricts only. */
  postcode?: string
  /** The point is an estimate (mostly the district's mean, off by 10 km on average): fit for a label on a map. */
  approximate?: true
}

/** One area: coordinates in thousandths of a degree (≈ 110 m), the last two left out where they do not apply. */
export type AreaRow = [
  code: string,
  th: string,
  en: string,
  lon: number,
  lat: number,
  postcode?: string,
  approximate?: 1,
]

export type AreaFile = { columns: string; rows: AreaRow[] }

export const areaColumns = 'code,th,en,lon×1000,lat×1000,postcode,approximate'

/** Areas in the order of their codes; throws if the file was made for another layout. */
export function decodeAreas(file: AreaFile): Area[] {
  if (file.columns !== areaColumns)
    throw new Error(`areas.json has columns ${file.columns}, not ${areaColumns}`)
  return file.rows.map(([code, th, en, lon, lat, postcode, approximate]) => ({
    code,
    level: levelOf(code),
    th,
    en,
    lon: lon / 1000,
    lat: lat / 1000,
    ...(postcode ? { postcode } : {}),
    ...(approximate ? { approximate: true } : {}),
  }))
}

/** The level a code of 2, 4 or 6 digits belongs to. */
export function levelOf(code: string): AreaLevel {
  if (code.length === 2) return 'province'
  return code.length === 4 ? 'district' : 'subdistrict'
}

/** The code of the area above; '' above a province. */
export function parentCode(code: string): string {
  return code.slice(0, -2)
}

const bangkok = '10'

/** The name as written in an address: 'อ.ปากเกร็ด', 'แขวงสีลม', 'Pak Kret District'; Bangkok is just itself. */
export function fullName(area: Pick<Area, 'code' | 'th' | 'en'>): { th: string; en: string } {
  if (area.code === bangkok) return { th: area.th, en: area.en }
  const inBangkok = area.code.startsWith(bangkok)
  const words = {
    province: { th: 'จ.', en: 'Province' },
    district: { th: inBangkok ? 'เขต' : 'อ.', en: 'District' },
    subdistrict: { th: inBangkok ? 'แขวง' : 'ต.', en: 'Subdistrict' },
  }[levelOf(area.code)]
  return { th: words.th + area.th, en: `${area.en} ${words.en}` }
}
