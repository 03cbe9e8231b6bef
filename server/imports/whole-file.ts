import type { WholeFile } from './import.ts'
import type { ImportTarget } from './target.ts'

type List = { fields: readonly (string | null)[]; titles: readonly string[] }

/** What the titles of a list say of all its rows, where no column says it; null when they say nothing, or two things. */
export function saidOfAll({ ofWholeFile }: ImportTarget, { fields, titles }: List): WholeFile | null {
  if (!ofWholeFile || fields.includes(ofWholeFile.field)) return null
  const said = new Set(titles.flatMap((title) => ofWholeFile.saidBy(title) ?? []))
  const [value, ...others] = said
  return value !== undefined && others.length === 0 ? { field: ofWholeFile.field, value, by: 'title' } : null
}
