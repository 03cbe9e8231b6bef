import type { TableRow } from './table.ts'
import type { Merge } from './xlsx-merges.ts'

/** Where a table begins in the rows looked at: the header's place among them, its height, and its names by column. */
export type Header = { at: number; height: 1 | 2; names: string[] }

/** Titles, notes and logos above a table take some ten rows; a header further down is not looked for. */
export const ROWS_LOOKED_AT = 40
/** A header may be narrower than the widest row, which may have remarks beside the table. */
const LEAST_WIDTH = 0.6
const LEAST_SHORT_TEXTS = 0.8
const LONGEST_NAME = 120
const WORDLESS = /^[-+\d๐-๙\s.,:/()%฿]+$/

/**
 * The first row that looks like a header: about as wide as the table, and nearly all its cells different short texts
 * that are no numbers, dates or places. Undefined when no row is one.
 */
export function findHeader(rows: readonly TableRow[], merges: readonly Merge[]): Header | undefined {
  const width = Math.max(...rows.map(({ cells }) => filled(cells)))
  for (const [at, row] of rows.slice(0, ROWS_LOOKED_AT).entries()) {
    const names = across(row, merges)
    if (!looksLikeHeader(row, names, width)) continue
    const below = rows[at + 1]
    if (below?.row !== row.row + 1 || !below.cells.every(isBlankOrName)) return { at, height: 1, names }
    if (standsUnderGroups(row, below, merges))
      return { at, height: 2, names: joined(names, across(below, merges)) }
    if (fillsGaps(row, below)) return { at, height: 2, names: joined(overGaps(row, below), below.cells) }
    return { at, height: 1, names }
  }
  return undefined
}

const filled = (cells: readonly string[]) => cells.filter((text) => text !== '').length

function looksLikeHeader(row: TableRow, names: readonly string[], width: number): boolean {
  const own = row.cells.filter((text) => text !== '')
  if (own.length < Math.min(2, width) || filled(names) < width * LEAST_WIDTH) return false
  const short = row.cells.filter((text, index) => isName(text) && row.hints[index] === 'text')
  const different = new Set(own).size
  return short.length >= own.length * LEAST_SHORT_TEXTS && different >= own.length / 2
}

const isName = (text: string) => text !== '' && text.length <= LONGEST_NAME && !WORDLESS.test(text)

/** The texts of a row with merged cells filled to their right end. */
function across(row: TableRow, merges: readonly Merge[]): string[] {
  const names = [...row.cells]
  for (const { top, left, right } of merges) {
    if (top !== row.row) continue
    for (let column = left + 1; column <= right; column++) names[column] = names[left] ?? ''
  }
  return Array.from(names, (name) => name ?? '')
}

const isBlankOrName = (text: string) => text === '' || isName(text)

/** A second row belongs to the header when a merged group stands over several of its names. */
function standsUnderGroups(row: TableRow, below: TableRow, merges: readonly Merge[]): boolean {
  return merges.some(
    ({ top, left, right }) => top === row.row && filled(below.cells.slice(left, right + 1)) > 1,
  )
}

/** So it does in a .csv, which forgets what was merged: it names what the first left blank, and little else. */
function fillsGaps({ cells }: TableRow, below: TableRow): boolean {
  const gaps = below.cells.filter((text, at) => text !== '' && (cells[at] ?? '') === '')
  const both = below.cells.filter((text, at) => text !== '' && (cells[at] ?? '') !== '')
  const blank = cells.filter((text, at) => text === '' && (below.cells[at] ?? '') === '')
  return (
    gaps.length > 0 && blank.length === 0 && both.length <= gaps.length && both.length < filled(cells) / 2
  )
}

/** The upper names with each drawn across the gaps to its right. */
function overGaps({ cells }: TableRow, below: TableRow): string[] {
  const names: string[] = []
  for (let at = 0; at < Math.max(cells.length, below.cells.length); at++) {
    names.push(cells[at] || (names[at - 1] ?? ''))
  }
  return names
}

/** "ที่อยู่" over "ตำบล" is called "ที่อยู่ ตำบล". */
function joined(upper: readonly string[], lower: readonly string[]): string[] {
  const length = Math.max(upper.length, lower.length)
  return Array.from({ length }, (_, at) => [upper[at] ?? '', lower[at] ?? ''].filter(Boolean).join(' '))
}
