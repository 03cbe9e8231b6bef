import { Book } from '../language.svelte.ts'

/** Words of the register’s lists of work. */
export const deskRegisterLists = new Book({
  th: () => import('./th/desk-register-lists.ts'),
  en: () => import('./en/desk-register-lists.ts'),
})
