import { findHeader, type Header, ROWS_LOOKED_AT } from './header-row.ts'
import {
  columnLetter,
  type FileLimits,
  type FileNote,
  refuseFile,
  type TableColumn,
  type TableRow,
} from './table.ts'
import type { Merge } from './xlsx-merges.ts'

/** What is known of a table once its header is found, and its rows below, aligned with the columns. */
export type Table = {
  columns: TableColumn[]
  headerRow: number
  titles: string[]
  rows: AsyncGenerator<TableRow[]>
}

/** Data rows needed, below the last place for a header, to know how wide the table is. */
const ROWS_BELOW = 20

/** Titles kept to see what a list is of. */
const MOST_TITLES = 20

/** Finds the header in the rows of a sheet, and cuts the table out below it. */
export async function tableIn(
  rows: AsyncGenerator<TableRow[]>,
  merges: readonly Merge[],
  watch: { limits: FileLimits; onNote: (note: FileNote) => void },
): Promise<Table> {
  const seen: TableRow[] = []
  while (seen.length < ROWS_LOOKED_AT + ROWS_BELOW) {
    const next = await rows.next()
    if (next.done) break
    seen.push(...next.value)
  }
  if (seen.length === 0) refuseFile('file-empty')
  const header = findHeader(seen.slice(0, ROWS_LOOKED_AT + ROWS_BELOW), merges)
  if (!header) return refuseFile('file-no-header')
  if (header.at > 0) watch.onNote('rows-above-header-skipped')
  if (header.height === 2) watch.onNote('two-row-header-joined')
  const below = seen.slice(header.at + header.height)
  const tags = below[0] && isTagRow(below[0]) ? below.shift() : undefined
  const { columns, first } = columnsOf(header, tags)
  const aligned = align(chained(below, rows), { first, width: columns.length, ...watch })
  const titles = seen.slice(0, header.at).flatMap(({ cells }) => cells.filter((text) => text !== ''))
  const headerRow = (seen[header.at]?.row ?? 0) + header.height - 1
  return { columns, headerRow, titles: titles.slice(0, MOST_TITLES), rows: aligned }
}

/** A row of HXL tags below the header (hxlstandard.org): #org, #geo+lat … */
const isTagRow = ({ cells }: TableRow) => {
  const tags = cells.filter((text) => text !== '')
  return tags.length > 0 && tags.every((text) => /^#[a-z][a-z0-9_]*(\s*[+][a-z0-9_]+)*$/i.test(text))
}

function columnsOf({ names }: Header, tags: TableRow | undefined) {
  const first = names.findIndex((name) => name !== '')
  const columns = names.slice(first).map((told, index): TableColumn => {
    const name = told.replace(/\s+/g, ' ')
    const letter = columnLetter(first + index)
    const tag = tags?.cells[first + index]
    return tag ? { name, letter, tag } : { name, letter }
  })
  return { columns, first }
}

async function* chained(seen: TableRow[], rows: AsyncGenerator<TableRow[]>): AsyncGenerator<TableRow[]> {
  if (seen.length > 0) yield seen
  yield* rows
}

type Alignment = { first: number; width: number; limits: FileLimits; onNote: (note: FileNote) => void }

async function* align(rows: AsyncGenerator<TableRow[]>, to: Alignment): AsyncGenerator<TableRow[]> {
  let count = 0
  for await (const batch of rows) {
    const aligned = batch
      .map((row) => alignedRow(row, to))
      .filter(({ cells }) => cells.some((text) => text !== ''))
    count += aligned.length
    if (count > to.limits.rows)
      refuseFile('file-too-many-rows', { row: aligned.at(-1)?.row ?? 0, column: 'A' })
    yield aligned
  }
}

function alignedRow({ row, cells, hints }: TableRow, { first, width, onNote }: Alignment): TableRow {
  const end = first + width
  if (cells.length > end || cells.slice(0, first).some((text) => text !== ''))
    onNote('values-outside-columns')
  const pick = Array.from({ length: width }, (_, at) => first + at)
  return { row, cells: pick.map((at) => cells[at] ?? ''), hints: pick.map((at) => hints[at] ?? 'text') }
}
