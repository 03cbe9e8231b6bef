import { NoSignal, Refusal } from '../call.ts'
import { common } from '../messages/common.ts'

/** The sentence for a call that did not work; anything unforeseen is thrown on. */
export function failureWords(cause: unknown): string {
  if (cause instanceof NoSignal) return common.words.noSignalTry
  if (cause instanceof Refusal) return common.words.problem[cause.code]
  throw cause
}
