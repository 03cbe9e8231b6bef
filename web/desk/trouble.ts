import { Refusal } from '../call.ts'
import { desk } from '../messages/desk.ts'
import { troubleWords } from '../trouble.ts'

/** What a call that did not work means to a coordinator, and what to do next. */
export const deskTrouble = (cause: unknown): string =>
  (cause instanceof Refusal && desk.words.refused[cause.code]) || troubleWords(cause)
