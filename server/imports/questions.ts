export { fileFormats, type WrittenCell, type WrittenColumn, writeTable } from './files/write-table.ts'
export { withoutHealthRegion } from './health-region.ts'
export { isBringingIn } from './list-view.ts'
export { bareWords, isNegative } from './negation.ts'
export { pathOf, readArea } from './read-area.ts'
export {
  type Choice,
  type ChoiceRead,
  optionChoices,
  readChoice,
  readChoices,
  wordKey,
  yesNoWords,
} from './read-choice.ts'
export { readNumber } from './read-number.ts'
export { answered, problem, RowCells, suggest, textOfKept } from './row-cells.ts'
export { forgetRowsOf } from './store.ts'
export type {
  Acting,
  Cells,
  Change,
  DayOrder,
  ImportField,
  ImportTarget,
  Match,
  Reading,
  ReadingHow,
  ReadRow,
  RowKey,
  RowToUndo,
  Written,
} from './target.ts'
export { readWrittenPoint } from './written-point.ts'
