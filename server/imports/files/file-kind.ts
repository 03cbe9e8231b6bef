import { type FileKind, refuseFile } from './table.ts'

const starts = (bytes: Buffer, ...head: number[]) => head.every((byte, at) => bytes[at] === byte)
const has = (bytes: Buffer, text: string, encoding: BufferEncoding = 'latin1') =>
  bytes.includes(Buffer.from(text, encoding))

/** What the content is, whatever the name says; a zip still has to prove that it is an .xlsx. Refuses the rest by name. */
export function fileKind(bytes: Buffer): FileKind {
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04)) return 'xlsx'
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) refuseCompound(bytes)
  if (has(bytes.subarray(0, 1024), '%PDF-')) refuseFile('file-is-pdf')
  if (isImage(bytes)) refuseFile('file-is-image')
  if (isArchive(bytes)) refuseFile('file-is-archive')
  return textKind(bytes)
}

/** The old container of Office: .xls, .doc, or a new file under a password. Names inside are UTF-16. */
function refuseCompound(bytes: Buffer): never {
  if (has(bytes, 'EncryptedPackage', 'utf16le')) refuseFile('file-locked')
  if (has(bytes, 'Workbook', 'utf16le') || has(bytes, 'Book\0', 'utf16le')) refuseFile('file-old-excel')
  if (has(bytes, 'WordDocument', 'utf16le')) refuseFile('file-is-document')
  if (has(bytes, 'PowerPoint', 'utf16le')) refuseFile('file-is-document')
  return refuseFile('file-kind-unknown')
}

function isImage(bytes: Buffer): boolean {
  const box = bytes.toString('latin1', 0, 12)
  return (
    starts(bytes, 0x89, 0x50, 0x4e, 0x47) ||
    starts(bytes, 0xff, 0xd8, 0xff) ||
    /^(GIF8|BM.{4}\0\0\0\0|II\*\0|MM\0\*|RIFF.{4}WEBP|.{4}ftyp(heic|heix|mif1|avif))/s.test(box)
  )
}

/** An empty zip, gzip, 7z, RAR. */
const isArchive = (bytes: Buffer) =>
  starts(bytes, 0x50, 0x4b, 0x05, 0x06) ||
  starts(bytes, 0x1f, 0x8b) ||
  starts(bytes, 0x37, 0x7a, 0xbc, 0xaf) ||
  starts(bytes, 0x52, 0x61, 0x72, 0x21)

function textKind(bytes: Buffer): FileKind {
  const opening = bytes.toString('latin1', 0, 4096).replace(/^(?:\xef\xbb\xbf)?\s*/, '')
  if (opening.startsWith('{\\rtf')) refuseFile('file-is-document')
  if (/^\{\s*["}]/.test(opening)) return 'geojson'
  if (opening.startsWith('<')) refuseMarkup(opening)
  return 'csv'
}

function refuseMarkup(opening: string): never {
  if (/urn:schemas-microsoft-com:office:spreadsheet/.test(opening)) refuseFile('file-old-excel')
  if (/<(!doctype html|html|table|body|meta|style)\b/i.test(opening)) refuseFile('file-is-web-page')
  if (/<svg\b/.test(opening)) refuseFile('file-is-image')
  return refuseFile('file-kind-unknown')
}

const EXTENSIONS: Record<FileKind, RegExp> = {
  xlsx: /\.xlsx$/i,
  csv: /\.(csv|tsv|tab|txt)$/i,
  geojson: /\.(geojson|json)$/i,
}
const TYPES: Record<FileKind, RegExp> = {
  xlsx: /spreadsheetml\.sheet/,
  csv: /^text\/|ms-excel/,
  geojson: /json/,
}

/** Whether the name (or, of a file without extension, the type the browser told) says what was found inside. */
export function nameFits(kind: FileKind, name: string, declaredType: string): boolean {
  return name.includes('.') ? EXTENSIONS[kind].test(name) : TYPES[kind].test(declaredType)
}
