import { Book } from '../language.svelte.ts'

export const setup = new Book({ th: () => import('./th/setup.ts'), en: () => import('./en/setup.ts') })
