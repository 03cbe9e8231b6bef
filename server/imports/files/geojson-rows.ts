import { cellText, plainNumber } from './cell-text.ts'
import { type Feature, isObject, jsonFeatures } from './json-features.ts'
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

/** The columns of a FeatureCollection: every property any feature has, then lon and lat of its points. */
export function geojsonColumns(json: string, limits: FileLimits): TableColumn[] {
  const names = new Set<string>()
  for (const { properties } of jsonFeatures(json)) {
    for (const name of Object.keys(properties)) names.add(cut(name))
    if (names.size + 2 > limits.columns) refuseFile('file-too-many-columns')
  }
  for (const name of [LON, LAT]) names.delete(name)
  return [...names, LON, LAT].map((name) => ({ name, letter: '' }))
}

/** One row per feature, in degrees WGS 84. What is no point becomes a row with a problem and without a place. */
export function* geojsonRows(
  json: string,
  columns: readonly TableColumn[],
  limits: FileLimits,
): Generator<TableRow> {
  let row = 0
  for (const feature of jsonFeatures(json)) {
    row += 1
    const { values, problem } = flat(feature)
    const cells = columns.map(({ name }) => cell(values.get(name)))
    const long = cells.findIndex(({ text }) => text.length > limits.cellCharacters)
    if (long !== -1) refuseFile('file-cell-too-long', { row, column: columnLetter(long) })
    const read = { row, cells: cells.map(({ text }) => text), hints: cells.map(({ hint }) => hint) }
    yield problem ? { ...read, problem } : read
  }
}

function flat({ properties, geometry }: Feature): { values: Map<string, unknown>; problem?: RowProblem } {
  const values = new Map(Object.entries(properties).map(([name, value]) => [cut(name), value]))
  if (geometry === null) return { values }
  values.delete(LON)
  values.delete(LAT)
  const point = isObject(geometry) && geometry.type === 'Point' ? geometry.coordinates : undefined
  if (!Array.isArray(point)) return { values, problem: 'place-is-not-a-point' }
  const [lon, lat]: unknown[] = point
  if (typeof lon !== 'number' || typeof lat !== 'number') return { values, problem: 'place-is-not-a-point' }
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90) return { values, problem: 'place-outside-the-world' }
  return { values: values.set(LON, lon).set(LAT, lat) }
}

function cell(value: unknown): { text: string; hint: CellHint } {
  if (value === null || value === undefined) return { text: '', hint: 'text' }
  if (typeof value === 'number') return { text: plainNumber(value), hint: 'number' }
  if (typeof value === 'boolean') return { text: String(value), hint: 'boolean' }
  return { text: cellText(typeof value === 'string' ? value : JSON.stringify(value)), hint: 'text' }
}
