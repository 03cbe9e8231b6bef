import { helpCase } from '../messages/help-case.ts'

/** "คนในครอบครัวแจ้งแทน"; nothing when it was not told. */
export function relationWords(relation: string | null): string {
  const words: Record<string, string> = helpCase.words.relation
  return relation === null ? '' : (words[relation] ?? '')
}
