import { deskCase } from '../messages/desk-case.ts'

/** How a coordinator says that what a case asked for is done: the button's words, and sentences to choose from. */
type Settling = { title: string; said: readonly string[] }

/** Words fitting a kind of attention; for a kind we have no words for, those that fit any. */
export function settlingWords(kind: string): Settling {
  const { kinds, any } = deskCase.words.settle
  const known: Record<string, Settling> = kinds
  return known[kind] ?? any
}
