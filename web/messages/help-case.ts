import { Book } from '../language.svelte.ts'

/** One case as its helper sees it. */
export const helpCase = new Book({
  th: () => import('./th/help-case.ts'),
  en: () => import('./en/help-case.ts'),
})
