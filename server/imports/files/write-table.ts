import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import { type CellValue, writeXlsxStream } from 'hucre/xlsx'
import { cellText, guarded, guardedInSheet, plainNumber } from './cell-text.ts'
import type { FileKind } from './table.ts'

/** A column of a file to be written. `tag`: its HXL tag. `place`: its numbers are the point of a GeoJSON feature. */
export type WrittenColumn = { name: string; tag?: string; place?: 'lon' | 'lat' }
export type WrittenCell = string | number | boolean | null
export type WrittenRow = readonly WrittenCell[]

export type TableToWrite = {
  kind: FileKind
  columns: readonly WrittenColumn[]
  rows: Iterable<WrittenRow> | AsyncIterable<WrittenRow>
  /** the name of the sheet in an .xlsx, 31 characters at most, without : \ / ? * [ ] */
  sheet: string
  /** a second header row with the columns' HXL tags, in .xlsx and .csv */
  withTags?: boolean
}

/** What a browser is told of each kind. */
export const fileFormats: Record<FileKind, { extension: string; contentType: string }> = {
  xlsx: {
    extension: '.xlsx',
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  csv: { extension: '.csv', contentType: 'text/csv; charset=utf-8; header=present' },
  geojson: { extension: '.geojson', contentType: 'application/geo+json' },
}

/**
 * A table as the bytes of a file, row by row as its reader takes them. Texts are cleaned as in reading; in a .csv one
 * that a spreadsheet would take for a formula gets an apostrophe before it, which reading takes off. What is written and
 * read again has the same cells.
 */
export function writeTable(table: TableToWrite): Readable {
  return Readable.from(writers[table.kind](table), { objectMode: false })
}

const writers = { xlsx: xlsxBytes, csv: csvBytes, geojson: geojsonBytes }

const tagRow = ({ columns, withTags }: TableToWrite): WrittenCell[][] =>
  withTags ? [columns.map(({ tag }) => tag ?? null)] : []

/** Strings inline, so that memory does not grow with the rows; numbers as numbers; the header stays in sight. */
async function* xlsxBytes(table: TableToWrite): AsyncGenerator<Uint8Array> {
  const columns = table.columns.map(({ name }) => ({
    header: sheetText(name) ?? '',
    width: columnWidth(name),
  }))
  const freezePane = { rows: table.withTags ? 2 : 1 }
  const reader = writeXlsxStream(sheetRows(table), { name: table.sheet, columns, freezePane }).getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
  } finally {
    await reader.cancel()
  }
}

async function* sheetRows(table: TableToWrite): AsyncGenerator<CellValue[]> {
  for (const row of tagRow(table)) yield row
  for await (const row of table.rows) {
    yield row.map((cell) => (typeof cell === 'string' ? sheetText(cell) : cell))
  }
}

/** The library does not mask what looks like its own masking of a character, such as _x0041_. */
const sheetText = (text: string) =>
  guardedInSheet(cellText(text)).replace(/_(?=x[0-9A-F]{4}_)/gi, '_x005F_') || null

/** In characters; Thai marks above and below take no width, so this is generous. */
const columnWidth = (name: string) => Math.min(40, Math.max(10, name.length + 2))

/** UTF-8 with a byte order mark, without which Excel reads Thai as another encoding. */
async function* csvBytes(table: TableToWrite): AsyncGenerator<string> {
  const header = table.columns.map(({ name }) => name)
  yield `\ufeff${csvLines([header, ...tagRow(table)])}`
  let batch: WrittenRow[] = []
  for await (const row of table.rows) {
    batch.push(row)
    if (batch.length < ROWS_A_PIECE) continue
    yield csvLines(batch)
    batch = []
  }
  yield csvLines(batch)
}

const ROWS_A_PIECE = 200

const csvLines = (rows: readonly WrittenRow[]) =>
  stringify(
    rows.map((row) => row.map(csvText)),
    { record_delimiter: '\r\n' },
  )

function csvText(cell: WrittenCell): string {
  if (typeof cell === 'string') return guarded(cellText(cell))
  return typeof cell === 'number' ? plainNumber(cell) : String(cell ?? '')
}

/** RFC 7946: one feature a row, a point where the row has both coordinates. */
async function* geojsonBytes({ columns, rows }: TableToWrite): AsyncGenerator<string> {
  const lonAt = columns.findIndex(({ place }) => place === 'lon')
  const latAt = columns.findIndex(({ place }) => place === 'lat')
  const own = [...columns.entries()].filter(([, { place }]) => place === undefined)
  let before = '{"type":"FeatureCollection","features":[\n'
  for await (const row of rows) {
    const point = [row[lonAt], row[latAt]]
    const geometry = point.every((number) => typeof number === 'number')
      ? { type: 'Point', coordinates: point }
      : null
    const properties = Object.fromEntries(own.map(([at, { name }]) => [cellText(name), jsonCell(row[at])]))
    yield `${before}${JSON.stringify({ type: 'Feature', geometry, properties })}`
    before = ',\n'
  }
  yield `${before === ',\n' ? '' : before}\n]}\n`
}

const jsonCell = (cell: WrittenCell | undefined) =>
  typeof cell === 'string' ? cellText(cell) : (cell ?? null)
