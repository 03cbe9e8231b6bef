import { Book } from '../language.svelte.ts'

/** Words all pages of the register on the desk share, and of its overview. */
export const deskRegister = new Book({
  th: () => import('./th/desk-register.ts'),
  en: () => import('./en/desk-register.ts'),
})
