// The names of areas in a row of letters: a name begins and ends where a word does, or where its neighbour name does.
import type { NameIndex, Place } from './index.ts'
import { isLatin, soundOf } from './letters.ts'
import { cut, type Hint, mayEnd, mayStart, type Scan } from './scan.ts'
import { provinceAbbreviated } from './short.ts'

/** Letters start … end that read as a name of these places; `hint` if their level is written. */
export type Occurrence = {
  start: number
  end: number
  places: readonly Place[]
  hint: Hint | undefined
  /** 0 as it stands in the books, 0.5 by a former name, 1 if it only sounds so, else how far it is off. */
  off: number
}

const depthOf = { province: 0, district: 1, subdistrict: 2 } as const
export const depthOfHint = ({ level }: Hint): number => depthOf[level]

/** Exactly written names; every name begins and ends with a word or beside another name. */
export function exactNames(scan: Scan, index: NameIndex): Occurrence[] {
  const starting = { prefix: new Map<number, Hint>(), suffix: new Map<number, Hint>() }
  for (const hint of scan.hints) {
    if (hint.after) starting.suffix.set(hint.end, hint)
    else starting.prefix.set(hint.start, hint)
  }
  const reached = new Set<number>()
  const found: Occurrence[] = []
  for (let start = 0; start < scan.letters.length; start++) {
    if (!reached.has(start) && !flagged(scan, start, mayStart)) continue
    namesFrom(scan, index, start, (end, places) => {
      const hint = starting.suffix.get(end) ?? starting.prefix.get(start)
      const fitting = ofLevel(places, hint)
      if (fitting.length === 0) return
      reached.add(end)
      found.push(...asNamed({ start, end, places: fitting, hint, off: 0 }, scan))
    })
  }
  return [...endingWell(found, scan), ...shortNames(scan, index, starting.prefix)]
}

const bangkok = '10'
const formerOff = 0.5

/** Places that went by these letters before are told apart from those that bear the name now. */
function asNamed(name: Occurrence, { letters }: Scan): Occurrence[] {
  if (name.places.every(({ former }) => former.length === 0)) return [name]
  const written = letters.slice(name.start, name.end)
  const was = name.places.filter(({ former }) => former.includes(written))
  const is = name.places.filter((place) => !was.includes(place))
  return [
    ...(is.length > 0 ? [{ ...name, places: is }] : []),
    ...(was.length > 0 ? [{ ...name, places: was, off: formerOff }] : []),
  ]
}

export const flagged = ({ marks }: Scan, at: number, flag: number) => ((marks[at] ?? 0) & flag) !== 0

function ofLevel(places: readonly Place[], hint: Hint | undefined): readonly Place[] {
  if (!hint) return places
  const depth = depthOfHint(hint)
  const fits = (place: Place) =>
    place.depth === depth && (!hint.inBangkok || place.chain[0]?.area.code === bangkok)
  return places.every(fits) ? places : places.filter(fits)
}

type Tell = (end: number, places: readonly Place[]) => void

function namesFrom({ letters, marks }: Scan, { step, placesAt }: NameIndex, start: number, tell: Tell): void {
  let node: number | undefined = 0
  for (let at = start; at < letters.length; at++) {
    if (at > start && ((marks[at] ?? 0) & cut) !== 0) return
    node = step(node, letters.charCodeAt(at))
    if (node === undefined) return
    const places = placesAt[node]
    if (places) tell(at + 1, places)
  }
}

/**
 * Names that end with a word or where a name follows. One that ends with its word hides the shorter names it begins
 * with, so that 'เมืองยาง' is not เมือง and a ยาง.
 */
function endingWell(found: readonly Occurrence[], scan: Scan): Occurrence[] {
  const kept: Occurrence[] = []
  const followed = new Set<number>()
  const hiding = new Set<number>()
  for (const name of found.toReversed()) {
    const endsWord = flagged(scan, name.end, mayEnd)
    if (!endsWord && (!followed.has(name.end) || hiding.has(name.start))) continue
    if (endsWord) hiding.add(name.start)
    followed.add(name.start)
    kept.push(name)
  }
  return startingWell(kept.reverse(), scan)
}

/** Without those that began where a name ended that has been dropped since. */
function startingWell(names: readonly Occurrence[], scan: Scan): Occurrence[] {
  const reached = new Set<number>()
  return names.filter(({ start, end }) => {
    const starts = flagged(scan, start, mayStart) || reached.has(start)
    if (starts) reached.add(end)
    return starts
  })
}

/** 'จ.นบ.' and words shortened by ฯ. */
function shortNames(scan: Scan, index: NameIndex, hints: ReadonlyMap<number, Hint>): Occurrence[] {
  const provinces = [...hints.values()].flatMap((hint) => {
    const code =
      hint.level === 'province' && provinceAbbreviated.get(scan.letters.slice(hint.start, hint.end))
    const place = code && index.byCode.get(code)
    return place ? [{ start: hint.start, end: hint.end, places: [place], hint, off: 0 }] : []
  })
  return scan.shortened.length === 0 ? provinces : [...provinces, ...cutNames(scan, index, hints)]
}

/** More completions than this say nothing. */
const mostCompletions = 40

function cutNames(scan: Scan, index: NameIndex, hints: ReadonlyMap<number, Hint>): Occurrence[] {
  return scan.shortened.slice(0, 4).flatMap((end) => {
    let start = end - 1
    while (start > 0 && !flagged(scan, start, mayStart)) start--
    const hint = hints.get(start)
    const word = scan.letters.slice(start, end)
    const places = word.length < 3 ? [] : ofLevel(index.beginning(word, mostCompletions), hint)
    return places.length > 0 ? [{ start, end, places, hint, off: 0 }] : []
  })
}

/** Longest English names have five words. */
const mostWords = 5

/** Latin words that only sound like names of areas: 'Nontaburee', 'Bang Poot'. */
export function soundingNames(scan: Scan, index: NameIndex): Occurrence[] {
  const found: Occurrence[] = []
  for (const { start, end } of latinWords(scan)) {
    const places = index.bySound.get(soundOf(scan.letters.slice(start, end))) ?? []
    const hint = scan.hints.find((hint) => (hint.after ? hint.end === end : hint.start === start))
    const fitting = ofLevel(places, hint)
    if (fitting.length > 0) found.push({ start, end, places: fitting, hint, off: 1 })
  }
  return found
}

function latinWords(scan: Scan): { start: number; end: number }[] {
  return wordStarts(scan).flatMap((start) =>
    isLatin(scan.letters.charAt(start)) ? wordsFrom(scan, start).map((end) => ({ start, end })) : [],
  )
}

export function wordStarts(scan: Scan): number[] {
  return [...scan.marks.keys()].filter((at) => at < scan.letters.length && flagged(scan, at, mayStart))
}

/** The ends of one word, two words … from here, up to the next cut. */
export function wordsFrom(scan: Scan, start: number): number[] {
  const ends: number[] = []
  for (let at = start + 1; at <= scan.letters.length && ends.length < mostWords; at++) {
    if (flagged(scan, at, mayEnd)) ends.push(at)
    if (flagged(scan, at, cut)) break
  }
  return ends
}
