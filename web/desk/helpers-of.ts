import { call, type Reply } from '../call.ts'
import { widestOfMine } from './scope.ts'

export type Volunteer = Reply<'GET /volunteers'>['items'][number]

/** Pages of 200: a province has hundreds of volunteers, and those who cover one subdistrict may be on any page. */
const MOST_PAGES = 10

/** The approved volunteers who may hold a case of this subdistrict, those with the fewest open cases first. */
export async function helpersOf(subdistrict: string): Promise<Volunteer[]> {
  const area = widestOfMine(subdistrict)
  const covers = ({ areas }: Volunteer) =>
    areas.some(({ code, approved }) => approved && subdistrict.startsWith(code))
  const found: Volunteer[] = []
  let after: string | null = null
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = { area, status: 'approved', limit: 200, ...(after !== null && { after }) } as const
    const reply: Reply<'GET /volunteers'> = await call('GET /volunteers', { query })
    found.push(...reply.items.filter(covers))
    after = reply.next
    if (after === null) break
  }
  return found.sort(byReadiness)
}

function byReadiness(a: Volunteer, b: Volunteer): number {
  return a.openClaims - b.openClaims || (b.lastSeenAt ?? '').localeCompare(a.lastSeenAt ?? '')
}
