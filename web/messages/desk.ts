import { Book } from '../language.svelte.ts'

/** Words of the coordinator's desk. */
export const desk = new Book({ th: () => import('./th/desk.ts'), en: () => import('./en/desk.ts') })
