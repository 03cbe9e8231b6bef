import type { ProblemCode } from '../../contract/problems.ts'
import { Refusal } from '../call.ts'
import { desk } from '../messages/desk.ts'
import { registerProblems } from '../messages/register-problems.ts'
import { troubleWords } from '../trouble.ts'

/** What a call that did not work means to a coordinator, and what to do next. */
export const deskTrouble = (cause: unknown): string =>
  (cause instanceof Refusal && (desk.words.refused[cause.code] ?? ofRegister(cause.code))) ||
  troubleWords(cause)

/** Pages of the register have its words open; no other page meets its refusals. */
function ofRegister(code: ProblemCode): string | undefined {
  const words: Partial<Record<ProblemCode, string>> = registerProblems.opened ? registerProblems.words : {}
  return words[code]
}
