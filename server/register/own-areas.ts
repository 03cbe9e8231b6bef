import { type Actor, narrowed, visibleAreas } from '../access/actor.ts'

/** The actor's own area prefixes inside the area asked for: in order, none within another. Throws `outside-scope`. */
export const ownAreas = (actor: Actor, area: string | undefined): string[] =>
  areasAsked(visibleAreas(actor), area)

/** The same of prefixes given. */
export function areasAsked(prefixes: readonly string[], area: string | undefined): string[] {
  const all = [...new Set(narrowed(prefixes, area))].sort()
  return all.filter((prefix) => !all.some((other) => other !== prefix && prefix.startsWith(other)))
}

/** The first prefix of as many digits that comes after all areas within this one: '1299' → '1300'. */
export const afterArea = (prefix: string): string => String(Number(prefix) + 1).padStart(prefix.length, '0')
