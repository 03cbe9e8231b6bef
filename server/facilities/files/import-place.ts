import { areaByCode } from '../../../data/areas.ts'
import {
  type Area,
  areaPoint,
  areasAt,
  fitTogether,
  subdistrictWithin,
  whereInThailand,
} from '../../areas/questions.ts'
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
  const place =
    area?.code.length === 6
      ? named(cells, area.code, point)
      : point
        ? atPoint(cells, area, point)
        : incomplete(cells, area?.code ?? '')
  return place && withExactness(cells, place)
}

const placed = (subdistrict: string, point: Point | undefined): ToldPlace => ({
  ...{ point: point ?? null, exactness: null, subdistrict, nearestWithin: null },
})

/** A subdistrict that is named; a point far from it is asked. */
function named(cells: RowCells, subdistrict: string, point: Point | undefined): ToldPlace | undefined {
  if (!point || fitTogether(point.lon, point.lat, subdistrict)) return placed(subdistrict, point)
  const there = areasAt(point.lon, point.lat).map(pathOf)
  return asked(cells, nameOf(subdistrict), {
    why: 'point-disagrees',
    offers: [nameOf(subdistrict), ...there],
  })
}

/** Where only a district or a province is named, or nothing, the point tells the subdistrict; two districts are asked. */
function atPoint(cells: RowCells, within: Area | undefined, { lon, lat }: Point): ToldPlace | undefined {
  const likely = areasAt(lon, lat)
  const written = within ? nameOf(within.code) : `${lat}, ${lon}`
  if (within) {
    const area = subdistrictWithin(within.code, lon, lat)
    if (area) return { ...placed(area.code, { lon, lat }), nearestWithin: within.code }
    return asked(cells, written, { why: 'point-disagrees', offers: likely.map(pathOf) })
  }
  const [best, ...others] = likely
  if (!best) return undefined
  const doubtful = others.some(({ code }) => code.slice(0, 4) !== best.code.slice(0, 4))
  if (doubtful || whereInThailand(lon, lat) === 'abroad')
    return asked(cells, written, { why: 'only-point', offers: likely.map(pathOf) })
  if (others.length > 0) cells.mend('area', written, pathOf(best))
  return { ...placed(best.code, { lon, lat }), nearestWithin: '' }
}

function asked(
  cells: RowCells,
  written: string,
  { why, offers }: { why: string; offers: readonly string[] },
): undefined {
  cells.wrong('area', 'area-unsure', { about: { written, why }, suggestions: suggest(...offers) })
}

function incomplete(cells: RowCells, within: string): undefined {
  cells.wrong('area', 'area-incomplete', { about: { written: nameOf(within) } })
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
