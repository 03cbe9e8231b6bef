import { refuseFile } from './table.ts'
import { XmlScan } from './xml-scan.ts'
import type { ZipPart } from './zip-directory.ts'
import { type Allowance, unpacked } from './zip-unpack.ts'

/** Texts are kept as bytes in pages this large: a million texts as strings or a tree cost four to ten times that. */
const PAGE_BYTES = 4 * 1024 * 1024
/** Of the pages together. 100,000 rows of 12 different Thai texts need some 70 MB. */
const MOST_BYTES = 160 * 1024 * 1024
const MOST_TEXTS = 5_000_000

/** The shared texts of a workbook by their number, packed. */
export class SharedStrings {
  private readonly pages: Buffer[] = []
  private used = PAGE_BYTES
  private ends = new Uint32Array(1024)
  private count = 0

  add(text: string): void {
    const most = text.length * 3
    if (this.used + most > PAGE_BYTES) this.turnPage()
    const page = this.pages.at(-1)
    if (!page || most > PAGE_BYTES) refuseFile('file-expands-too-much')
    const start = (this.pages.length - 1) * PAGE_BYTES + this.used
    this.used += page.write(text, this.used)
    this.remember(start, (this.pages.length - 1) * PAGE_BYTES + this.used)
  }

  /** The text of that number, undefined when the workbook has none. */
  at(index: number): string | undefined {
    if (!(index >= 0 && index < this.count)) return undefined
    const [start = 0, end = 0] = this.ends.subarray(index * 2, index * 2 + 2)
    const from = start % PAGE_BYTES
    return this.pages[Math.floor(start / PAGE_BYTES)]?.toString('utf8', from, from + end - start)
  }

  private turnPage(): void {
    if ((this.pages.length + 1) * PAGE_BYTES > MOST_BYTES) refuseFile('file-expands-too-much')
    this.pages.push(Buffer.allocUnsafeSlow(PAGE_BYTES))
    this.used = 0
  }

  private remember(start: number, end: number): void {
    if (this.count === MOST_TEXTS) refuseFile('file-expands-too-much')
    if (this.count * 2 === this.ends.length) {
      const wider = new Uint32Array(this.ends.length * 2)
      wider.set(this.ends)
      this.ends = wider
    }
    this.ends[this.count * 2] = start
    this.ends[this.count * 2 + 1] = end
    this.count += 1
  }
}

/** Reads xl/sharedStrings.xml. Of a text too long for a cell only one character too many is kept, to refuse by. */
export async function readSharedStrings(part: ZipPart, allowance: Allowance, cellCharacters: number) {
  const strings = new SharedStrings()
  const state = { text: '', inText: false, inPhonetic: false }
  const scan = new XmlScan({
    open(name) {
      if (name === 'si') state.text = ''
      else if (name === 't') state.inText = !state.inPhonetic
      else if (name === 'rPh') state.inPhonetic = true
    },
    close(name) {
      if (name === 't') state.inText = false
      else if (name === 'rPh') state.inPhonetic = false
      else if (name === 'si') strings.add(state.text.slice(0, cellCharacters + 1))
    },
    text(text) {
      if (state.inText && state.text.length <= cellCharacters) state.text += text
    },
  })
  for await (const piece of unpacked(part, allowance)) scan.write(piece)
  scan.end()
  return strings
}
