import type { HelperCase } from '../help/kept-cases.ts'
import { deskCase } from '../messages/desk-case.ts'

type Point = Pick<HelperCase, 'place'>

const METRES_PER_DEGREE = 111_320

/** Metres between two near places; null when one has no point. Flat is exact enough within a district. */
function metresApart({ place: a }: Point, { place: b }: Point): number | null {
  if (a.lon === null || a.lat === null || b.lon === null || b.lat === null) return null
  const east = (a.lon - b.lon) * Math.cos((a.lat * Math.PI) / 180)
  return Math.hypot(east, a.lat - b.lat) * METRES_PER_DEGREE
}

/** "80 ม.", "2.4 กม."; '' when it is not known. */
export function apartWords(a: Point, b: Point): string {
  const metres = metresApart(a, b)
  const words = deskCase.words.duplicate
  if (metres === null) return ''
  return metres < 1000 ? words.metres(Math.round(metres)) : words.kilometres((metres / 1000).toFixed(1))
}
