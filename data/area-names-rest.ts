// Words of a reading that no level of the answer accounts for, and what they may mean.
import { wordStarts, wordsFrom } from './area-names-find.ts'
import type { Place } from './area-names-index.ts'
import { nearness } from './area-names-near.ts'
import type { Scan } from './area-names-scan.ts'
import type { Evidence, Explanation } from './area-names-weigh.ts'

/** Only so many words are looked at, those nearest the end, where addresses name areas. */
const mostWords = 6
/** Shorter words are near to too many names. */
const shortestWord = 4

/**
 * Areas that unread words may name: below the area found by a letter or so ('บางพุด ปากเกร็ด นนทบุรี'), or anywhere if
 * only a province was read, since a name from elsewhere then contradicts it.
 */
export function doubtsAbout({ place }: Explanation, scan: Scan, evidence: Evidence): Place[] {
  const unread = unreadWords(place, scan, evidence)
  const misspelt = place.children.filter((child) => unread.some((word) => (nearness(word, child) ?? 2) <= 1))
  return place.depth === 0 ? [...misspelt, ...namedElsewhere(place, evidence)] : misspelt
}

function unreadWords(place: Place, scan: Scan, { names, hints }: Evidence): string[] {
  const read = [...place.chain.flatMap((step) => names.get(step) ?? []), ...hints.map(({ hint }) => hint)]
  return wordStarts(scan)
    .map((start) => ({ start, end: wordsFrom(scan, start)[0] ?? start }))
    .filter((word) => !read.some(({ start, end }) => word.start < end && start < word.end))
    .map(({ start, end }) => scan.letters.slice(start, end))
    .filter((word) => word.length >= shortestWord)
    .slice(-mostWords)
}

function namedElsewhere(place: Place, { names }: Evidence): Place[] {
  const own = names.get(place) ?? []
  const apart = (start: number, end: number) => !own.some((name) => name.start < end && start < name.end)
  return [...names]
    .filter(([other, uses]) => other !== place && uses.some(({ start, end }) => apart(start, end)))
    .map(([other]) => other)
}
