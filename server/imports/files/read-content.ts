import { csvRows, delimiterOf } from './csv-rows.ts'
import { fileKind, nameFits } from './file-kind.ts'
import { geojsonColumns, geojsonRows } from './geojson-rows.ts'
import { type FileLimits, type FileNote, refuseFile, type TableHead, type TableRow } from './table.ts'
import { tableIn } from './table-rows.ts'
import { textEncoding } from './text-encoding.ts'
import { firstSheet } from './xlsx-first-sheet.ts'

/** What was asked to be read, as the worker gets it. */
export type FileAsked = { path: string; name: string; declaredType: string; limits: FileLimits }

type Content = { head: TableHead; rows: AsyncIterable<TableRow[]> }
type Reading = { limits: FileLimits; onNote: (note: FileNote) => void }

/** Reads a file by its content, whatever its name: the head at once, the rows as they are asked for. */
export async function readContent(
  bytes: Buffer,
  { name, declaredType, limits }: Omit<FileAsked, 'path'>,
  onNote: (note: FileNote) => void,
): Promise<Content> {
  if (bytes.every((byte) => byte <= 0x20)) refuseFile('file-empty')
  const kind = fileKind(bytes)
  const content = await readers[kind](bytes, { limits, onNote })
  if (!nameFits(kind, name, declaredType)) onNote('name-does-not-fit-content')
  if (content.head.otherSheets.length > 0) onNote('other-sheets-not-read')
  return content
}

const readers = { xlsx: readXlsx, csv: readCsv, geojson: readGeojson }

async function readCsv(bytes: Buffer, reading: Reading): Promise<Content> {
  const encoding = textEncoding(bytes)
  const delimiter = delimiterOf(bytes, encoding)
  const rows = inBatches(csvRows(bytes, { encoding, delimiter }, reading.limits))
  const { rows: below, ...table } = await tableIn(rows, [], reading)
  return { head: { kind: 'csv', ...table, otherSheets: [], encoding, delimiter }, rows: below }
}

async function readXlsx(bytes: Buffer, reading: Reading): Promise<Content> {
  const { sheet, otherSheets, merges, rows } = await firstSheet(bytes, reading)
  const { rows: below, ...table } = await tableIn(rows, merges, reading)
  return { head: { kind: 'xlsx', ...table, sheet, otherSheets }, rows: below }
}

async function readGeojson(bytes: Buffer, { limits }: Reading): Promise<Content> {
  if (textEncoding(bytes) !== 'utf-8') refuseFile('file-damaged')
  const json = new TextDecoder('utf-8').decode(bytes)
  const columns = geojsonColumns(json, limits)
  const rows = inBatches(upTo(limits.rows, geojsonRows(json, columns, limits)))
  return { head: { kind: 'geojson', columns, headerRow: 0, otherSheets: [] }, rows }
}

const BATCH = 200

async function* inBatches(rows: Iterable<TableRow> | AsyncIterable<TableRow>): AsyncGenerator<TableRow[]> {
  let batch: TableRow[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function* upTo(most: number, rows: Iterable<TableRow>): Generator<TableRow> {
  for (const row of rows) {
    if (row.row > most) refuseFile('file-too-many-rows', { row: row.row, column: '' })
    yield row
  }
}
