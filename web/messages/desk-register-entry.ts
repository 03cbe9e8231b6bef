import { Book } from '../language.svelte.ts'

/** Words of quick entry from paper. */
export const deskRegisterEntry = new Book({
  th: () => import('./th/desk-register-entry.ts'),
  en: () => import('./en/desk-register-entry.ts'),
})
