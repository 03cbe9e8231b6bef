import { Book } from '../language.svelte.ts'

/** Words of those who go from house to house for the register. */
export const survey = new Book({
  th: () => import('./th/survey.ts'),
  en: () => import('./en/survey.ts'),
})
