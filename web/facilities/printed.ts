import type { FacilityKind } from '../../profiles/profile.ts'
import { call } from '../call.ts'
import { profile } from '../profile.svelte.ts'
import type { Shown } from './kept-facilities.ts'

const ROWS_PER_PAGE = 200

/** Every facility of an area by kind in the profile's order, each kind by name. Throws `NoSignal`. */
export async function groupsIn(area: string): Promise<{ kind: FacilityKind; facilities: Shown[] }[]> {
  const all: Shown[] = []
  let after: string | null = null
  do {
    const query: { area: string; limit: number; after?: string } = { area, limit: ROWS_PER_PAGE }
    if (after !== null) query.after = after
    const page: { items: Shown[]; next: string | null } = await call('GET /facilities', { query })
    all.push(...page.items)
    after = page.next
  } while (after !== null)
  return profile.now.facilityKinds
    .map((kind) => ({
      kind,
      facilities: all
        .filter((one) => one.kind === kind.kind)
        .toSorted((a, b) => a.name.th.localeCompare(b.name.th, 'th', { numeric: true })),
    }))
    .filter(({ facilities }) => facilities.length > 0)
}
