import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { ProblemCode } from '../../contract/problems.ts'
import type { Database } from '../platform/database.ts'
import { refuse } from '../platform/problem.ts'
import type { UploadedFile } from '../platform/upload.ts'
import { readTableFile } from './files/read-table-file.ts'
import { type FileRefusalCode, type TableHead, type TableRow, usualLimits } from './files/table.ts'
import type { ImportFacts } from './import.ts'
import { insertRows } from './store.ts'

/** Reads a file into the rows of an import; refuses, by name, one that cannot be read. */
export async function readIntoRows(
  db: Database,
  kept: Pick<ImportFacts, 'province_code' | 'id'>,
  file: UploadedFile,
): Promise<{ head: TableHead; rows: number; notes: string[] }> {
  const reading = await readTableFile(file, usualLimits, (rows) => insertRows(db, kept, rows.map(rowOf)))
  if (!reading.ok) refuse(codes[reading.code] ?? 'file-kind-unknown')
  if (reading.rowCount === 0) refuse('file-empty')
  const { head, rowCount, notes } = reading
  const encoding = head.encoding === 'windows-874' ? ['encoding-windows-874'] : []
  return { head, rows: rowCount, notes: [...notes, ...encoding] }
}

/** A geometry that is no point in the world is told with the row from the beginning. */
const rowOf = ({ row, cells, problem }: TableRow) => ({
  number: row,
  cells,
  found: problem ? { problems: [notAPoint] } : {},
})
const notAPoint = {
  ...{ field: null, code: 'place-is-not-a-point', about: {}, suggestions: [], serious: true },
}

/** Refusals that the contract knows by another name; those without words of their own are files of an unknown kind. */
const codes: Partial<Record<FileRefusalCode, ProblemCode>> = {
  'file-too-large': 'file-too-large',
  'file-empty': 'file-empty',
  'file-no-header': 'file-no-header',
  'file-old-excel': 'file-old-excel',
  'file-has-macros': 'file-has-macros',
  'file-locked': 'file-locked',
  'file-damaged': 'file-damaged',
  'file-unsafe': 'file-damaged',
  'file-expands-too-much': 'file-expands-too-much',
  'file-too-many-rows': 'file-too-many-rows',
  'file-too-many-columns': 'file-too-many-columns',
  'file-cell-too-long': 'file-expands-too-much',
  'file-took-too-long': 'file-took-too-long',
}

/** By which the same file is known again. */
export async function hashOf(path: string): Promise<Buffer> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece)
  return hash.digest()
}
