import { insideThailand } from '../../data/areas.ts'
import { arabicDigits } from '../../profiles/answers.ts'
import { areMetres, fromUtm, type UtmZone, utmZones } from '../platform/utm.ts'
import { linkedPoint } from './point-links.ts'

/** Degrees WGS 84. */
export type PointRead = { lon: number; lat: number }

/** A coordinate: decimal, or in degrees, minutes and seconds; marks of North, South, East, West before or after it. */
const COORDINATE =
  /([NSEW])?[\s:=]*([+-]?\d{1,7}(?:\.\d+)?)\s*(?:°|º|˚|d(?:eg)?\b)?\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:′|'|’|m\b)\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:″|"|”|''|s\b))?)?\s*([NSEW])?/giu

type Coordinate = { size: number; side: string | undefined }

const wording: readonly (readonly [pattern: RegExp, text: string])[] = [
  [/^(?:พิกัด|ตำแหน่ง|gps|location|coordinates?|point)\s*:?\s*(?=[^(\s])/i, ''],
  [/ละติจูด|latitude|lat\.?|\by\b/gi, ' N '],
  [/ลองจิจูด|ลองติจูด|longitude|long\.?|lng|lon|\bx\b/gi, ' E '],
  [/องศาเหนือ|เหนือ|northing|north/gi, 'N'],
  [/องศาตะวันออก|ตะวันออก|easting|east/gi, 'E'],
  [/องศา/g, '°'],
  [/ลิปดา/g, "'"],
  [/ฟิลิปดา|พิลิปดา/g, '"'],
  // 13 54 36 N, as some devices write it
  [/\b(\d{1,3})[ -](\d{1,2})[ -](\d{1,2}(?:\.\d+)?)(?=\s*[NSEW]\b)/gi, '$1°$2\'$3"'],
  [/([NSEW]\s*)(\d{1,3})[ -](\d{1,2})[ -](\d{1,2}(?:\.\d+)?)(?![\d.°])/gi, '$1$2°$3\'$4"'],
  // decimal commas: 7,0061; 100,4747
  [/^(\D*\d{1,3}),(\d+)(\s*[;|/\s]\s*\d{1,3}),(\d+)(\D*)$/, '$1.$2$3.$4$5'],
  [/^(\D*\d{1,3}),(\d{3,})\s*,\s+(\d{1,3}),(\d{3,})(\D*)$/, '$1.$2, $3.$4$5'],
  [/^(\D*\d{1,3}),(\d{2,}\D*)$/, '$1.$2'],
]

/** All coordinates of a text, undefined when something else stands in it. */
function coordinatesIn(text: string): Coordinate[] | undefined {
  const plain = wording.reduce((said, [pattern, sign]) => said.replace(pattern, sign), text)
  const found: Coordinate[] = []
  const rest = plain.replace(COORDINATE, (_, before, degrees, minutes = 0, seconds = 0, after) => {
    const [whole, sign] = [Math.abs(Number(degrees)), String(degrees).startsWith('-') ? -1 : 1]
    const side = (before ?? after)?.toUpperCase()
    const size = whole + Number(minutes) / 60 + Number(seconds) / 3600
    found.push({ size: size * (side === 'S' || side === 'W' ? -1 : sign), side })
    return ''
  })
  return /^[\s,;:/()[\]{}=|.]*$/.test(rest) ? found : undefined
}

const cleaned = (text: string) => arabicDigits(text.normalize('NFC')).trim()

/** One coordinate of its own cell: degrees, or metres of UTM; null when it is none. */
export function readCoordinate(text: string): number | null {
  const [only, ...others] = coordinatesIn(cleaned(text)) ?? []
  return only && others.length === 0 ? only.size : null
}

/**
 * The points one text may mean, mostly one: "13.91, 100.52", "13°54'36"N 100°31'12"E", "[100.52, 13.91]", "POINT(100.52
 * 13.91)", "7.0061 100.4747 12.3 5.0" (ODK), metres of UTM (two points where the zone is not said and both would do), a link
 * of a map. Latitude first unless sides, brackets or WKT say otherwise; none when it is no point.
 */
export function readPoints(text: string): PointRead[] {
  const plain = cleaned(text)
  const linked = linkedPoint(plain)
  if (linked !== undefined) return linked ? [linked] : []
  const { rest, zone } = withoutZone(plain)
  const listed =
    /^(?:.*"coordinates"\s*:\s*)?\[\s*([\d.+-]+\s*,\s*[\d.+-]+)(?:\s*,\s*[\d.+-]+)?\s*\]\s*\}?\.?$/s.exec(
      rest,
    )
  const wkt = /^(?:SRID=\d+;)?\s*POINT\s*Z?M?\s*\(([^)]*)\)$/i.exec(rest)
  const [first, second, ...others] = coordinatesIn(listed?.[1] ?? wkt?.[1] ?? rest) ?? []
  if (!first || !second || !onlyHeight(first, second, others)) return []
  const metres = Math.max(Math.abs(first.size), Math.abs(second.size)) > 180
  const saidLater = northward(first) || eastward(second)
  const lonFirst =
    wkt !== null ||
    (listed !== null && swapped(first, second)) ||
    (saidLater ? false : metres || eastward(first) || northward(second))
  const [x, y] = lonFirst ? [first.size, second.size] : [second.size, first.size]
  return metres ? readMetres(x, y, zone) : [{ lon: x, lat: y }]
}

/** The one point a text means; null when it is none, or may be two. */
export function readPoint(text: string): PointRead | null {
  const [only, ...others] = readPoints(text)
  return only && others.length === 0 ? only : null
}

/** Metres of UTM, east and north in either order; without a zone every point of both zones that is in Thailand. */
export function readMetres(x: number, y: number, zone?: UtmZone): PointRead[] {
  const metres = [
    { east: x, north: y },
    { east: y, north: x },
  ].find(areMetres)
  if (!metres) return []
  const points = (zone ? [zone] : utmZones).map((one) => fromUtm(metres, one))
  const inside = points.filter(({ lon, lat }) => insideThailand(lon, lat))
  return zone || inside.length === 0 ? points.slice(0, 1) : inside
}

const eastward = ({ side }: Coordinate) => side === 'E' || side === 'W'
const northward = ({ side }: Coordinate) => side === 'N' || side === 'S'
const swapped = (first: Coordinate, second: Coordinate) => insideThailand(first.size, second.size)

/** ODK and KML write the height, and how exact the point is, behind it. */
const onlyHeight = (first: Coordinate, second: Coordinate, others: readonly Coordinate[]) =>
  others.length === 0 ||
  (others.length <= 2 &&
    [first, second].every(({ size }) => !Number.isInteger(size)) &&
    others.every(({ side }) => !side))

/** The zone of UTM, if one is written: "47N", "47P 693342", "zone 48", "โซน 47". */
function withoutZone(text: string): { rest: string; zone: UtmZone | undefined } {
  let zone: UtmZone | undefined
  const rest = text
    .replace(/\butm\b|wgs ?84/gi, ' ')
    .replace(/(?:zone|โซน)\s*:?\s*(4[78])\s*[NPQ]?\b|\b(4[78])\s*[NPQ]\b/i, (_, named, lettered) => {
      zone = (named ?? lettered) === '47' ? 47 : 48
      return ' '
    })
  return zone ? { rest: rest.replace(/\b(?:m|เมตร)\b\.?/gi, ' '), zone } : { rest: text, zone }
}
