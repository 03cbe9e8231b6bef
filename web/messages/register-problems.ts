import type { ProblemCode } from '../../contract/problems.ts'
import { Book } from '../language.svelte.ts'
import { common } from './common.ts'

/** Refusals of the register; pages that may meet them open this book. */
export const registerProblems = new Book({
  th: () => import('./th/register-problems.ts'),
  en: () => import('./en/register-problems.ts'),
})

/** What to tell a person of a refusal; codes also come as plain text in receipts. */
export function sayRegisterProblem(code: ProblemCode | string): string {
  const known: Record<string, string> = { ...common.words.problem, ...registerProblems.words }
  return known[code] ?? common.words.problem.unexpected
}
