import { Book } from '../language.svelte.ts'

/** Words of the desk's pages of facilities. */
export const deskFacilities = new Book({
  th: () => import('./th/desk-facilities.ts'),
  en: () => import('./en/desk-facilities.ts'),
})
