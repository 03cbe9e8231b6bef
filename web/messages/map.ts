import { Book } from '../language.svelte.ts'

export const map = new Book({ th: () => import('./th/map.ts'), en: () => import('./en/map.ts') })
