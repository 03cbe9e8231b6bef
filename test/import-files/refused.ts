import { deflateRawSync, gzipSync } from 'node:zlib'
import type { FileLimits, FileRefusalCode } from '../../server/imports/files/table.ts'
import { inWindows874 } from './reading.ts'
import { rowsXml, workbook, XML } from './workbook.ts'
import { swollen, zip } from './zip.ts'

type Refused = {
  code: FileRefusalCode
  what: string
  name: string
  content: () => Buffer | string
  limits?: Partial<FileLimits>
}

const TABLE = 'ชื่อ,อำเภอ,โทร\nคลินิกสมมติ,ปากเกร็ด,081-000-0001\n'
const plain = () =>
  workbook([
    {
      rows: rowsXml([
        ['ชื่อ', 'อำเภอ'],
        ['คลินิกสมมติ', 'ปากเกร็ด'],
      ]),
    },
  ])
const withPart = (name: string, content: string) =>
  workbook([{ rows: rowsXml([['ชื่อ', 'อำเภอ']]) }], { parts: { [name]: content } })
const SHEET = 'xl/worksheets/sheet1.xml'
const STRINGS = 'xl/sharedStrings.xml'
const sheet = (rows: string) => `${XML}<worksheet><sheetData>${rows}</sheetData></worksheet>`
const bomb = (name: string, part: ReturnType<typeof swollen>) =>
  workbook([{ rows: '' }], { parts: { [name]: part } })
const compound = (...names: string[]) =>
  Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(504),
    ...names.map((name) => Buffer.from(name, 'utf16le')),
  ])
const collection = (features: string) => `{"type":"FeatureCollection","features":[${features}]}`
const wide = (n: number) => Array.from({ length: n }, (_, at) => `คอลัมน์ ${'กขคงจ'[at % 5]}${at}`).join(',')

/** What comes in that is no table, by what people would call it. */
export const otherKinds: Refused[] = [
  { code: 'file-empty', what: 'a file without a byte', name: 'a.csv', content: () => '' },
  { code: 'file-empty', what: 'a file of blank lines', name: 'a.csv', content: () => ' \r\n\r\n' },
  { code: 'file-empty', what: 'a .csv of delimiters', name: 'a.csv', content: () => ',,,\n,,,\n' },
  {
    code: 'file-empty',
    what: 'a workbook without a cell',
    name: 'a.xlsx',
    content: () => workbook([{ rows: '' }]),
  },
  {
    code: 'file-no-header',
    what: 'numbers without a header',
    name: 'a.csv',
    content: () => '1,2,3\n4,5,6\n',
  },
  {
    code: 'file-old-excel',
    what: 'an .xls',
    name: 'a.xls',
    content: () => compound('Root Entry', 'Workbook'),
  },
  {
    code: 'file-old-excel',
    what: 'an .xls named .xlsx',
    name: 'a.xlsx',
    content: () => compound('Workbook'),
  },
  {
    code: 'file-old-excel',
    what: 'an .xlsb',
    name: 'a.xlsb',
    content: () => withPart('xl/workbook.bin', ''),
  },
  {
    code: 'file-locked',
    what: 'a workbook with a password',
    name: 'a.xlsx',
    content: () => compound('EncryptionInfo', 'EncryptedPackage'),
  },
  {
    code: 'file-locked',
    what: 'a zip with a password',
    name: 'a.zip',
    content: () => zip({ a: { bytes: Buffer.from('a'), flags: 1 } }),
  },
  {
    code: 'file-has-macros',
    what: 'an .xlsm',
    name: 'a.xlsm',
    content: () => withPart('xl/vbaProject.bin', 'VBA'),
  },
  {
    code: 'file-has-macros',
    what: 'an .xlsm named .xlsx',
    name: 'a.xlsx',
    content: () => withPart('xl/vbaProject.bin', 'VBA'),
  },
  {
    code: 'file-has-macros',
    what: 'a workbook with a macro sheet',
    name: 'a.xlsx',
    content: () => withPart('xl/macrosheets/sheet1.xml', ''),
  },
  {
    code: 'file-open-document',
    what: 'an .ods',
    name: 'a.ods',
    content: () => zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '' }),
  },
  {
    code: 'file-is-document',
    what: 'a .docx',
    name: 'a.docx',
    content: () => zip({ '[Content_Types].xml': '', 'word/document.xml': '' }),
  },
  { code: 'file-is-document', what: 'a .doc', name: 'a.doc', content: () => compound('WordDocument') },
  { code: 'file-is-document', what: 'an .rtf', name: 'a.rtf', content: () => '{\\rtf1 ชื่อ}' },
  { code: 'file-is-pdf', what: 'a .pdf named .xlsx', name: 'a.xlsx', content: () => '%PDF-1.7\n1 0 obj' },
  {
    code: 'file-is-image',
    what: 'a photograph of a table',
    name: 'a.xlsx',
    content: () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0]),
  },
  {
    code: 'file-is-image',
    what: 'a .png',
    name: 'a.png',
    content: () => Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
  },
  { code: 'file-is-archive', what: 'a zip of files', name: 'a.zip', content: () => zip({ 'a.csv': TABLE }) },
  {
    code: 'file-is-archive',
    what: 'a zip in a zip in a zip',
    name: 'a.xlsx',
    content: () => zip({ a: zip({ b: zip({ c: TABLE }) }) }),
  },
  { code: 'file-is-archive', what: 'a gzip', name: 'a.csv', content: () => gzipSync(TABLE) },
  {
    code: 'file-is-web-page',
    what: 'a page named .xls',
    name: 'a.xls',
    content: () => '<html><table><tr><td>ชื่อ',
  },
  {
    code: 'file-kind-unknown',
    what: 'a program',
    name: 'a.csv',
    content: () => Buffer.from('\x7fELF\x02\x01\0\0\0\x03\x3e\x01\x05'.repeat(9), 'latin1'),
  },
  { code: 'file-kind-unknown', what: 'any XML', name: 'a.csv', content: () => '<?xml version="1.0"?><kml/>' },
  {
    code: 'file-encoding-unknown',
    what: 'French in Latin-1',
    name: 'a.csv',
    content: () => Buffer.from('Prénom;Région\nThérèse;Côte', 'latin1'),
  },
  {
    code: 'file-encoding-unknown',
    what: 'UTF-8 with a byte missing',
    name: 'a.csv',
    content: () => Buffer.concat([Buffer.from(TABLE).subarray(0, 5), Buffer.from(TABLE).subarray(6)]),
  },
  {
    code: 'file-not-geojson-points',
    what: 'JSON that is no GeoJSON',
    name: 'a.json',
    content: () => '{"a":[1,2]}',
  },
  {
    code: 'file-not-geojson-points',
    what: 'a list that holds no features',
    name: 'a.json',
    content: () => collection('1,2'),
  },
]

