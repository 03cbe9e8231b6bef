import { here } from '../router.svelte.ts'
import type { Show } from './rows-in-view.svelte.ts'

const shows: readonly Show[] = [
  ...(['look', 'problem', 'open', 'left', 'new', 'changes', 'same', 'skipped', 'mended', 'all'] as const),
]

/** The address of some rows of an import, from after a row's number. */
export function rowsLink(id: string, show: Show, after = 0): string {
  const query = new URLSearchParams({ show, ...(after > 0 && { after: String(after) }) })
  return `/desk/imports/${id}?${query}#rows`
}

/** Which rows the address asks for; the usual ones when it does not say. */
export const shownRows = (usual: Show): Show => shows.find((show) => show === here.query.get('show')) ?? usual

export const shownAfter = (): number => Number(here.query.get('after')) || 0
