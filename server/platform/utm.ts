import proj4 from 'proj4'

/** Metres east and north in zone 47 or 48 of Universal Transverse Mercator (UTM), in which Thai offices measure. */
export type Metres = { east: number; north: number }
export type UtmZone = 47 | 48
export const utmZones: readonly UtmZone[] = [47, 48]

/** Metres that Thailand has in either zone. */
const range = { east: [100_000, 900_000], north: [600_000, 2_300_000] } as const

export const areMetres = ({ east, north }: Metres): boolean =>
  east >= range.east[0] && east <= range.east[1] && north >= range.north[0] && north <= range.north[1]

/** Indian 1975, the datum of older Thai maps, lies some 450 m off WGS 84. */
const datums = {
  wgs84: '+datum=WGS84',
  indian1975: '+a=6377276.345 +rf=300.8017 +towgs84=209,818,290,0,0,0,0',
}
export type Datum = keyof typeof datums

/** Degrees WGS 84, to a centimetre. */
export function fromUtm({ east, north }: Metres, zone: UtmZone, datum: Datum = 'wgs84') {
  const [lon = Number.NaN, lat = Number.NaN] = proj4(
    `+proj=utm +zone=${zone} ${datums[datum]} +units=m`,
    'WGS84',
    [east, north],
  )
  return { lon: Number(lon.toFixed(7)), lat: Number(lat.toFixed(7)) }
}

/** What an EPSG code says of zone and datum; undefined for codes of anything else. */
export function utmOfEpsg(epsg: string): { zone: UtmZone; datum: Datum } | undefined {
  const [, family, zone] = /^(326|240)(47|48)$/.exec(epsg) ?? []
  if (!family) return undefined
  return { zone: zone === '47' ? 47 : 48, datum: family === '326' ? 'wgs84' : 'indian1975' }
}
