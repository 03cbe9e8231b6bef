// What one reading knows, and which areas are worth weighing against it.
import { spellingDistance } from './distance.ts'
import {
  depthOfHint,
  exactNames,
  flagged,
  type Occurrence,
  soundingNames,
  wordStarts,
  wordsFrom,
} from './find.ts'
import type { NameIndex, Place } from './index.ts'
import { isLatin } from './letters.ts'
import { nearnessOfHint, spellingsOf } from './near.ts'
import { type Hint, mayStart, type Scan } from './scan.ts'
import { withoutSuffix } from './suffix.ts'
import type { Evidence, HintRead } from './weigh.ts'

export type Clues = Pick<Evidence, 'postcode' | 'point'>

/** The same name written often tells no more than a few times; and a hostile text must not cost more. */
const mostUses = 4

/** `exactly`: only names as they stand in the books, else also what sounds like one or is a misspelling. */
export function evidenceOf(scan: Scan, index: NameIndex, clues: Clues & { exactly: boolean }): Evidence {
  const exact = exactNames(scan, index)
  const likely = clues.exactly ? [] : [...soundingNames(scan, index), ...respeltProvinces(scan, exact, index)]
  const longer = likely.filter((name) => !exact.some((other) => sameLetters(other, name)))
  const hints = scan.hints.map((hint): HintRead => {
    const named = exact.filter((name) => name.hint === hint).flatMap(({ places }) => places)
    return {
      hint,
      exact: new Set(named),
      near: clues.exactly || anotherByName(hint, scan, index) ? undefined : nearnessOfHint(hint, scan),
    }
  })
  return {
    exactly: clues.exactly,
    names: byPlace([...exact.filter((name) => !hidden(name, longer)), ...likely]),
    hints,
    freeProvinces: exact.filter(({ hint, places }) => !hint && places.some(({ depth }) => depth === 0)),
    postcode: clues.postcode,
    point: clues.point,
  }
}

/** Whether a name is a part of a longer one that only sounds so: Muang in Don Muang. */
function hidden({ start, end, hint }: Occurrence, likely: readonly Occurrence[]): boolean {
  return (
    !hint &&
    likely.some((name) => name.start <= start && end <= name.end && end - start < name.end - name.start)
  )
}

/** Whether the name is one that stands in the books and a word more, so no misspelling of yet another. */
function anotherByName(hint: Hint, scan: Scan, { byName }: NameIndex): boolean {
  return spellingsOf(hint, scan).some((written) => byName.has(withoutSuffix(written) ?? ''))
}

/** Provinces stand at the end of an address. */
const wordsLooked = 3
/** A shorter word may be any village. */
const shortestRespelt = 3
/** How far a misspelt province may be off: it is offered, and believed only beside another sign of it. */
const offAtMost = (letters: number) => (letters <= 3 ? 0.5 : letters <= 5 ? 1 : letters <= 8 ? 2 : 3)

/** Free words that no province is called by, though nearly: ศรีษะเกษ. Asked for only where no province is named. */
function respeltProvinces(scan: Scan, exact: readonly Occurrence[], { provinces }: NameIndex): Occurrence[] {
  const named = exact.filter(({ start }) => flagged(scan, start, mayStart))
  if (named.some(({ places }) => places.some(({ depth }) => depth === 0))) return []
  const free = wordStarts(scan).flatMap((start) => {
    const end = wordsFrom(scan, start)[0] ?? start
    const hinted = scan.hints.some((hint) => hint.start < end && start < hint.end)
    return hinted || isLatin(scan.letters.charAt(start)) || end - start < shortestRespelt
      ? []
      : [{ start, end }]
  })
  return free.slice(-wordsLooked).flatMap(({ start, end }) => {
    const written = scan.letters.slice(start, end)
    const limit = offAtMost(written.length)
    return provinces.flatMap((place): Occurrence[] => {
      const alike = place.names.filter((name) => name[0] === written[0] || name[1] === written[1])
      const off = Math.min(...alike.map((name) => spellingDistance(written, name, limit)))
      return off <= limit ? [{ start, end, places: [place], hint: undefined, off }] : []
    })
  })
}

function byPlace(names: readonly Occurrence[]): Map<Place, Occurrence[]> {
  const found = new Map<Place, Occurrence[]>()
  for (const name of names) {
    for (const place of name.places) {
      const uses = found.get(place)
      if (!uses) found.set(place, [name])
      else if (uses.length < mostUses && !uses.some((use) => sameLetters(use, name))) uses.push(name)
    }
  }
  return found
}

const sameLetters = (a: Occurrence, b: Occurrence) => a.start === b.start && a.end === b.end

/** The areas named; unless names must be exact also those whose misspelt name stands beside a known area above. */
export function likelyPlaces(evidence: Evidence, index: NameIndex): readonly Place[] {
  const named = [...evidence.names.keys()]
  if (!evidence.exactly) return [...new Set([...named, ...misspeltPlaces(evidence, index)])]
  // whatever fits outside the provinces written would only contradict them
  const provinces = new Set(named.filter(({ depth }) => depth === 0))
  return provinces.size > 0
    ? named.filter(({ chain: [province] }) => province && provinces.has(province))
    : named
}

/** Beyond so many provinces none is known. */
const mostProvinces = 3

function misspeltPlaces(evidence: Evidence, index: NameIndex): Place[] {
  const provinces = knownProvinces(evidence, index)
  return evidence.hints.flatMap(({ hint, exact, near }) => {
    const depth = depthOfHint(hint)
    if (!near || [...exact].some(({ chain: [province] }) => province && provinces.has(province))) return []
    const pool = depth === 0 ? index.provinces : [...provinces].flatMap((province) => within(province, depth))
    return pool.filter(near)
  })
}

function within(place: Place, depth: number): readonly Place[] {
  return place.depth === depth ? [place] : place.children.flatMap((child) => within(child, depth))
}

/** By the surest evidence there is: the province's name, nearly its name, the postcode, a district's name, the point. */
function knownProvinces({ names, hints, postcode, point }: Evidence, index: NameIndex): ReadonlySet<Place> {
  const named = [...names.keys()]
  const nearly = () =>
    hints.flatMap(({ hint, near }) => (near && hint.level === 'province' ? index.provinces.filter(near) : []))
  const ways = [
    () => named.filter(({ depth }) => depth === 0),
    nearly,
    () => postcode?.at ?? [],
    () => named.filter(({ depth }) => depth === 1),
    () => point?.at ?? [],
  ]
  for (const way of ways) {
    const provinces = new Set(way().flatMap(({ chain: [province] }) => province ?? []))
    if (provinces.size > 0 && provinces.size <= mostProvinces) return provinces
  }
  return new Set()
}
