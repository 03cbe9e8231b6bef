// Every name an area goes by, arranged for reading letter by letter. Built once, at the first reading.

import { type Area, areas, parentCode } from '../areas.ts'
import { formerNames } from './former.ts'
import { isLatin, lettersOf, soundOf } from './letters.ts'
import { everydayNames } from './short.ts'

/** An area with the names it is compared by and the areas above it. */
export type Place = {
  area: Area
  /** 0 province, 1 district, 2 subdistrict: its place in `chain`. */
  depth: number
  /** Province, district, subdistrict, as far as `depth`. */
  chain: readonly Place[]
  /** Letters only; the full Thai and English name first. */
  names: readonly string[]
  /** Letters of names it went by before, of what it was split from, or in another common spelling. */
  former: readonly string[]
  /** What those of them in Latin letters sound like. */
  sounds: readonly string[]
  children: Place[]
}

export type NameIndex = {
  provinces: readonly Place[]
  byCode: ReadonlyMap<string, Place>
  byPostcode: ReadonlyMap<string, readonly Place[]>
  /** English names by what they sound like. */
  bySound: ReadonlyMap<string, readonly Place[]>
  /** Who is called so now. */
  byName: ReadonlyMap<string, readonly Place[]>
  /** The node one letter further, undefined if no name goes on so; 0 is the beginning. */
  step: (node: number, letter: number) => number | undefined
  /** Who is called by the letters that led to the node. */
  placesAt: readonly (readonly Place[] | undefined)[]
  /** How many of the letters at the beginning are the longest name that begins so; 0 if none. */
  nameLength: (letters: string) => number
  /** Names that begin so, at most `limit`; for words shortened by ฯ. */
  beginning: (letters: string, limit: number) => Place[]
}

let built: NameIndex | undefined

export function nameIndex(): NameIndex {
  built ??= buildIndex()
  return built
}

function buildIndex(): NameIndex {
  const byCode = new Map<string, Place>()
  for (const area of areas) byCode.set(area.code, placeOf(area, byCode.get(parentCode(area.code))))
  const places = [...byCode.values()]
  for (const place of places) place.chain[place.depth - 1]?.children.push(place)
  const named = grouped(places, ({ names }) => names)
  const subdistricts = places.filter(({ depth }) => depth === 2)
  return {
    provinces: places.filter(({ depth }) => depth === 0),
    byCode,
    byPostcode: grouped(subdistricts, ({ area }) => (area.postcode ? [area.postcode] : [])),
    bySound: grouped(places, ({ sounds }) => sounds),
    byName: named,
    ...letterTree(grouped(places, ({ names, former }) => [...names, ...former])),
    beginning: beginningFinder(named),
  }
}

function placeOf(area: Area, above: Place | undefined): Place {
  const chain = [...(above?.chain ?? [])]
  const names = [...new Set([area.th, area.en, ...otherNames(area, above?.area)].map(lettersOf))]
  const sounds = [...new Set(names.filter(isLatin).map(soundOf))]
  const former = (formerNames[area.code] ?? []).map(lettersOf).filter((name) => !names.includes(name))
  const place: Place = { area, depth: chain.length, chain, names, former, sounds, children: [] }
  chain.push(place)
  return place
}

/** A province's capital district is 'อ.เมือง' to everyone there, in Ayutthaya too where it is not its name. */
function otherNames({ code, en }: Area, above: Area | undefined): readonly string[] {
  const everyday = everydayNames[code] ?? []
  if (code.length === 2) return everyday
  if (code === ayutthaya) return capitalNames.concat(['เมืองพระนครศรีอยุธยา', 'เมืองอยุธยา', 'อยุธยา', 'Ayutthaya'])
  // one of the few subdistricts called so ('เมืองพล') is not what อ.เมือง means
  if (code.length === 6) return en.startsWith('Mueang ') ? [en.replace('Mueang', 'Muang')] : []
  const muang = [...everyday, ...(en.startsWith('Mueang ') ? [en.replace('Mueang', 'Muang')] : [])]
  if (!above || en !== `Mueang ${above.en}`) return muang
  const short = everydayNames[above.code] ?? []
  return [...capitalNames, ...muang, ...short.map((name) => `เมือง${name}`)]
}

const ayutthaya = '1401'
const capitalNames = ['เมือง', 'Mueang', 'Muang']

/** Whether it is the capital district, written with the province's bare name by some ('อ.นนทบุรี'). */
export function isCapital({ names }: Place): boolean {
  return names.includes('เมือง') && names[0] !== 'เมือง'
}

function grouped(places: readonly Place[], keysOf: (place: Place) => Iterable<string>): Map<string, Place[]> {
  const groups = new Map<string, Place[]>()
  for (const place of places) {
    for (const key of keysOf(place)) {
      const group = groups.get(key)
      if (group) group.push(place)
      else groups.set(key, [place])
    }
  }
  return groups
}

type LetterTree = Pick<NameIndex, 'step' | 'placesAt' | 'nameLength'>

/** All names as one tree of letters, its edges in one flat map: 60,000 small maps would be slower and larger. */
function letterTree(named: ReadonlyMap<string, readonly Place[]>): LetterTree {
  const edges = new Map<number, number>()
  const placesAt: (readonly Place[] | undefined)[] = [undefined]
  const keyOf = (node: number, letter: number) => node * 0x1000 + letter
  for (const [name, places] of named) {
    let node = 0
    for (let i = 0; i < name.length; i++) {
      const key = keyOf(node, name.charCodeAt(i))
      const next = edges.get(key) ?? placesAt.push(undefined) - 1
      edges.set(key, next)
      node = next
    }
    placesAt[node] = places
  }
  const step = (node: number, letter: number) => edges.get(keyOf(node, letter))
  return { step, placesAt, nameLength: (letters) => longestName(letters, { step, placesAt }) }
}

function longestName(letters: string, { step, placesAt }: Pick<LetterTree, 'step' | 'placesAt'>): number {
  let longest = 0
  let node: number | undefined = 0
  for (let at = 0; at < letters.length; at++) {
    node = step(node, letters.charCodeAt(at))
    if (node === undefined) return longest
    if (placesAt[node]) longest = at + 1
  }
  return longest
}

function beginningFinder(named: ReadonlyMap<string, readonly Place[]>): NameIndex['beginning'] {
  const names = [...named.keys()].sort()
  return (letters, limit) => {
    let [low, high] = [0, names.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((names[middle] ?? '') < letters) low = middle + 1
      else high = middle
    }
    const found: Place[] = []
    for (let i = low; found.length < limit && names[i]?.startsWith(letters); i++) {
      found.push(...(named.get(names[i] ?? '') ?? []))
    }
    return found.slice(0, limit)
  }
}
