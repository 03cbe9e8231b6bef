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

/** An appointment is looked at again after two years; later dates are typing errors, such as a year of พ.ศ. */
const MOST_MS = 2 * 366 * 24 * 3_600_000

/**
 * When a grant given by someone holding these grants ends: as asked, but never after the granter's own, which is taken over
 * when nothing is asked. Of several that hold an area the latest counts, of several areas the earliest. Null: without end.
 */
export function grantEnd(
  held: readonly HeldGrant[],
  { role, areas }: { role: string; areas: readonly string[] },
  { asked, now }: { asked: Date | null; now: Date },
): Date | null | 'out-of-range' {
  const holds = (area: string) =>
    held.filter((grant) => grant.role === 'national' || (role === 'coordinator' && within(grant.areas, area)))
  const ends = areas.map((area) => Math.max(...holds(area).map(({ endsAt }) => timeOf(endsAt))))
  const most = Math.min(...ends)
  if (asked === null) return Number.isFinite(most) ? new Date(most) : null
  const sane = asked > now && asked.getTime() - now.getTime() <= MOST_MS
  return sane && asked.getTime() <= most ? asked : 'out-of-range'
}

const timeOf = (endsAt: string | null | undefined): number =>
  endsAt === null || endsAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(endsAt)

/** The area that holds all of these: '1206' and '1205' are in '12', '12' and '10' only in the country, ''. */
export function commonArea(areas: readonly string[]): string {
  const [first = '', ...others] = areas
  const lengths = [8, 6, 4, 2].filter((length) => length <= first.length)
  const common = lengths.find((length) => others.every((area) => area.startsWith(first.slice(0, length))))
  return first.slice(0, common ?? 0)
}
