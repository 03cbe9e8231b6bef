import { Book } from '../language.svelte.ts'

/** Facilities as everybody sees them. */
export const facility = new Book({
  th: () => import('./th/facility.ts'),
  en: () => import('./en/facility.ts'),
})
