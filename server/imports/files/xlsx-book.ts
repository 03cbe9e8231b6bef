import { refuseFile } from './table.ts'
import { builtInFormat, type CellFormat, formatOf } from './xlsx-formats.ts'
import { attribute, type XmlListener, XmlScan } from './xml-scan.ts'
import type { ZipPart } from './zip-directory.ts'
import { type Allowance, unpacked, unpackedText } from './zip-unpack.ts'

/** What a workbook consists of, before any sheet is read. Formats go with a cell's style number. */
export type Book = {
  sheets: { name: string; hidden: boolean; part: ZipPart }[]
  from1904: boolean
  formats: CellFormat[]
  strings: ZipPart | undefined
}

type Parts = ReadonlyMap<string, ZipPart>

/** Refuses a zip that is no .xlsx, by what else it is. */
export function refuseOtherZips(parts: Parts): void {
  const names = [...parts.keys()]
  const any = (pattern: RegExp) => names.some((name) => pattern.test(name))
  if (any(/(^|\/)vbaProject\.bin$/i) || any(/^xl\/macrosheets\//i)) refuseFile('file-has-macros')
  if (parts.has('xl/workbook.bin')) refuseFile('file-old-excel')
  if (parts.has('mimetype') && parts.has('content.xml')) refuseFile('file-open-document')
  if (any(/^(word|ppt)\//)) refuseFile('file-is-document')
  if (!parts.has('[Content_Types].xml')) refuseFile('file-is-archive')
}

/** Finds the parts of a workbook by their relations, wherever the writing program put them. */
export async function readBook(parts: Parts, allowance: Allowance): Promise<Book> {
  refuseOtherZips(parts)
  const roots = await relationsOf('', parts, allowance)
  const workbook = roots.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml'
  const bookPart = parts.get(workbook)
  if (!bookPart) return refuseFile('file-is-archive')
  const relations = await relationsOf(workbook, parts, allowance)
  const partOf = (type: string) => parts.get(relations.find((one) => one.type === type)?.target ?? '')
  const { from1904, listed } = listedSheets(await unpackedText(bookPart, allowance))
  const sheets = listed.flatMap(({ id, name, hidden }) => {
    const part = parts.get(relations.find((one) => one.id === id && one.type === 'worksheet')?.target ?? '')
    return part ? [{ name, hidden, part }] : []
  })
  if (sheets.length === 0) refuseFile('file-damaged')
  return {
    sheets,
    from1904,
    formats: await formatsIn(partOf('styles'), allowance),
    strings: partOf('sharedStrings'),
  }
}

type Relation = { id: string; type: string; target: string }

async function relationsOf(path: string, parts: Parts, allowance: Allowance): Promise<Relation[]> {
  const slash = path.lastIndexOf('/') + 1
  const part = parts.get(`${path.slice(0, slash)}_rels/${path.slice(slash)}.rels`)
  if (!part) return []
  const found: Relation[] = []
  scanText(await unpackedText(part, allowance), (name, attributes) => {
    if (name !== 'Relationship') return
    const type = attribute(attributes, 'Type')?.split('/').at(-1) ?? ''
    const target = partName(path.slice(0, slash), attribute(attributes, 'Target') ?? '')
    found.push({ id: attribute(attributes, 'Id') ?? '', type, target })
  })
  return found
}

/** A target is told from the part's folder, or from the root by a slash. */
function partName(folder: string, target: string): string {
  const steps: string[] = target.startsWith('/') ? [] : folder.split('/').filter(Boolean)
  for (const step of target.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

function listedSheets(xml: string) {
  const listed: { id: string; name: string; hidden: boolean }[] = []
  let from1904 = false
  scanText(xml, (name, attributes) => {
    if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '')
    if (name !== 'sheet') return
    const id = /\s\w+:id=["']([^"']*)/.exec(attributes)?.[1] ?? ''
    const hidden = (attribute(attributes, 'state') ?? 'visible') !== 'visible'
    listed.push({ id, name: attribute(attributes, 'name') ?? '', hidden })
  })
  return { from1904, listed }
}

/** A workbook copied together for years has some 60,000 styles; Excel allows no more. */
const MOST_FORMATS = 70_000

async function formatsIn(part: ZipPart | undefined, allowance: Allowance): Promise<CellFormat[]> {
  const named = new Map<number, CellFormat>()
  const formats: CellFormat[] = []
  if (!part) return formats
  let inCellStyles = false
  const scan = new XmlScan({
    ...silent,
    open(name, attributes) {
      const id = Number(attribute(attributes, 'numFmtId') ?? 0)
      if (name === 'cellXfs') inCellStyles = true
      else if (name === 'numFmt') named.set(id, formatOf(attribute(attributes, 'formatCode') ?? ''))
      else if (name === 'xf' && inCellStyles) formats.push(named.get(id) ?? builtInFormat(id))
      if (formats.length > MOST_FORMATS || named.size > MOST_FORMATS) refuseFile('file-unsafe')
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false
    },
  })
  for await (const piece of unpacked(part, allowance)) scan.write(piece)
  return formats
}

const silent: XmlListener = { open: () => {}, close: () => {}, text: () => {} }

function scanText(xml: string, open: XmlListener['open']): void {
  const scan = new XmlScan({ ...silent, open })
  scan.write(Buffer.from(xml))
  scan.end()
}
