import { Book } from '../language.svelte.ts'

export const ask = new Book({ th: () => import('./th/ask.ts'), en: () => import('./en/ask.ts') })
