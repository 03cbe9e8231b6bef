import type { CellProblem, Import } from '../../contract/imports.ts'
import type { Text } from '../../profiles/profile.ts'
import type { Actor } from '../access/actor.ts'
import type { Database } from '../platform/database.ts'
import type { Choice } from './read-choice.ts'

/** A field a column can be taken for. `names`: other headings it goes by. */
export type ImportField = { id: string; label: Text; names: readonly string[]; required: boolean }
/** Field → text, as written in the file or by hand; what is empty is left out. */
export type Cells = Readonly<Record<string, string>>
/** Which of the first two numbers of a day is the month. */
export type DayOrder = 'ask' | 'day-first' | 'month-first'
/** What people said of words of the file: "field word" (as {@link answerKey} writes it) → what it means; '': it stays in the note. */
export type Answers = ReadonlyMap<string, string>
/** By what cells are read beside themselves. */
export type ReadingHow = { now: Date; answers: Answers; dayOrders: Readonly<Record<string, DayOrder>> }
/** A cell read otherwise than written. */
export type Mend = { field: string; from: string; to: string }
export type Change = { field: string; before: string; after: string }
/**
 * Rows with the same key are the same; with a distance, only if their points are within so many metres. `seeks`: the keys of
 * rows that would be the same, where these are others than its own.
 */
export type RowKey = { key: string; withinMetres?: number; seeks?: readonly string[] }

/** What the cells of one row say by themselves. `value`: what would be written, as JSON; only of use without serious problems. */
export type Reading<Value = unknown> = {
  value: Value
  problems: CellProblem[]
  mended: Mend[]
  lon: number | null
  lat: number | null
}
/** What a row is beside what is there already. `targetId`: what it would change. */
export type Match = { targetId: string | null; problems: CellProblem[]; changes: Change[]; keys: RowKey[] }

export type Acting = { actor: Actor; now: Date }
export type ReadRow<Value = unknown> = { number: number; value: Value }
/** `before`: what is needed to take it back; null when it was new. */
export type Written = { number: number; targetId: string; before: object | null }
export type RowToUndo = { number: number; targetId: string; writtenAt: Date; before: object | null }

/**
 * What can be brought in, given by the slice that owns it. The machinery knows files, headings, rows, progress and
 * mending; the target knows what a row means. All take a batch of rows and work with few statements, not one for each row.
 */
export type ImportTarget<Value = unknown> = {
  name: Import['target']
  fields: readonly ImportField[]
  /** Rows speak of people: nothing of them is readable in the database. */
  sealed?: true
  /** Rows of one transaction, where more than usual do it no harm. */
  rowsAtOnce?: number
  /** Who may bring these in at all, and look at what they brought in; without it, whoever may call. */
  may?(actor: Actor): boolean
  /** A cell as the preview shows it, where that is less than what was written. */
  shown?(field: string, text: string): string
  /** The choices of a field whose words can be answered once for all rows; undefined of other fields. */
  choicesOf(field: string): readonly Choice[] | undefined
  /** The field that a list may tell once for all its rows, and what the title of a list says of it. */
  ofWholeFile?: { field: string; saidBy(title: string): string | undefined }
  /** Pure: what the cells say. */
  read(cells: Cells, how: ReadingHow): Reading<Value>
  /** Beside what is there, and what the actor may. With `lock`, what would be changed cannot be changed by others meanwhile. */
  match(db: Database, rows: readonly ReadRow<Value>[], how: Acting & { lock: boolean }): Promise<Match[]>
  /** Writes rows that were matched with a lock in this transaction and are new or change something. */
  write(
    db: Database,
    rows: readonly (ReadRow<Value> & { targetId: string | null })[],
    how: Acting,
  ): Promise<Written[]>
  /** Takes written rows back, unless somebody has touched what they wrote; the numbers of those taken back. */
  undo(db: Database, rows: readonly RowToUndo[], how: Acting): Promise<number[]>
}
