// How near a name that stands in no book is to an area's names.
import { spellingDistance, toleranceFor } from './distance.ts'
import { wordStarts, wordsFrom } from './find.ts'
import { isCapital, type Place } from './index.ts'
import { isLatin, soundOf } from './letters.ts'
import type { Hint, Scan } from './scan.ts'
import { differBySuffix } from './suffix.ts'

/** A spelling and how far it is from the area's nearest name: 0.5 to 3, see spellingDistance. */
export type Nearness = { written: string; off: number }

/** How near these letters are to one of the place's names, if near enough to be a misspelling of it. */
export function nearness(written: string, place: Place): number | undefined {
  if (isCapital(place) && place.chain[0]?.names.includes(written)) return 0.5
  const off = isLatin(written) ? soundDistance(written, place) : thaiDistance(written, place)
  return Number.isFinite(off) ? Math.max(off, 0.5) : undefined
}

function thaiDistance(written: string, { names }: Place): number {
  const limit = toleranceFor(written.length)
  const thai = names.filter((name) => !isLatin(name) && !differBySuffix(written, name))
  return Math.min(...thai.map((name) => spellingDistance(written, name, limit)))
}

/** Same sound is one off: romanisation differs more than typing. Beyond that letters or sounds, whichever is nearer. */
function soundDistance(written: string, { names, sounds }: Place): number {
  const [sound, limit] = [soundOf(written), toleranceFor(written.length)]
  const bySound = sounds.map((other) => spellingDistance(sound, other, limit))
  const byLetter = names.filter(isLatin).map((name) => spellingDistance(written, name, limit))
  return 1 + Math.min(...bySound, ...byLetter)
}

/** A name so short is not taken for another by a whole letter. */
export function believable({ written, off }: Nearness): boolean {
  return written.length > 3 || off <= 0.5
}

/** A measure of how near a hinted name is to a place; remembers, since many readings ask for the same district. */
export function nearnessOfHint(hint: Hint, scan: Scan): (place: Place) => Nearness | undefined {
  const spellings = spellingsOf(hint, scan)
  const known = new Map<Place, Nearness | undefined>()
  return (place) => {
    if (!known.has(place)) known.set(place, nearestSpelling(spellings, place))
    return known.get(place)
  }
}

function nearestSpelling(spellings: readonly string[], place: Place): Nearness | undefined {
  let best: Nearness | undefined
  for (const written of spellings) {
    const off = nearness(written, place)
    if (off !== undefined && (!best || off < best.off)) best = { written, off }
  }
  return best
}

/** Names are twenty-six letters at most; a misspelling may add a few. */
const longestName = 32

/** A name may be one word or several, and others may follow before the next cut. */
export function spellingsOf({ start, end, after }: Hint, scan: Scan): string[] {
  const words = after
    ? wordStarts(scan).flatMap((from) => (from >= start && from < end ? [[from, end] as const] : []))
    : wordsFrom(scan, start).map((to) => [start, to] as const)
  return words
    .slice(0, 8)
    .map(([from, to]) => scan.letters.slice(from, to))
    .filter((name) => name.length <= longestName)
}
