import type { Tag } from './profile.ts'

type Person = { tags: readonly string[]; birthYear: number | null }

/**
 * The tags of a person in a year (ค.ศ.). A tag with an age follows from the birth year where that is known, whatever was
 * ticked; where it is not known, what was ticked counts. Age is the year less the birth year, as the day is not known.
 */
export function tagsInYear({ tags, birthYear }: Person, year: number, known: readonly Tag[]): string[] {
  if (birthYear === null) return [...tags]
  const byAge = known.filter(({ fromAge }) => fromAge !== undefined)
  const isOld = ({ fromAge = 0 }: Tag) => year - birthYear >= fromAge
  const others = tags.filter((tag) => !byAge.some(({ id }) => id === tag))
  const has = new Set([...others, ...byAge.filter(isOld).map(({ id }) => id)])
  return known.map(({ id }) => id).filter((id) => has.has(id))
}
