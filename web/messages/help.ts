import { Book } from '../language.svelte.ts'

/** Becoming and being a volunteer, and the lists of cases. */
export const help = new Book({ th: () => import('./th/help.ts'), en: () => import('./en/help.ts') })
