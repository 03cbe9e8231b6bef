import { Book } from '../language.svelte.ts'

export const signIn = new Book({ th: () => import('./th/sign-in.ts'), en: () => import('./en/sign-in.ts') })
