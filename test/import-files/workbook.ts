import { type Part, zip } from './zip.ts'

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

export type Sheet = { name?: string; rows: string; merges?: string[]; hidden?: boolean }
type Extra = {
  styles?: string
  strings?: string[]
  from1904?: boolean
  parts?: Record<string, Buffer | string | Part>
}

/** An .xlsx as Excel lays it out: texts shared, merges behind the rows. Rows are given as XML. */
export function workbook(sheets: readonly Sheet[], extra: Extra = {}): Buffer {
  const list = sheets.map(
    ({ name, hidden }, at) =>
      `<sheet name="${name ?? `Sheet${at + 1}`}" sheetId="${at + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`,
  )
  const relations = [
    ...sheets.map((_, at) => relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)),
    relation('rIdS', 'styles', 'styles.xml'),
    relation('rIdT', 'sharedStrings', 'sharedStrings.xml'),
  ]
  const properties = extra.from1904 ? '<workbookPr date1904="1"/>' : ''
  return zip({
    '[Content_Types].xml': `${XML}<Types/>`,
    '_rels/.rels': relationList([relation('rId1', 'officeDocument', 'xl/workbook.xml')]),
    'xl/workbook.xml': `${XML}<workbook ${MAIN} xmlns:r="${RELATION}">${properties}<sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationList(relations),
    ...Object.fromEntries(sheets.map((sheet, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheet)])),
    'xl/sharedStrings.xml': `${XML}<sst ${MAIN}>${(extra.strings ?? []).map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
    'xl/styles.xml': `${XML}<styleSheet ${MAIN}>${extra.styles ?? ''}</styleSheet>`,
    ...extra.parts,
  })
}

const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${RELATION}/${type}" Target="${target}"/>`
const relationList = (relations: readonly string[]) =>
  `${XML}<Relationships>${relations.join('')}</Relationships>`

function sheetXml({ rows, merges = [] }: Sheet): string {
  const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')
  return `${XML}<worksheet ${MAIN}><sheetData>${rows}</sheetData><mergeCells count="${merges.length}">${merged}</mergeCells></worksheet>`
}

/** Rows of texts and numbers as XML, from the given row on; null leaves a cell out. */
export function rowsXml(rows: readonly (readonly (string | number | null)[])[], first = 1): string {
  return rows
    .map(
      (cells, at) =>
        `<row r="${first + at}">${cells.map((cell, c) => cellXml(cell, c, first + at)).join('')}</row>`,
    )
    .join('')
}

function cellXml(cell: string | number | null, column: number, row: number): string {
  const ref = `${String.fromCharCode(65 + column)}${row}`
  if (cell === null) return ''
  if (typeof cell === 'number') return `<c r="${ref}"><v>${cell}</v></c>`
  return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${cell}</t></is></c>`
}
