import { arabicDigits } from '../../profiles/answers.ts'

export type PointRead = { lon: number; lat: number }

/** A coordinate: decimal, or in degrees, minutes and seconds; marks of North, South, East, West before or after it. */
const COORDINATE =
  /([NSEW])?\s*([+-]?\d{1,3}(?:\.\d+)?)\s*(?:°|º|˚|d(?:eg)?\b)?\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:′|'|’|m\b)\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:″|"|”|''|s\b))?)?\s*([NSEW])?/giu

type Coordinate = { degrees: number; side: string | undefined }

/** All coordinates of a text, undefined when something else stands in it. */
function coordinatesIn(text: string): Coordinate[] | undefined {
  const plain = arabicDigits(text.normalize('NFC'))
    .replace(/ละติจูด|latitude|lat\.?/gi, ' N ')
    .replace(/ลองจิจูด|ลองติจูด|longitude|long\.?|lng|lon/gi, ' E ')
    .replace(/องศาเหนือ|เหนือ/g, 'N')
    .replace(/องศาตะวันออก|ตะวันออก/g, 'E')
  const found: Coordinate[] = []
  const rest = plain.replace(COORDINATE, (_, before, degrees, minutes = 0, seconds = 0, after) => {
    const [whole, sign] = [Math.abs(Number(degrees)), String(degrees).startsWith('-') ? -1 : 1]
    const side = (before ?? after)?.toUpperCase()
    const size = whole + Number(minutes) / 60 + Number(seconds) / 3600
    found.push({ degrees: size * (side === 'S' || side === 'W' ? -1 : sign), side })
    return ''
  })
  return /^[\s,;:/()=|]*$/.test(rest) ? found : undefined
}

/** One coordinate of its own cell, degrees; null when it is none. */
export function readCoordinate(text: string): number | null {
  const [only, ...others] = coordinatesIn(text) ?? []
  return only && others.length === 0 ? only.degrees : null
}

/**
 * A point in one cell: "13.91, 100.52", "13°54'36"N 100°31'12"E", "POINT(100.52 13.91)". Latitude first, as maps of the web
 * copy it, unless the sides or WKT say otherwise; null when it is none.
 */
export function readPoint(text: string): PointRead | null {
  const wkt = /^\s*(?:SRID=\d+;)?\s*POINT\s*\(([^)]*)\)\s*$/i.exec(text)
  const [first, second, ...others] = coordinatesIn(wkt?.[1] ?? text) ?? []
  if (!first || !second || others.length > 0) return null
  const lonFirst =
    wkt !== null || first.side === 'E' || first.side === 'W' || second.side === 'N' || second.side === 'S'
  return lonFirst ? { lon: first.degrees, lat: second.degrees } : { lon: second.degrees, lat: first.degrees }
}
