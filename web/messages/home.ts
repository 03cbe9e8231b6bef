import { Book } from '../language.svelte.ts'

export const home = new Book({ th: () => import('./th/home.ts'), en: () => import('./en/home.ts') })
