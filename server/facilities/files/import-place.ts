import { areaByCode, nearestSubdistrict } from '../../../data/areas.ts'
import { areaPoint } from '../../areas/questions.ts'
import {
  pathOf,
  type RowCells,
  readArea,
  readChoice,
  readWrittenPoint,
  suggest,
} from '../../imports/questions.ts'
import { exactnessWords } from './import-words.ts'
import type { ToldPlace } from './told.ts'

type Point = { lon: number; lat: number }

/** Degrees: a point this near to the middle of a subdistrict said to be its middle is that. */
const MIDDLE_DEGREES = 0.001

/** Where a row says it is, out of coordinates, names of areas or both; undefined when it does not say, with the reason. */
export function readPlace(cells: RowCells): ToldPlace | undefined {
  const point = readWrittenPoint(cells)
  if (point === 'wrong') return undefined
  const area = readArea(cells, point)
  if (area === 'wrong') return undefined
  if (!area && !point) {
    cells.wrong('area', 'place-missing')
    return undefined
  }
  const place = area?.code.length === 6 ? named(area.code, point) : nearest(cells, area?.code ?? '', point)
  return place && withExactness(cells, place)
}

const named = (subdistrict: string, point: Point | undefined): ToldPlace => ({
  ...{ point: point ?? null, exactness: null, subdistrict, nearestWithin: null },
})

/** Where only a district or a province is named, or nothing, the point tells the subdistrict. */
function nearest(cells: RowCells, within: string, point: Point | undefined): ToldPlace | undefined {
  const area = point && nearestSubdistrict(point.lon, point.lat)
  if (point && area?.code.startsWith(within)) return { ...named(area.code, point), nearestWithin: within }
  const written = nameOf(within)
  if (!point) cells.wrong('area', 'area-incomplete', { about: { written } })
  else
    cells.wrong('area', 'area-unsure', { about: { written }, suggestions: area ? suggest(pathOf(area)) : [] })
  return undefined
}

function withExactness(cells: RowCells, place: ToldPlace): ToldPlace {
  const text = cells.text('exactness')
  const read = text === undefined ? undefined : readChoice(text, exactnessWords)
  if (read && !read.ok)
    cells.wrong('exactness', 'choice-unknown', {
      about: { written: text ?? '' },
      suggestions: suggest(...firstNames(read.meant)),
    })
  if (!read?.ok || !place.point) return place
  if (read.id !== 'area') return { ...place, exactness: read.id }
  const middle = areaPoint(place.subdistrict)
  const far = Math.max(Math.abs(middle.lon - place.point.lon), Math.abs(middle.lat - place.point.lat))
  return far > MIDDLE_DEGREES ? place : { ...place, point: null }
}

const firstNames = (choices: readonly { names: readonly string[] }[]) =>
  choices.flatMap(({ names }) => names[0] ?? [])

const nameOf = (code: string) => {
  const area = areaByCode.get(code)
  return area ? pathOf(area) : ''
}
