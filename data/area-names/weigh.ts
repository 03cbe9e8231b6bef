// How well an area explains what was written. Every level read right adds, every contradiction takes away.
import { depthOfHint, flagged, type Occurrence } from './find.ts'
import type { Place } from './index.ts'
import { isLatin } from './letters.ts'
import type { Nearness } from './near.ts'
import { type Hint, mayEnd, mayStart, type Scan } from './scan.ts'
import type { Clue } from './where.ts'

/** All that one reading knows. */
export type Evidence = {
  /** Names count only as they stand in the books. */
  exactly: boolean
  names: ReadonlyMap<Place, readonly Occurrence[]>
  hints: readonly HintRead[]
  /** Provinces written without their level; not what the letters of a district's name happen to hold. */
  freeProvinces: readonly Occurrence[]
  postcode: Clue | undefined
  point: Clue | undefined
}

/** `exact`: the places its letters name as they stand. `near` is asked only when they name none that fits. */
export type HintRead = {
  hint: Hint
  exact: ReadonlySet<Place>
  near: ((place: Place) => Nearness | undefined) | undefined
}

export type Fault =
  | 'province-disagrees'
  | 'district-disagrees'
  | 'subdistrict-disagrees'
  | 'postcode-disagrees'
  | 'point-disagrees'
  | 'part-unread'

export type Explanation = {
  place: Place
  score: number
  faults: readonly Fault[]
  /** By depth: how the level was read when not as written. */
  respelt: ReadonlyMap<number, Nearness>
  /** Depths read exactly as written. */
  exact: readonly number[]
  /** The postcode written is one of the place's. */
  posted: boolean
  /** By depth: the letters that name the level. */
  used: Used
}

type Used = readonly (Occurrence | undefined)[]

/** In points, all of them relative: a level read as it stands is ten. */
export const worth = { level: 10, offByOne: 3, contradiction: -10, unread: -6, elsewhere: -8 }
/** A province's name alone is the province, not one of the villages and subdistricts called after it. */
const provinceFirst = 5
const clueWorth = { here: 5, nearby: -1 }

export function explain(place: Place, evidence: Evidence, scan: Scan): Explanation {
  const used = bestNames(place, evidence.names)
  const faults: Fault[] = []
  const respelt = new Map<number, Nearness>()
  let score = 0
  for (const [depth, name] of used.entries()) {
    if (!name) continue
    score += worth.level - worth.offByOne * name.off
    if (name.off > 0) respelt.set(depth, { written: scan.letters.slice(name.start, name.end), off: name.off })
  }
  for (const read of evidence.hints) score += weighHint(read, { place, used, faults, respelt })
  score += weighFreeProvinces(evidence, { place, used, faults })
  score += weighClues(evidence, place, faults)
  if (partOfWord(used, scan)) {
    faults.push('part-unread')
    score += worth.unread
  }
  if (place.depth === 0 && used[0] && !used[0].hint && nearlyExact(used[0], scan)) score += provinceFirst
  const exact = place.chain.map((_, depth) => depth).filter((depth) => used[depth]?.off === 0)
  const posted = evidence.postcode?.says(place) === 'here'
  return { place, score, faults, respelt, exact, posted, used }
}

/** Written right but for a letter of the same sound, or in Latin letters of the same sound. */
function nearlyExact({ start, off }: Occurrence, { letters }: Scan): boolean {
  return off <= (isLatin(letters.charAt(start)) ? 1 : 0.5)
}

/** Whether a name is only a part of its word and nothing that is read stands beside it: ท่าข้าม of ท่าข้ามเหนือ. */
function partOfWord(used: Used, scan: Scan): boolean {
  const beside = (own: Occurrence, edge: 'start' | 'end', at: number) =>
    used.some((other) => other && other !== own && other[edge] === at)
  return used.some(
    (name) =>
      name &&
      ((!flagged(scan, name.end, mayEnd) && !beside(name, 'start', name.end)) ||
        (!flagged(scan, name.start, mayStart) && !beside(name, 'end', name.start))),
  )
}

type Weighing = { place: Place; used: Used; faults: Fault[] }

function weighHint(
  { hint, exact, near }: HintRead,
  { place, used, faults, respelt }: Weighing & { respelt: Map<number, Nearness> },
): number {
  const depth = depthOfHint(hint)
  const meant = place.chain[depth]
  if (!meant) {
    faults.push(exact.size > 0 ? `${hint.level}-disagrees` : 'part-unread')
    return worth.unread
  }
  if (exact.has(meant)) return 0
  const inProvince =
    depth === 0 ? exact.size > 0 : [...exact].some(({ chain }) => chain[0] === place.chain[0])
  // a name that stands in the books of another province is a misspelling only if another name vouches for this one
  const vouched =
    exact.size === 0 || used.some((name, other) => other > 0 && other !== depth && name?.off === 0)
  const read = inProvince || !vouched ? undefined : near?.(meant)
  if (read) {
    respelt.set(depth, read)
    return used[depth] ? 0 : worth.level - worth.offByOne * read.off
  }
  faults.push(exact.size > 0 ? `${hint.level}-disagrees` : 'part-unread')
  return exact.size > 0 ? worth.contradiction : worth.unread
}

function weighFreeProvinces({ freeProvinces, hints }: Evidence, { used, faults }: Weighing): number {
  if (used[0] || hints.some(({ hint }) => hint.level === 'province')) return 0
  const another = freeProvinces.some((name) => !used.some((other) => other && overlap(name, other)))
  if (another) faults.push('province-disagrees')
  return another ? worth.contradiction : 0
}

function weighClues({ postcode, point }: Evidence, place: Place, faults: Fault[]): number {
  let score = 0
  for (const [clue, fault] of [
    [postcode, 'postcode-disagrees'],
    [point, 'point-disagrees'],
  ] as const) {
    const says = clue?.says(place)
    if (says === 'elsewhere') faults.push(fault)
    if (says) score += says === 'elsewhere' ? worth.elsewhere : clueWorth[says]
  }
  return score
}

/** Levels first, then letters. */
const worthOf = ({ start, end, off }: Occurrence) => worth.level - off + (end - start) / 1000

/** For each level of the place the letters that name it: as many levels as possible, no letter twice. */
function bestNames(place: Place, names: Evidence['names']): Used {
  let best: Used = []
  let bestWorth = 0
  const choose = (depth: number, used: Used, sum: number) => {
    if (depth < 0) {
      if (sum > bestWorth) [best, bestWorth] = [used, sum]
      return
    }
    const step = place.chain[depth]
    for (const name of (step && names.get(step)) ?? []) {
      if (!used.some((other) => other && overlap(name, other)))
        choose(depth - 1, withAt(used, depth, name), sum + worthOf(name))
    }
    choose(depth - 1, used, sum)
  }
  choose(place.depth, [], 0)
  return best
}

function withAt(used: Used, depth: number, name: Occurrence): Used {
  const more = used.slice()
  more[depth] = name
  return more
}

const overlap = (a: Occurrence, b: Occurrence) => a.start < b.end && b.start < a.end
