import type { ImportFacts } from './import.ts'
import { answerKey } from './row-cells.ts'
import type { Answers } from './target.ts'

/** What a word of a field means in all rows; '': it stays in the note. */
export type Answer = { field: string; written: string; value: string }

/** The answers of an import, opened. */
export function answersIn({ answers, keeping }: Pick<ImportFacts, 'answers' | 'keeping'>): Answer[] {
  const opened = keeping.opened(answers)
  return 'list' in opened && Array.isArray(opened.list) ? opened.list : []
}

/** As they are kept. */
export const keptAnswers = (list: readonly Answer[], { keeping }: Pick<ImportFacts, 'keeping'>): object =>
  list.length === 0 ? {} : keeping.whole({ list })

export const answerMap = (list: readonly Answer[]): Answers =>
  new Map(list.map(({ field, written, value }) => [answerKey(field, written), value]))
