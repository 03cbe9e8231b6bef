import { Book } from '../language.svelte.ts'

/** Words of bringing files in. */
export const deskImports = new Book({
  th: () => import('./th/desk-imports.ts'),
  en: () => import('./en/desk-imports.ts'),
})
