/** What a cell was in the file, where its text does not say it. In .csv every cell is text. */
export type CellHint = 'text' | 'number' | 'date' | 'date-time' | 'time' | 'boolean' | 'error'

/** Why a row could not be read whole; the rest of it stands in its cells. */
export type RowProblem = 'place-is-not-a-point' | 'place-outside-the-world'

/**
 * One row below the header. `row` is its number as the sheet shows it (in GeoJSON the place in the list, from 1);
 * `cells` and `hints` go with the columns. A cell without value is ''.
 */
export type TableRow = { row: number; cells: string[]; hints: CellHint[]; problem?: RowProblem }

/** A column by its header; `letter` is what the sheet calls it ('' in GeoJSON), `tag` the HXL tag under the header. */
export type TableColumn = { name: string; letter: string; tag?: string }

export type FileKind = 'xlsx' | 'csv' | 'geojson'
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-874'

/** What is known before the first row. `headerRow` is the sheet's number of the (last) header row, 0 in GeoJSON. */
export type TableHead = {
  kind: FileKind
  columns: TableColumn[]
  headerRow: number
  /** what stands above the header: the name of the list */
  titles?: string[]
  /** .xlsx: the sheet that was read, and the others with something in the book */
  sheet?: string
  otherSheets: string[]
  /** .csv */
  encoding?: TextEncoding
  delimiter?: Delimiter
}
export type Delimiter = ',' | ';' | '\t'

/** What people should know of a file that was read all the same. */
export type FileNote =
  | 'name-does-not-fit-content'
  | 'other-sheets-not-read'
  | 'rows-above-header-skipped'
  | 'two-row-header-joined'
  | 'formulas-without-value'
  | 'values-outside-columns'

/** Why a file is not read at all. */
export const fileRefusals = [
  'file-too-large',
  'file-empty',
  'file-no-header',
  'file-kind-unknown',
  /** .xls or .xlsb: to be saved as .xlsx */
  'file-old-excel',
  'file-open-document',
  'file-has-macros',
  'file-locked',
  'file-is-pdf',
  'file-is-image',
  'file-is-archive',
  /** Word, PowerPoint, RTF */
  'file-is-document',
  /** a page saved under a table's name, as some systems do */
  'file-is-web-page',
  'file-not-geojson-points',
  'file-encoding-unknown',
  'file-damaged',
  /** carries what no spreadsheet program writes, such as XML entities */
  'file-unsafe',
  'file-expands-too-much',
  'file-too-many-rows',
  'file-too-many-columns',
  'file-cell-too-long',
  'file-took-too-long',
] as const
export type FileRefusalCode = (typeof fileRefusals)[number]

/** Where in the sheet the cause was found: row number and column letter. */
export type PlaceInFile = { row: number; column: string }

export type FileReading =
  | { ok: true; head: TableHead; rowCount: number; notes: FileNote[] }
  | { ok: false; code: FileRefusalCode; at?: PlaceInFile }

/** What a file may cost. Bytes, rows below the header, characters in a cell, milliseconds of reading. */
export type FileLimits = {
  fileBytes: number
  /** all parts of an .xlsx that are read, unpacked */
  expandedBytes: number
  rows: number
  columns: number
  cellCharacters: number
  milliseconds: number
  /** of the worker's heap, in megabytes */
  heapMegabytes: number
}

/** 100,000 rows of 40 columns unpack to some 300 MB and are read in some 15 s on a small machine. */
export const usualLimits: FileLimits = {
  fileBytes: 20 * 1024 * 1024,
  expandedBytes: 400 * 1024 * 1024,
  rows: 100_000,
  columns: 200,
  cellCharacters: 2000,
  milliseconds: 60_000,
  heapMegabytes: 160,
}

/** Thrown while reading; ends it, and becomes the answer. */
export class FileRefused extends Error {
  readonly code: FileRefusalCode
  readonly at: PlaceInFile | undefined

  constructor(code: FileRefusalCode, at?: PlaceInFile) {
    super(code)
    this.code = code
    this.at = at
  }
}

export function refuseFile(code: FileRefusalCode, at?: PlaceInFile): never {
  throw new FileRefused(code, at)
}

/** The sheet's name of a column: 0 → A, 25 → Z, 26 → AA. */
export function columnLetter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnLetter(Math.floor(index / 26) - 1) + last
}
