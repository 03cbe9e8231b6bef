import { cellText, plainNumber, unguarded } from './cell-text.ts'
import { type CellHint, columnLetter, type FileLimits, refuseFile, type TableRow } from './table.ts'
import type { Book } from './xlsx-book.ts'
import { dateText, writtenDate } from './xlsx-date.ts'
import { columnIndex } from './xlsx-merges.ts'
import type { SharedStrings } from './xlsx-strings.ts'
import { attribute, XmlScan } from './xml-scan.ts'
import type { ZipPart } from './zip-directory.ts'
import { type Allowance, unpacked } from './zip-unpack.ts'

export type SheetReading = {
  part: ZipPart
  book: Pick<Book, 'formats' | 'from1904'>
  strings: SharedStrings | undefined
  limits: FileLimits
  allowance: Allowance
  /** told of a formula the writing program never worked out */
  onFormulaWithoutValue: () => void
}

const LAST_ROW = 1_048_576

/** The rows of a sheet that hold anything, hidden ones too, as many at a time as one piece of the part gives. */
export async function* sheetRows(reading: SheetReading): AsyncGenerator<TableRow[]> {
  const listener = new SheetListener(reading)
  const scan = new XmlScan(listener)
  for await (const piece of unpacked(reading.part, reading.allowance)) {
    scan.write(piece)
    const rows = listener.taken()
    if (rows.length > 0) yield rows
  }
  scan.end()
  if (!listener.whole) refuseFile('file-damaged')
}

/** Follows the tags of a sheet: row > c > v, or is > t. What a formula would work out is never looked at. */
class SheetListener {
  whole = false
  private readonly reading: SheetReading
  private rows: TableRow[] = []
  private row: TableRow = { row: 0, cells: [], hints: [] }
  private column = -1
  private type = ''
  private style = 0
  private value = ''
  private collects = false
  private inPhonetic = false
  private hasFormula = false

  constructor(reading: SheetReading) {
    this.reading = reading
  }

  taken(): TableRow[] {
    const rows = this.rows
    this.rows = []
    return rows
  }

  open(name: string, attributes: string): void {
    if (name === 'c') this.openCell(attributes)
    else if (name === 'v') this.collects = true
    else if (name === 't') this.collects = !this.inPhonetic
    else if (name === 'row') this.openRow(attributes)
    else if (name === 'f') this.hasFormula = true
    else if (name === 'rPh') this.inPhonetic = true
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.collects = false
    else if (name === 'c') this.closeCell()
    else if (name === 'row' && this.row.cells.length > 0) this.rows.push(this.row)
    else if (name === 'rPh') this.inPhonetic = false
    else if (name === 'sheetData') this.whole = true
  }

  text(text: string): void {
    if (this.collects && this.value.length <= this.reading.limits.cellCharacters) this.value += text
  }

  private openRow(attributes: string): void {
    const told = attribute(attributes, 'r')
    const row = told === undefined ? this.row.row + 1 : Number(told)
    // in order and each once, as ECMA-376 has it: a number is a row of the import
    if (!(row > this.row.row && row <= LAST_ROW)) refuseFile('file-damaged')
    this.row = { row, cells: [], hints: [] }
    this.column = -1
  }

  private openCell(attributes: string): void {
    const ref = attribute(attributes, 'r')
    this.column = ref === undefined ? this.column + 1 : columnIndex(/^[A-Z]{1,3}/i.exec(ref)?.[0] ?? '')
    this.type = attribute(attributes, 't') ?? 'n'
    this.style = Number(attribute(attributes, 's') ?? 0)
    this.value = ''
    this.hasFormula = false
  }

  private closeCell(): void {
    if (this.value === '') {
      if (this.hasFormula) this.reading.onFormulaWithoutValue()
      return
    }
    const { text, hint } = this.read()
    if (text === '') return
    const at = { row: this.row.row, column: columnLetter(this.column) }
    if (this.column < 0) refuseFile('file-damaged')
    if (this.column >= this.reading.limits.columns) refuseFile('file-too-many-columns', at)
    if (text.length > this.reading.limits.cellCharacters) refuseFile('file-cell-too-long', at)
    while (this.row.cells.length < this.column) {
      this.row.cells.push('')
      this.row.hints.push('text')
    }
    this.row.cells[this.column] = text
    this.row.hints[this.column] = hint
  }

  private read(): { text: string; hint: CellHint } {
    const { value, type } = this
    if (type === 's') return text(this.reading.strings?.at(Number(value)) ?? '')
    if (type === 'str' || type === 'inlineStr') return text(value)
    if (type === 'b') return { text: value === '1' || value === 'true' ? 'true' : 'false', hint: 'boolean' }
    if (type === 'e') return { text: value, hint: 'error' }
    if (type === 'd') return writtenDate(value) ?? text(value)
    return this.readNumber(Number(value))
  }

  private readNumber(number: number): { text: string; hint: CellHint } {
    if (!Number.isFinite(number)) return text(this.value)
    const format = this.reading.book.formats[this.style] ?? { shows: 'number', digits: 0 }
    if (format.shows !== 'number') {
      const date = dateText(number, format.shows, this.reading.book.from1904)
      if (date) return date
    } else if (format.digits > 0 && Number.isSafeInteger(number) && number >= 0) {
      return { text: String(number).padStart(format.digits, '0'), hint: 'number' }
    }
    return { text: plainNumber(number), hint: 'number' }
  }
}

/** Characters XML cannot carry are written _x000D_ and the like (ECMA-376 part 1, 22.9.2.19). */
const ESCAPED = /_x([0-9A-F]{4})_/gi

function text(raw: string): { text: string; hint: CellHint } {
  const whole = raw.includes('_x')
    ? raw.replace(ESCAPED, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : raw
  return { text: unguarded(cellText(whole)), hint: 'text' }
}
