import { Book } from '../language.svelte.ts'

export const follow = new Book({ th: () => import('./th/follow.ts'), en: () => import('./en/follow.ts') })
