import type { CellProblemCode } from '../../contract/import-problems.ts'
import type { CellProblem } from '../../contract/imports.ts'
import type { Cells, Mend } from './target.ts'

/** What people write where there is nothing to write. */
const NOTHING = /^(?:[-–—_.\s]+|ไม่ระบุ|ไม่ทราบ|ไม่มีข้อมูล|n\/?a|null|none)$/i
const LONGEST_SHOWN = 120

type Suggestion = CellProblem['suggestions'][number]
type Said = { about?: Record<string, string>; suggestions?: Suggestion[]; doubtful?: true }

/** The cells of one row while they are read, gathering what is wrong and what was read otherwise than written. */
export class RowCells {
  readonly problems: CellProblem[] = []
  readonly mended: Mend[] = []
  private readonly cells: Cells

  constructor(cells: Cells) {
    this.cells = cells
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

  mend(field: string, from: string, to: string): void {
    if (from !== to) this.mended.push({ field, from, to })
  }
}

/** A problem of a cell; serious unless it is only a doubt. */
export function problem(field: string | null, code: CellProblemCode, said: Said = {}): CellProblem {
  const about = Object.entries(said.about ?? {}).map(([key, text]) => [key, text.slice(0, LONGEST_SHOWN)])
  return {
    ...{ field, code, about: Object.fromEntries(about), suggestions: said.suggestions ?? [] },
    serious: said.doubtful !== true,
  }
}

/** Suggestions whose text is also what people read. */
export const suggest = (...texts: string[]): Suggestion[] =>
  texts.map((text) => ({ value: text, label: text }))
