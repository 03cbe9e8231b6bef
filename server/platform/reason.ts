import { refuse } from './problem.ts'
import { scrub } from './scrub.ts'

/** A reason as it is written down, without numbers that may be a person's. Refuses one that says nothing. */
export const reasonOf = (told: string): string =>
  told === '' ? refuse('invalid-input', [{ path: '/reason', code: 'too-short' }]) : scrub(told)
