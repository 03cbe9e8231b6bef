import { NoSignal, Refusal } from '../call.ts'
import { common } from '../messages/common.ts'
import { sayProblem } from '../messages/facility-problems.ts'

/** The sentence for a call that did not work; anything unforeseen is thrown on. */
export function failureWords(cause: unknown): string {
  if (cause instanceof NoSignal) return common.words.noSignalTry
  if (cause instanceof Refusal) return sayProblem(cause.code)
  throw cause
}
