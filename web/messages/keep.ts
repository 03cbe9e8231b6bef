import { Book } from '../language.svelte.ts'

/** Words of those who keep facilities true. */
export const keep = new Book({
  th: () => import('./th/keep.ts'),
  en: () => import('./en/keep.ts'),
})
