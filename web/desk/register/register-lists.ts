import type { Wish } from './register-types.ts'

/** The wishes that can be told, in the order they are asked. */
export const wishesAsked: readonly Wish[] = [
  'wants',
  'wants-home-area',
  'undecided',
  'does-not-want',
  'vaccinated',
  'recently-infected',
]
