import { Book } from '../language.svelte.ts'

/** Words of the register’s residents. */
export const deskRegisterPerson = new Book({
  th: () => import('./th/desk-register-person.ts'),
  en: () => import('./en/desk-register-person.ts'),
})
