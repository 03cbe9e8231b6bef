import { NoSignal, Refusal } from '../call.ts'
import { common } from '../messages/common.ts'
import { sayRegisterProblem } from '../messages/register-problems.ts'
import { survey } from '../messages/survey.ts'
import { Locked, StorageFull } from './notebook/notebook.ts'

/** The sentence for something that could not be written down or done; anything unforeseen is thrown on. */
export function failure(cause: unknown): string {
  if (cause instanceof StorageFull) return survey.words.net.full
  if (cause instanceof Locked) return survey.words.gate.lockedTitle
  if (cause instanceof NoSignal) return common.words.noSignalTry
  if (cause instanceof Refusal) return sayRegisterProblem(cause.code)
  throw cause
}
