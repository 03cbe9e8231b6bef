import type { ProblemCode } from '../../contract/problems.ts'
import { type HeldGrant, within } from './actor.ts'

/**
 * Whether someone holding these grants may give, or end, a role over areas: national anything, a coordinator
 * coordinators within the own areas. Null when they may, else why not.
 */
export function grantRefusal(
  held: readonly HeldGrant[],
  { role, areas }: { role: string; areas: readonly string[] },
): ProblemCode | null {
  if (held.some((grant) => grant.role === 'national')) return null
  if (role !== 'coordinator') return 'not-allowed'
  const own = held.flatMap((grant) => grant.areas)
  return areas.every((area) => within(own, area)) ? null : 'outside-scope'
}

/** The area that holds all of these: '1206' and '1205' are in '12', '12' and '10' only in the country, ''. */
export function commonArea(areas: readonly string[]): string {
  const [first = '', ...others] = areas
  const lengths = [8, 6, 4, 2].filter((length) => length <= first.length)
  const common = lengths.find((length) => others.every((area) => area.startsWith(first.slice(0, length))))
  return first.slice(0, common ?? 0)
}
