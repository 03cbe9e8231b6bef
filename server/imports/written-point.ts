import {
  insideThailand,
  isPlusCode,
  isShortLink,
  type PointRead,
  readCoordinate,
  readMetres,
  readPoints,
  subdistrictAt,
} from '../areas/questions.ts'
import { pathOf } from './read-area.ts'
import type { RowCells } from './row-cells.ts'

/** A point in one cell, or in two. */
export function readWrittenPoint(cells: RowCells): PointRead | undefined | 'wrong' {
  const [whole, lat, lon] = [cells.text('point'), cells.text('lat'), cells.text('lon')]
  if (whole === undefined && lat === undefined && lon === undefined) return undefined
  const written = whole ?? [lat, lon].filter((text) => text !== undefined).join(', ')
  const field = whole === undefined ? 'lat' : 'point'
  // some put both into the one column there is
  const both = whole ?? (lon === undefined ? lat : lat === undefined ? lon : undefined)
  const [point, another] = both === undefined ? fromTwo(lat ?? '', lon ?? '') : readPoints(both)
  if (!point) return unread(cells, field, written)
  if (another) return asked(cells, written, { code: 'point-unclear', points: [point, another] })
  if (insideThailand(point.lon, point.lat)) return point
  if (insideThailand(point.lat, point.lon))
    return asked(cells, written, { code: 'lat-lon-swapped', points: [{ lon: point.lat, lat: point.lon }] })
  cells.wrong(field, 'outside-thailand', { about: { written } })
  return 'wrong'
}

function unread(cells: RowCells, field: string, written: string): 'wrong' {
  const code = isShortLink(written)
    ? 'point-short-link'
    : isPlusCode(written)
      ? 'point-plus-code'
      : 'point-unclear'
  cells.wrong(field, code, { about: { written } })
  return 'wrong'
}

type Asked = { code: 'point-unclear' | 'lat-lon-swapped'; points: readonly PointRead[] }

/** What was probably meant; of two points the area tells which. */
function asked(cells: RowCells, written: string, { code, points }: Asked): 'wrong' {
  const suggestions = points.map(({ lon, lat }) => {
    const value = `${lat}, ${lon}`
    return { value, label: points.length > 1 ? `${value} ${pathOf(subdistrictAt(lon, lat))}` : value }
  })
  cells.problems.push({ field: 'point', code, about: { written }, suggestions, serious: true, left: false })
  return 'wrong'
}

function fromTwo(latText: string, lonText: string): PointRead[] {
  const [lat, lon] = [readCoordinate(latText), readCoordinate(lonText)]
  if (lat === null || lon === null) return []
  return Math.max(Math.abs(lat), Math.abs(lon)) > 180 ? readMetres(lon, lat) : [{ lon, lat }]
}
