// The area meant by a name written in one of the many ways people write them, for lists that come from outside.
import { evidenceOf, likelyPlaces } from './area-names/evidence.ts'
import { type NameIndex, nameIndex, type Place } from './area-names/index.ts'
import { isLatin, sameTyping } from './area-names/letters.ts'
import { latinUnread, type Otherwise, readOtherwise } from './area-names/otherwise.ts'
import { doubtsAbout, longerNames } from './area-names/rest.ts'
import { type Scan, scanned } from './area-names/scan.ts'
import { lettersRead, sureOf } from './area-names/sure.ts'
import { type Evidence, type Explanation, explain, type Fault } from './area-names/weigh.ts'
import { pointClue, postcodeClue } from './area-names/where.ts'
import type { Area, AreaLevel } from './areas.ts'

/** What is written of a place: one cell holding everything, columns, or both. Degrees WGS 84. */
export type WrittenArea = {
  text?: string
  province?: string
  district?: string
  subdistrict?: string
  postcode?: string
  lon?: number
  lat?: number
}

/** Letters as written, without spaces, and the name they were taken for; or a postcode and the area's own. */
export type Correction = { written: string; read: string }
export type Corrections = Partial<Record<AreaLevel | 'postcode', Correction>>

export type UnsureWhy = Fault | 'several-places' | 'misspelt' | 'only-postcode' | 'only-point'
export type UnknownWhy = 'nothing-written' | 'no-area-named'

export type AreaReading =
  | { kind: 'found'; level: AreaLevel; area: Area; corrected?: Corrections }
  | { kind: 'unsure'; candidates: Area[]; why: UnsureWhy }
  | { kind: 'unknown'; why: UnknownWhy }

type Reading = {
  scan: Scan
  postcode: string | undefined
  evidence: Evidence
  explanations: readonly Explanation[]
}

/**
 * Reads the deepest area named: found if one explains all that is written and clearly better than any other, unsure
 * with 1 to 5 candidates (best first) if not. What contradicts a province, a point or a postcode is never found.
 */
export function readAreaNames(written: WrittenArea): AreaReading {
  const index = nameIndex()
  const columns = [
    { text: written.subdistrict ?? '', level: 'subdistrict' },
    { text: written.district ?? '', level: 'district' },
    { text: written.province ?? '', level: 'province' },
    { text: written.text ?? '' },
  ] as const
  const scan = scanned(columns, index.nameLength)
  const postcode = postcodeWritten(written, scan, index)
  const clues = {
    postcode: postcodeClue(postcode, index),
    point: pointClue(written.lon, written.lat, index),
  }
  const readBy = (exactly: boolean): Reading => {
    const evidence = evidenceOf(scan, index, { ...clues, exactly })
    return { scan, postcode, evidence, explanations: ranked(scan, evidence, index) }
  }
  const exactly = readBy(true)
  const best = sureOf(exactly.explanations, scan.letters)
  return best && saysAll(best, exactly, index) ? answer(best, exactly) : decide(readBy(false), index)
}

/** A subdistrict is the deepest there is; above it, or beside unread words, a misspelt name may still say more. */
function saysAll(best: Explanation, { scan, evidence }: Reading, index: NameIndex): boolean {
  if (best.place.depth < 2 || longerNames(best, scan).length > 0 || latinUnread(best, scan, evidence))
    return false
  const byNameAlone = !best.used[0] && !best.used[2]?.hint
  return !byNameAlone && !readOtherwise(best, scan, { evidence, index }).doubtful
}

function decide(reading: Reading, index: NameIndex): AreaReading {
  const { scan, evidence, explanations } = reading
  const best = sureOf(explanations, scan.letters)
  const otherwise = readOtherwise(best ?? explanations[0], scan, { evidence, index })
  const doubts = best ? [...otherwise.beside, ...doubtsAbout(best, scan, evidence)] : otherwise.beside
  const sure = best && doubts.length === 0 && !otherwise.doubtful
  return sure ? answer(best, reading) : unsure(reading, { ...otherwise, beside: doubts })
}

const longestPostcode = 20

function postcodeWritten(
  { postcode = '' }: WrittenArea,
  scan: Scan,
  { byPostcode }: NameIndex,
): string | undefined {
  const digits = sameTyping(postcode.slice(0, longestPostcode)).replace(/\D/g, '')
  if (digits.length === 5) return digits
  return scan.fives.findLast((five) => byPostcode.has(five)) ?? scan.fives.at(-1)
}

