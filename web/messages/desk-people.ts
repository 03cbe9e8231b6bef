import { Book } from '../language.svelte.ts'

/** Words for volunteers, coordinators and the audit record on the desk. */
export const deskPeople = new Book({
  th: () => import('./th/desk-people.ts'),
  en: () => import('./en/desk-people.ts'),
})
