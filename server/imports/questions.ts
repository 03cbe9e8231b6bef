export { fileFormats, type WrittenColumn, writeTable } from './files/write-table.ts'
export { headingKey } from './headings.ts'
export { likeliest } from './likeness.ts'
export { readNumber } from './read-number.ts'
export { readCoordinate, readPoint } from './read-point.ts'
export type {
  Acting,
  Cells,
  Change,
  ImportField,
  ImportTarget,
  Match,
  Mend,
  Reading,
  ReadRow,
  RowKey,
  RowToUndo,
  Written,
} from './target.ts'
