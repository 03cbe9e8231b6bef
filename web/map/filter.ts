import { profile } from '../profile.svelte.ts'
import { go, here } from '../router.svelte.ts'

export type Filter = { need?: string; status?: 'waiting' | 'helping' }

const where = 'map-filter'

/** The filter of the address. A need this event does not know is left out. */
export function filterHere(): Filter {
  const need = here.query.get('need') ?? ''
  const status = here.query.get('status')
  return {
    ...(profile.now.needs.some(({ kind }) => kind === need) && { need }),
    ...((status === 'waiting' || status === 'helping') && { status }),
  }
}

/** Puts a filter into the address, so that a link shows the same, and keeps it on this phone. */
export function setFilter(filter: Filter): void {
  const query = new URLSearchParams({ ...filter })
  localStorage.setItem(where, query.toString())
  go(withHere({ need: filter.need, status: filter.status }), { replace: true })
}

/** An address without a filter gets the one kept on this phone. */
export function takeUpKeptFilter(): void {
  if (here.query.has('need') || here.query.has('status')) return
  const kept = Object.fromEntries(new URLSearchParams(localStorage.getItem(where) ?? ''))
  if (kept.need || kept.status) go(withHere(kept), { replace: true })
}

/** The address of this page with some of its query changed; undefined takes a part out. */
export function withHere(changes: Record<string, string | undefined>, path = here.path): string {
  const query = new URLSearchParams(here.query)
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value)
    else query.delete(name)
  }
  return query.size > 0 ? `${path}?${query}` : path
}
