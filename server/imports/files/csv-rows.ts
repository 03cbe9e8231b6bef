import { pipeline, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { cellText, unguarded } from './cell-text.ts'
import {
  columnLetter,
  type Delimiter,
  type FileLimits,
  refuseFile,
  type TableRow,
  type TextEncoding,
} from './table.ts'
import { decodedText } from './text-encoding.ts'

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t']
/** More delimiters than this between two line breaks are no table, and would fill the memory before a row is whole. */
const MOST_DELIMITERS = 20_000

/** The rows of a .csv that hold anything; blank ones are counted, as a spreadsheet does. */
export async function* csvRows(
  bytes: Buffer,
  how: { encoding: TextEncoding; delimiter: Delimiter },
  limits: FileLimits,
): AsyncGenerator<TableRow> {
  const parser = parse({
    bom: true,
    delimiter: how.delimiter,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: limits.columns * limits.cellCharacters,
  })
  // a failure of the source reaches the reader below through the parser
  pipeline(Readable.from(watched(decodedText(bytes, how.encoding), how.delimiter)), parser, () => {})
  let row = 0
  try {
    for await (const record of parser) {
      row += 1
      const cells = readCells(record, row, limits)
      if (cells.length > 0) yield { row, cells, hints: cells.map(() => 'text') }
    }
  } catch (error) {
    if (error instanceof CsvError) refuseFile(refusalOf(error), { row: row + 1, column: 'A' })
    throw error
  }
}

/** A row without end is one giant cell or a quotation nobody closed; half files end inside a quotation. */
const refusalOf = ({ code }: CsvError) =>
  code === 'CSV_MAX_RECORD_SIZE' ? 'file-cell-too-long' : 'file-damaged'

/** Cleans the cells of one row and takes the empty ones off its end. */
function readCells(record: readonly string[], row: number, limits: FileLimits): string[] {
  const cells = record.map((raw) => unguarded(cellText(raw)))
  while (cells.at(-1) === '') cells.pop()
  const at = (index: number) => ({ row, column: columnLetter(index) })
  if (cells.length > limits.columns) refuseFile('file-too-many-columns', at(limits.columns))
  const long = cells.findIndex((text) => text.length > limits.cellCharacters)
  if (long !== -1) refuseFile('file-cell-too-long', at(long))
  return cells
}

function* watched(pieces: Iterable<string>, delimiter: Delimiter): Generator<string> {
  let count = 0
  for (const piece of pieces) {
    for (let at = 0; at < piece.length; at++) {
      const character = piece[at]
      if (character === delimiter) count++
      else if (character === '\n' || character === '\r') count = 0
      if (count > MOST_DELIMITERS) refuseFile('file-too-many-columns')
    }
    if (piece !== '') yield piece
  }
}

/** Lines looked at; what stands in quotes does not count. */
const SAMPLE_LINES = 50
const SAMPLE_CHARACTERS = 64 * 1024

/** The delimiter most lines agree on: the one whose usual number per line is highest, a comma where there is none. */
export function delimiterOf(bytes: Buffer, encoding: TextEncoding): Delimiter {
  const [opening = ''] = decodedText(bytes.subarray(0, SAMPLE_CHARACTERS & ~1), encoding)
  const lines = opening
    .replace(/"[^"]*"/g, '')
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
  const counts = DELIMITERS.map((delimiter) => usualCount(lines.slice(0, SAMPLE_LINES), delimiter))
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ','
}

function usualCount(lines: readonly string[], delimiter: string): number {
  const counts = lines.map((line) => line.split(delimiter).length - 1).sort((a, b) => a - b)
  return counts[Math.floor(counts.length / 2)] ?? 0
}
