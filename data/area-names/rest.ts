// Words of a reading that no level of the answer accounts for, and what they may mean.
import { wordStarts, wordsFrom } from './find.ts'
import type { Place } from './index.ts'
import { nearness } from './near.ts'
import type { Scan } from './scan.ts'
import type { Evidence, Explanation } from './weigh.ts'

/** Only so many words are looked at, those nearest the end, where addresses name areas. */
const mostWords = 6
/** Shorter words are near to too many names. */
const shortestWord = 4

/**
 * Areas that unread words may name: below the area found by a letter or so ('บางพุด ปากเกร็ด นนทบุรี'), or anywhere if
 * only a province was read, since a name from elsewhere then contradicts it.
 */
export function doubtsAbout(read: Explanation, scan: Scan, evidence: Evidence): Place[] {
  const { place } = read
  const longer = longerNames(read, scan).flatMap(({ beside, written }) =>
    beside.filter((other) => nearness(written, other) !== undefined),
  )
  if (longer.length > 0) return longer
  const unread = unreadWords(place, scan, evidence)
  const misspelt = place.children.filter((child) => unread.some((word) => (nearness(word, child) ?? 2) <= 1))
  return place.depth === 0 ? [...misspelt, ...namedElsewhere(place, evidence)] : misspelt
}

/** Names read that words beside them may make another: 'Khlong Sip' in 'Khlong Sip Sog', with the areas beside it. */
export function longerNames(
  { place, used }: Explanation,
  scan: Scan,
): { beside: Place[]; written: string }[] {
  return used.flatMap((name, depth) => {
    if (!name) return []
    const beside = place.chain[depth - 1]?.children.filter((other) => other !== place.chain[depth]) ?? []
    const next = Math.min(...used.flatMap((other) => (other && other.start >= name.end ? other.start : [])))
    return wordsFrom(scan, name.start)
      .filter((end) => end > name.end && end <= next && next > name.end)
      .map((end) => ({ beside, written: scan.letters.slice(name.start, end) }))
  })
}

export function unreadWords(place: Place, scan: Scan, { names, hints }: Evidence): string[] {
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
