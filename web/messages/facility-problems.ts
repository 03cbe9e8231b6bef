import type { ProblemCode } from '../../contract/problems.ts'
import { Book } from '../language.svelte.ts'
import { common } from './common.ts'

/** Refusals of facilities and files; pages that may meet them open this book. */
export const facilityProblems = new Book({
  th: () => import('./th/facility-problems.ts'),
  en: () => import('./en/facility-problems.ts'),
})

/** What to tell a person of a refusal. */
export function sayProblem(code: ProblemCode): string {
  const known: Partial<Record<ProblemCode, string>> = {
    ...common.words.problem,
    ...(facilityProblems.opened && facilityProblems.words),
  }
  return known[code] ?? common.words.problem.unexpected
}
