import { call, type Reply } from '../call.ts'
import { pointText } from '../facilities/keeping-near.ts'
import { metresBetween } from '../facilities/kept-facilities.ts'
import type { DeskFacility } from './facility-queues.ts'

export type Neighbour = { one: Reply<'GET /facilities'>['items'][number]; metres: number; sameName: boolean }

/** A place may have two names, or two pins that lie so far apart. */
const WITHIN_METRES = 1_000
const MOST = 5

/** What is public already and may be the same: of its kind near by, or of its name anywhere near the top of the list. */
export async function neighboursOf(proposed: DeskFacility): Promise<Neighbour[]> {
  const near = pointText(proposed)
  const [sameKind, sameName] = await Promise.all([
    call('GET /facilities', { query: { near, kind: proposed.kind, limit: MOST } }),
    call('GET /facilities', { query: { near, q: proposed.name.th.slice(0, 100), limit: MOST } }),
  ])
  const named = new Set(sameName.items.map(({ id }) => id))
  const all = new Map([...sameName.items, ...sameKind.items].map((one) => [one.id, one]))
  return [...all.values()]
    .map((one) => ({ one, metres: metresBetween(proposed, one), sameName: named.has(one.id) }))
    .filter(({ metres, sameName }) => sameName || metres <= WITHIN_METRES)
    .toSorted((a, b) => a.metres - b.metres)
    .slice(0, MOST)
}
