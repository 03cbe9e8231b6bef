import { NoSignal, Refusal } from './call.ts'
import { common } from './messages/common.ts'
import { sayProblem } from './messages/facility-problems.ts'

/** What went wrong with a call, in a sentence for people. */
export function troubleWords(error: unknown): string {
  if (error instanceof NoSignal) return common.words.noSignalTry
  if (error instanceof Refusal) return sayProblem(error.code)
  throw error
}
