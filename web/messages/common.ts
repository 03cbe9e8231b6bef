import { Book } from '../language.svelte.ts'

/** Words of bars, buttons, refusals and times: open on every page. */
export const common = new Book({ th: () => import('./th/common.ts'), en: () => import('./en/common.ts') })
