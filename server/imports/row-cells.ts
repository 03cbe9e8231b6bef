import type { CellProblemCode } from '../../contract/import-problems.ts'
import type { CellProblem } from '../../contract/imports.ts'
import { wordKey } from './read-choice.ts'
import type { Answers, Cells, Mend } from './target.ts'

/** What people write where there is nothing to write. */
const NOTHING = /^(?:[-–—_.\s]+|ไม่ระบุ|ไม่ทราบ|ไม่มีข้อมูล|n\/?a|null|none)$/i
const LONGEST_SHOWN = 120

type Suggestion = CellProblem['suggestions'][number]
/** `left`: the value stays out of its field; doubtful as well. */
type Said = { about?: Record<string, string>; suggestions?: Suggestion[]; doubtful?: true; left?: true }
export type Kept = { field: string; text: string }

/** By which an answer about a word of a field is found. */
export const answerKey = (field: string, word: string): string => `${field} ${wordKey(word)}`

/** The cells of one row while they are read, gathering what is wrong and what was read otherwise than written. */
export class RowCells {
  readonly problems: CellProblem[] = []
  readonly mended: Mend[] = []
  /** what was not understood, or has no field: it goes into the note, word for word */
  readonly kept: Kept[] = []
  private readonly cells: Cells
  private readonly answers: Answers

  constructor(cells: Cells, answers: Answers = new Map()) {
    this.cells = cells
    this.answers = answers
  }

  /** What somebody said a word of this field means; '': it is a remark. Undefined when nobody did. */
  answer(field: string, word: string): string | undefined {
    return this.answers.size === 0 ? undefined : this.answers.get(answerKey(field, word))
  }

  /** The text of a cell; undefined when nothing is told there. */
  text(field: string): string | undefined {
    const text = this.cells[field]?.trim()
    return text === undefined || text === '' || NOTHING.test(text) ? undefined : text
  }

  filled(): string[] {
    return Object.keys(this.cells).filter((field) => this.text(field) !== undefined)
  }

  wrong(field: string | null, code: CellProblemCode, said: Said = {}): void {
    this.problems.push(problem(field, code, said))
  }

  keep(field: string, text: string): void {
    this.kept.push({ field, text })
  }

  /** What stands there is asked; until it is answered it stays out of its field, and is kept. */
  leave(field: string, code: CellProblemCode, said: Said & { written: string }): void {
    const about = { written: said.written, ...said.about }
    this.problems.push(problem(field, code, { ...said, about, left: true }))
    this.keep(field, said.written)
  }

  mend(field: string, from: string, to: string): void {
    if (from !== to) this.mended.push({ field, from, to })
  }
}

/** A problem of a cell; serious unless it is only a doubt. */
export function problem(field: string | null, code: CellProblemCode, said: Said = {}): CellProblem {
  const about = Object.entries(said.about ?? {}).map(([key, text]) => [key, text.slice(0, LONGEST_SHOWN)])
  return {
    ...{ field, code, about: Object.fromEntries(about), suggestions: said.suggestions ?? [] },
    serious: said.doubtful !== true && said.left !== true,
    left: said.left === true,
  }
}

/** Suggestions whose text is also what people read. */
export const suggest = (...texts: string[]): Suggestion[] =>
  texts.map((text) => ({ value: text, label: text }))

/** The text of a cell, or what somebody said it means; undefined when it is empty or said to be a remark. */
export function answered(cells: RowCells, field: string): string | undefined {
  const text = cells.text(field)
  const said = text === undefined ? undefined : cells.answer(field, text)
  if (text === undefined || said === undefined) return text
  if (said === '') cells.keep(field, text)
  else cells.mend(field, text, said)
  return said === '' ? undefined : said
}

/** What is kept, as lines of a note: "เหตุผล: …". */
export const textOfKept = (kept: readonly Kept[], labelOf: (field: string) => string): string[] => [
  ...new Set(kept.map(({ field, text }) => `${labelOf(field)}: ${text}`)),
]
