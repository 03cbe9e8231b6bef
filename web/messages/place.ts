import { Book } from '../language.svelte.ts'

/** Words for choosing a place: used by whoever asks, registers or looks after an area. */
export const place = new Book({ th: () => import('./th/place.ts'), en: () => import('./en/place.ts') })