/** Tables that are broken, or larger than allowed. */
export const broken: Refused[] = [
  {
    code: 'file-damaged',
    what: 'a workbook with a row told twice',
    name: 'a.xlsx',
    content: () => workbook([{ rows: rowsXml([['ชื่อ', 'อำเภอ']]) + rowsXml([['คลินิกสมมติ', 'ปากเกร็ด']]) }]),
  },
  {
    code: 'file-damaged',
    what: 'half an .xlsx',
    name: 'a.xlsx',
    content: () => plain().subarray(0, plain().length / 2),
  },
  {
    code: 'file-damaged',
    what: 'an .xlsx without its last bytes',
    name: 'a.xlsx',
    content: () => plain().subarray(0, -8),
  },
  {
    code: 'file-damaged',
    what: 'an .xlsx with a changed byte',
    name: 'a.xlsx',
    content: () => changed(plain(), 'xl/worksheets/sheet1.xml', 60),
  },
  {
    code: 'file-damaged',
    what: 'a sheet that stops in the middle',
    name: 'a.xlsx',
    content: () => withPart(SHEET, sheet(rowsXml([['ชื่อ', 'อำเภอ']])).slice(0, 120)),
  },
  {
    code: 'file-damaged',
    what: 'a .csv that ends inside a quotation',
    name: 'a.csv',
    content: () => `${TABLE}"คลินิกสมมติ`,
  },
  {
    code: 'file-damaged',
    what: 'half a GeoJSON',
    name: 'a.geojson',
    content: () => collection('{"type":"Feature","properties":{}').slice(0, -2),
  },
  {
    code: 'file-too-many-rows',
    what: 'a workbook with too many rows',
    name: 'a.xlsx',
    content: () => workbook([{ rows: rowsXml(Array.from({ length: 20 }, () => ['ก', 'ข'])) }]),
    limits: { rows: 10 },
  },
  {
    code: 'file-too-many-rows',
    what: 'a GeoJSON with too many features',
    name: 'a.json',
    content: () => collection(Array(20).fill('{"type":"Feature","geometry":null}').join()),
    limits: { rows: 10 },
  },
  {
    code: 'file-too-many-columns',
    what: 'a .csv of 201 columns',
    name: 'a.csv',
    content: () => `${wide(201)}\n`,
  },
  {
    code: 'file-too-many-columns',
    what: 'a cell in column 16,384',
    name: 'a.xlsx',
    content: () => withPart(SHEET, sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>')),
  },
  {
    code: 'file-too-many-columns',
    what: 'a GeoJSON of 300 properties',
    name: 'a.json',
    content: () =>
      collection(
        `{"type":"Feature","properties":${JSON.stringify(
          Object.fromEntries(
            wide(300)
              .split(',')
              .map((name) => [name, 1]),
          ),
        )}}`,
      ),
  },
  {
    code: 'file-cell-too-long',
    what: 'a cell of 2,001 characters',
    name: 'a.csv',
    content: () => `${TABLE}${'ก'.repeat(2001)},ข,ค`,
  },
  {
    code: 'file-damaged',
    what: 'TIS-620 cut inside a quotation',
    name: 'a.txt',
    content: () => inWindows874('ชื่อ\tอำเภอ\nคลินิก\t"ปากเกร็ด'),
  },
]

/** Files made to take all memory or time, or to reach what is not theirs. */
export const hostile: Refused[] = [
  {
    code: 'file-too-large',
    what: 'a file larger than allowed',
    name: 'a.csv',
    content: () => TABLE.repeat(20),
    limits: { fileBytes: 1000 },
  },
  {
    code: 'file-too-many-rows',
    what: 'a .csv with too many rows',
    name: 'a.csv',
    content: () => `${TABLE}${'ก,ข,ค\n'.repeat(100_000)}`,
  },
  {
    code: 'file-too-many-columns',
    what: 'a .csv that is one line of commas',
    name: 'a.csv',
    content: () => `${TABLE}${','.repeat(5_000_000)}1`,
  },
  {
    code: 'file-cell-too-long',
    what: 'a shared text of 60 MB',
    name: 'a.xlsx',
    content: () =>
      workbook([{ rows: '<row r="1"><c r="A1" t="s"><v>0</v></c></row>' }], {
        parts: { [STRINGS]: swollenText('<sst><si><t>', 'ก', 20_000_000, '</t></si></sst>') },
      }),
  },
  {
    code: 'file-cell-too-long',
    what: 'a .csv of one endless word',
    name: 'a.csv',
    content: () => `${TABLE}${'a'.repeat(3_000_000)}`,
  },
  {
    code: 'file-unsafe',
    what: 'entities that multiply ("billion laughs")',
    name: 'a.xlsx',
    content: () =>
      withPart(
        SHEET,
        `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "${'c'.repeat(999)}"><!ENTITY d "&b;&b;&b;">]>${sheet('')}`,
      ),
  },
  {
    code: 'file-unsafe',
    what: 'an entity that names a file of the server',
    name: 'a.xlsx',
    content: () =>
      withPart(
        STRINGS,
        '<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/hostname">]><sst><si><t>&x;</t></si></sst>',
      ),
  },
  {
    code: 'file-unsafe',
    what: 'a tag without end',
    name: 'a.xlsx',
    content: () => withPart(SHEET, `<worksheet ${'a'.repeat(2_000_000)}`),
  },
  {
    code: 'file-unsafe',
    what: 'JSON nested a million deep',
    name: 'a.json',
    content: () => `{"type":${'['.repeat(1_000_000)}`,
  },
  {
    code: 'file-expands-too-much',
    what: 'a sheet of 1 GB that says so',
    name: 'a.xlsx',
    content: () => bomb(SHEET, swollen('<worksheet><sheetData>', ' ', 1e9, '</sheetData></worksheet>')),
  },
  {
    code: 'file-expands-too-much',
    what: 'a sheet of 1 GB that says 100 bytes',
    name: 'a.xlsx',
    content: () => bomb(SHEET, { ...swollen('<worksheet><sheetData>', ' ', 1e9, ''), size: 100 }),
  },
  {
    code: 'file-expands-too-much',
    what: 'twenty million shared texts',
    name: 'a.xlsx',
    content: () => bomb(STRINGS, swollen('<sst>', '<si><t>a</t></si>', 2e7, '</sst>')),
  },
  {
    code: 'file-expands-too-much',
    what: 'shared texts of 300 MB, all of the allowed length',
    name: 'a.xlsx',
    content: () => bomb(STRINGS, swollen('<sst>', `<si><t>${'a'.repeat(1990)}</t></si>`, 150_000, '</sst>')),
  },
  {
    code: 'file-expands-too-much',
    what: 'a list of sheets of 50 MB',
    name: 'a.xlsx',
    content: () => bomb('xl/workbook.xml', swollen('<workbook>', '<sheet/>', 6e6, '</workbook>')),
  },
  {
    code: 'file-too-many-rows',
    what: 'millions of cells',
    name: 'a.xlsx',
    content: () =>
      bomb(
        SHEET,
        swollen(
          `<worksheet><sheetData>${'<row><c t="str"><v>ก</v></c></row>'.replace('ก', 'Name')}`,
          '<row><c><v>1</v></c></row>',
          5e6,
          '',
        ),
      ),
  },
  {
    code: 'file-took-too-long',
    what: 'a file that takes longer than allowed',
    name: 'a.xlsx',
    content: plain,
    limits: { milliseconds: 1 },
  },
]

const swollenText = (before: string, again: string, times: number, after: string) => {
  const bytes = Buffer.from(before + again.repeat(times) + after)
  return { bytes, packed: deflateRawSync(bytes, { level: 1 }) }
}

/** The file with one byte changed, so far into the packed part of that name. */
function changed(bytes: Buffer, part: string, into: number): Buffer {
  const at = bytes.indexOf(part) + part.length + into
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0x55, at)
  return bytes
}
