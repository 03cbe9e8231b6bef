import { Book } from '../language.svelte.ts'

/** Words of one case on the coordinator's desk and of what is decided there. */
export const deskCase = new Book({
  th: () => import('./th/desk-case.ts'),
  en: () => import('./en/desk-case.ts'),
})
