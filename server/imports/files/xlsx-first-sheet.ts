import { type FileLimits, type FileNote, FileRefused, refuseFile, type TableRow } from './table.ts'
import { readBook } from './xlsx-book.ts'
import { mergesNearTop } from './xlsx-merges.ts'
import { type SheetReading, sheetRows } from './xlsx-sheet.ts'
import { readSharedStrings } from './xlsx-strings.ts'
import { zipParts } from './zip-directory.ts'

type Reading = { limits: FileLimits; onNote: (note: FileNote) => void }
type HowToRead = Omit<SheetReading, 'part'>

/** How far into another sheet is looked to see whether it holds anything: formats alone can be megabytes. */
const BYTES_LOOKED_AT = 1024 * 1024

/** The first sheet with anything in it, the names of the others, and what is merged near its top. */
export async function firstSheet(bytes: Buffer, { limits, onNote }: Reading) {
  const allowance = { bytes: limits.expandedBytes }
  const book = await readBook(zipParts(bytes), allowance)
  const strings = book.strings && (await readSharedStrings(book.strings, allowance, limits.cellCharacters))
  const how = {
    book,
    strings,
    limits,
    allowance,
    onFormulaWithoutValue: () => onNote('formulas-without-value'),
  }
  // sheets put out of sight come last: they hold lists for choosing from
  const sheets = book.sheets.toSorted((a, b) => Number(a.hidden) - Number(b.hidden))
  for (const [at, { name, part }] of sheets.entries()) {
    const rows = sheetRows({ ...how, part })
    const first = await rows.next()
    if (first.done) continue
    const otherSheets = await namesOfFull(sheets.slice(at + 1), how)
    const merges = await mergesNearTop(part, allowance)
    return { sheet: name, otherSheets, merges, rows: resumed(first.value, rows) }
  }
  return refuseFile('file-empty')
}

async function namesOfFull(sheets: { name: string; part: SheetReading['part'] }[], how: HowToRead) {
  const names: string[] = []
  for (const { name, part } of sheets) {
    const glance = { ...how, part, allowance: { bytes: BYTES_LOOKED_AT }, onFormulaWithoutValue: () => {} }
    if (await holdsAnything(glance)) names.push(name)
  }
  return names
}

async function holdsAnything(reading: SheetReading): Promise<boolean> {
  try {
    for await (const _ of sheetRows(reading)) return true
    return false
  } catch (error) {
    if (error instanceof FileRefused) return true
    throw error
  }
}

async function* resumed(first: TableRow[], rest: AsyncGenerator<TableRow[]>): AsyncGenerator<TableRow[]> {
  yield first
  yield* rest
}
