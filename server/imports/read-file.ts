import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type ProblemCode, problems } from '../../contract/problems.ts'
import type { Database } from '../platform/database.ts'
import { refuse } from '../platform/problem.ts'
import type { UploadedFile } from '../platform/upload.ts'
import { DayOrders } from './day-orders.ts'
import { readTableFile } from './files/read-table-file.ts'
import { type FileRefusalCode, type TableHead, type TableRow, usualLimits } from './files/table.ts'
import type { ImportFacts } from './import.ts'
import { insertRows } from './store.ts'
import type { DayOrder } from './target.ts'

/** Reads a file into the rows of an import; refuses, by name, one that cannot be read. */
export async function readIntoRows(
  db: Database,
  kept: Pick<ImportFacts, 'province_code' | 'id' | 'keeping'>,
  file: UploadedFile,
): Promise<{ head: TableHead; rows: number; notes: string[]; dayOrders: (DayOrder | '')[] }> {
  const orders = new DayOrders()
  const reading = await readTableFile(file, usualLimits, (rows) => {
    for (const { cells } of rows) orders.see(cells)
    return insertRows(db, kept, rows.map(rowOf))
  })
  if (!reading.ok) refuse(codeOf(reading.code))
  if (reading.rowCount === 0) refuse('file-empty')
  const { head, rowCount, notes } = reading
  const encoding = head.encoding === 'windows-874' ? ['encoding-windows-874'] : []
  const dayOrders = orders.of(head.columns.map(({ name }) => name))
  return { head, rows: rowCount, notes: [...notes, ...encoding], dayOrders }
}

/** A geometry that is no point in the world is told with the row from the beginning. */
const rowOf = ({ row, cells, problem }: TableRow) => ({
  number: row,
  cells,
  found: problem ? { problems: [notAPoint] } : {},
})
const notAPoint = {
  ...{ field: null, code: 'place-is-not-a-point', about: {}, suggestions: [], serious: true, left: false },
}

/** Refusals that the contract says in fewer words: what is no table is a file of an unknown kind, whatever it is. */
const codes: Partial<Record<FileRefusalCode, ProblemCode>> = {
  'file-is-pdf': 'file-kind-unknown',
  'file-is-image': 'file-kind-unknown',
  'file-is-archive': 'file-kind-unknown',
  'file-is-document': 'file-kind-unknown',
  'file-is-web-page': 'file-kind-unknown',
  'file-unsafe': 'file-damaged',
}
const codeOf = (code: FileRefusalCode): ProblemCode =>
  codes[code] ?? (isProblem(code) ? code : 'file-kind-unknown')
const isProblem = (code: string): code is ProblemCode => code in problems

/** By which the same file is known again. */
export async function hashOf(path: string): Promise<Buffer> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece)
  return hash.digest()
}
