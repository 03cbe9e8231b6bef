import { here } from '../router.svelte.ts'
import type { Import } from './import-words.ts'

/** What is brought in, as the address of the page says: facilities, unless it says residents. */
export const wantedTarget = (): Import['target'] =>
  here.query.get('what') === 'residents' ? 'residents' : 'facilities'
