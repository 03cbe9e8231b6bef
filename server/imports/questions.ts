export { fileFormats, type WrittenCell, type WrittenColumn, writeTable } from './files/write-table.ts'
export { isBringingIn } from './list-view.ts'
export { pathOf, readArea, readWrittenPoint } from './read-area.ts'
export {
  type Choice,
  optionChoices,
  readChoice,
  readChoices,
  yesNoWords,
} from './read-choice.ts'
export { readNumber } from './read-number.ts'
export { problem, RowCells, suggest } from './row-cells.ts'
export { forgetRowsOf } from './store.ts'
export type {
  Acting,
  Cells,
  Change,
  ImportField,
  ImportTarget,
  Match,
  Reading,
  ReadRow,
  RowKey,
  RowToUndo,
  Written,
} from './target.ts'
