import { call, type Reply } from '../call.ts'
import { here } from '../router.svelte.ts'
import { areaQuery, deskLink } from './scope.ts'

export type DeskFacilities = Reply<'GET /facilities/desk'>
export type DeskFacility = DeskFacilities['items'][number]
export type FacilityQueue = keyof DeskFacilities['counts']

/** In the order of what waits for a coordinator. */
export const facilityQueues: readonly FacilityQueue[] = [
  'proposed',
  'stale',
  'doubted',
  'remarked',
  'gone',
  'all',
]

/** The queue the address names; all of them when it names none. */
export const askedQueue = (): FacilityQueue =>
  facilityQueues.find((queue) => queue === here.query.get('queue')) ?? 'all'

/** What the address asks for, as the query of the list. */
export function facilityQuery() {
  const [kind, q, after] = ['kind', 'q', 'after'].map((name) => here.query.get(name))
  return {
    ...areaQuery(),
    queue: askedQueue(),
    ...(kind && { kind }),
    ...(q && { q }),
    ...(after && { after }),
  }
}

/** The list with some of what it asks for changed; another queue or filter begins at the first page. */
export function facilitiesLink(changed: Record<string, string>): string {
  const kept = Object.fromEntries(['queue', 'kind', 'q'].map((name) => [name, here.query.get(name) ?? '']))
  return deskLink('/desk/facilities', { ...kept, ...changed })
}

/** How many stand in each queue of the area looked at. */
export const countFacilities = async (): Promise<DeskFacilities['counts']> =>
  (await call('GET /facilities/desk', { query: { ...areaQuery(), limit: 1 } })).counts