function ranked(scan: Scan, evidence: Evidence, index: NameIndex): Explanation[] {
  return likelyPlaces(evidence, index)
    .map((place) => explain(place, evidence, scan))
    .sort((a, b) => b.score - a.score || lettersRead(b) - lettersRead(a) || largerFirst(a.place, b.place))
}

function largerFirst(a: Place, b: Place): number {
  return a.depth - b.depth || (a.area.code < b.area.code ? -1 : 1)
}

const levels: readonly AreaLevel[] = ['province', 'district', 'subdistrict']

function answer({ place, respelt }: Explanation, { postcode }: Reading): AreaReading {
  const { area } = place
  const corrected: Corrections = {}
  for (const [depth, { written }] of respelt) {
    const [level, meant] = [levels[depth], place.chain[depth]?.area]
    if (level && meant) corrected[level] = { written, read: isLatin(written) ? meant.en : meant.th }
  }
  if (postcode && area.postcode && !deliveredBy(place, postcode))
    corrected.postcode = { written: postcode, read: area.postcode }
  const asWritten = Object.keys(corrected).length === 0
  return { kind: 'found', level: area.level, area, ...(asWritten ? {} : { corrected }) }
}

/** Places have more than one postcode: that of a neighbour in the district is theirs as well. */
function deliveredBy({ chain }: Place, postcode: string): boolean {
  return (chain[1]?.children ?? []).some(({ area }) => area.postcode === postcode)
}

const mostCandidates = 5

function unsure({ explanations, evidence, scan }: Reading, otherwise: Otherwise): AreaReading {
  const { postcode, point } = evidence
  if (explanations.length > 0) {
    const places = withBothSides(leading(explanations, otherwise), evidence)
    return {
      kind: 'unsure',
      candidates: places.map(({ area }) => area),
      why: whyUnsure(explanations, otherwise),
    }
  }
  if (scan.letters === '' && point) return onlyClue(point.at, 'only-point')
  if (scan.letters === '' && postcode) return onlyClue(districtsOf(postcode.at), 'only-postcode')
  return { kind: 'unknown', why: scan.letters === '' ? 'nothing-written' : 'no-area-named' }
}

function onlyClue(places: readonly Place[], why: UnsureWhy): AreaReading {
  return { kind: 'unsure', candidates: places.slice(0, mostCandidates).map(({ area }) => area), why }
}

function whyUnsure([best]: readonly Explanation[], { first, beside, doubtful }: Otherwise): UnsureWhy {
  if (best?.faults.length === 0 && first.length > 0) return 'district-disagrees'
  if (beside.length > 0 || doubtful) return best?.faults[0] ?? 'part-unread'
  return best?.faults[0] ?? (best && best.respelt.size > 0 ? 'misspelt' : 'several-places')
}

/** The best explanations that something speaks for, without an area above one already there. */
function leading(explanations: readonly Explanation[], { first, beside }: Otherwise): Place[] {
  const worthy = explanations.filter(({ score }, i) => i === 0 || score > 0)
  const [best, ...others] = worthy.map(({ place }) => place)
  const places: Place[] = []
  for (const place of [...first, ...(best ? [best] : []), ...beside, ...others]) {
    if (places.length === mostCandidates) break
    if (!places.some(({ chain }) => chain.includes(place))) places.push(place)
  }
  return places
}

/** Whoever decides must see the province, the postcode and the point as written, not only what outweighs them. */
function withBothSides(
  places: readonly Place[],
  { hints, freeProvinces, postcode, point }: Evidence,
): Place[] {
  const written = [
    ...hints.flatMap(({ hint, exact }) => (hint.level === 'province' ? [...exact] : [])),
    ...freeProvinces.flatMap((name) => name.places.filter(({ depth }) => depth === 0)),
    ...districtsOf(postcode?.at ?? []).slice(0, 1),
    ...(point?.at ?? []),
  ]
  const missing = written.filter((side) => !places.some(({ chain }) => chain[0] === side.chain[0]))
  const sides = [...new Set(missing)].slice(0, mostCandidates - 1)
  return [...places.slice(0, mostCandidates - sides.length), ...sides]
}

/** Those with most of the subdistricts first: a postcode may reach a corner of a neighbour. */
function districtsOf(subdistricts: readonly Place[]): Place[] {
  const within = Map.groupBy(subdistricts, ({ chain: [, district] }) => district)
  const bySize = [...within].sort(([, some], [, others]) => others.length - some.length)
  return bySize.flatMap(([district]) => district ?? [])
}
