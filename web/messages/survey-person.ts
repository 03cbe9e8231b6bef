import { Book } from '../language.svelte.ts'

/** Words about one resident: the steps of asking, visits, and what can be arranged. */
export const surveyPerson = new Book({
  th: () => import('./th/survey-person.ts'),
  en: () => import('./en/survey-person.ts'),
})
