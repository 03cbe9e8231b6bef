import { areMetres, fromUtm, utmOfEpsg } from '../../platform/utm.ts'
import { cellText, plainNumber } from './cell-text.ts'
import { innerPoint } from './inner-point.ts'
import { type Feature, jsonFeatures } from './json-features.ts'
import {
  type CellHint,
  columnLetter,
  type FileLimits,
  type RowProblem,
  refuseFile,
  type TableColumn,
  type TableRow,
} from './table.ts'

const LON = 'lon'
const LAT = 'lat'
/** Characters: headings are kept, shown and compared with every name there is. */
const LONGEST_NAME = 200
const cut = (name: string) => name.slice(0, LONGEST_NAME)

/** The columns of a FeatureCollection: every property any feature has, then lon and lat of a point in each. */
export function geojsonColumns(json: string, limits: FileLimits): TableColumn[] {
  const names = new Set<string>()
  for (const { properties } of jsonFeatures(json)) {
    for (const name of Object.keys(properties)) names.add(cut(name))
    if (names.size + 2 > limits.columns) refuseFile('file-too-many-columns')
  }
  for (const name of [LON, LAT]) names.delete(name)
  return [...names, LON, LAT].map((name) => ({ name, letter: '' }))
}

/** One row per feature, by a point in it, in degrees WGS 84. What has no place becomes a row with a problem. */
export function* geojsonRows(
  json: string,
  columns: readonly TableColumn[],
  limits: FileLimits,
): Generator<TableRow> {
  let row = 0
  const utm = utmOf(json)
  for (const feature of jsonFeatures(json)) {
    row += 1
    const { values, problem } = flat(feature, utm)
    const cells = columns.map(({ name }) => cell(values.get(name)))
    const long = cells.findIndex(({ text }) => text.length > limits.cellCharacters)
    if (long !== -1) refuseFile('file-cell-too-long', { row, column: columnLetter(long) })
    const read = { row, cells: cells.map(({ text }) => text), hints: cells.map(({ hint }) => hint) }
    yield problem ? { ...read, problem } : read
  }
}

/** Metres when the file says so, or when they can be nothing else: then both stay as they are, for the reader of cells. */
function flat(
  { properties, geometry }: Feature,
  utm: Utm,
): { values: Map<string, unknown>; problem?: RowProblem } {
  const values = new Map(Object.entries(properties).map(([name, value]) => [cut(name), value]))
  if (geometry === null) return { values }
  values.delete(LON)
  values.delete(LAT)
  const [x, y] = innerPoint(geometry) ?? []
  if (x === undefined || y === undefined) return { values, problem: 'place-is-not-a-point' }
  const metres = areMetres({ east: x, north: y })
  if (metres && utm) {
    const { lon, lat } = fromUtm({ east: x, north: y }, utm.zone, utm.datum)
    return { values: values.set(LON, lon).set(LAT, lat) }
  }
  if (!metres && (Math.abs(x) > 180 || Math.abs(y) > 90))
    return { values, problem: 'place-outside-the-world' }
  return { values: values.set(LON, x).set(LAT, y) }
}

type Utm = ReturnType<typeof utmOfEpsg>
/** GeoJSON of older programs names its grid at the beginning, or behind the features. */
const CRS = /"crs"\s{0,9}:\s{0,9}\{[^}]{0,200}"name"\s{0,9}:\s{0,9}"[^"]{0,60}EPSG:(?:[\d.]{0,6}:)?(\d{4,6})"/
const ENDS = 2000

function utmOf(json: string): Utm {
  const [, epsg] = CRS.exec(json.slice(0, ENDS)) ?? CRS.exec(json.slice(-ENDS)) ?? []
  return epsg === undefined ? undefined : utmOfEpsg(epsg)
}

function cell(value: unknown): { text: string; hint: CellHint } {
  if (value === null || value === undefined) return { text: '', hint: 'text' }
  if (typeof value === 'number') return { text: plainNumber(value), hint: 'number' }
  if (typeof value === 'boolean') return { text: String(value), hint: 'boolean' }
  return { text: cellText(typeof value === 'string' ? value : JSON.stringify(value)), hint: 'text' }
}
