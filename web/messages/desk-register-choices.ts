import { Book } from '../language.svelte.ts'

/** Words of what a coordinator decides in the register. */
export const deskRegisterChoices = new Book({
  th: () => import('./th/desk-register-choices.ts'),
  en: () => import('./en/desk-register-choices.ts'),
})
