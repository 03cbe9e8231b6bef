import { Book } from '../language.svelte.ts'

/** Opening hours: said in words, and filled in. */
export const hours = new Book({
  th: () => import('./th/hours.ts'),
  en: () => import('./en/hours.ts'),
})
