import { refuseFile } from './table.ts'

/** An outline of 50,000 corners; everything but the features has some hundred bytes. */
const LONGEST_FEATURE = 2 * 1024 * 1024
const LONGEST_FRAME = 64 * 1024
const DEEPEST = 64

export type Feature = { properties: Record<string, unknown>; geometry: unknown }

/**
 * The features of a GeoJSON FeatureCollection (RFC 7946), one at a time: the list is cut at its own commas, so that
 * memory holds one feature and not a tree of them all. Refuses any other JSON.
 */
export function* jsonFeatures(json: string): Generator<Feature> {
  let frame = ''
  let taken = 0
  for (const { from, to } of featureRanges(json)) {
    if (to - from > LONGEST_FEATURE) refuseFile('file-expands-too-much')
    frame += json.slice(taken, Math.min(from, taken + LONGEST_FRAME)).replace(/,\s*$/, '')
    if (frame.length > LONGEST_FRAME) refuseFile('file-not-geojson-points')
    taken = to
    yield feature(parsed(json.slice(from, to)))
  }
  if (json.length - taken > LONGEST_FRAME)
    refuseFile(taken === 0 ? 'file-not-geojson-points' : 'file-damaged')
  const collection = parsed(frame + json.slice(taken))
  if (!isObject(collection) || collection.type !== 'FeatureCollection') refuseFile('file-not-geojson-points')
  if (!Array.isArray(collection.features) || collection.features.length > 0)
    refuseFile('file-not-geojson-points')
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return refuseFile('file-damaged')
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function feature(value: unknown): Feature {
  if (!isObject(value) || value.type !== 'Feature') return refuseFile('file-not-geojson-points')
  return { properties: isObject(value.properties) ? value.properties : {}, geometry: value.geometry ?? null }
}

const FEATURES = /"features"\s{0,99}:\s{0,99}\[/y
const TOKEN = /["[\]{}]/g

/** Where in the text the members of the outermost "features" list begin and end. */
function* featureRanges(json: string): Generator<{ from: number; to: number }> {
  let depth = 0
  let from = -1
  let inList = false
  for (let at = nextToken(json, 0); at !== -1; at = nextToken(json, at + 1)) {
    const token = json[at]
    if (token === '"') {
      if (depth === 1) inList = startsList(json, at)
      at = endOfString(json, at)
    } else if (token === '{' || token === '[') {
      depth += 1
      if (depth > DEEPEST) refuseFile('file-unsafe')
      if (inList && depth === 3) from = at
    } else {
      depth -= 1
      if (inList && depth === 2) yield { from, to: at + 1 }
    }
  }
}

function nextToken(json: string, from: number): number {
  TOKEN.lastIndex = from
  return TOKEN.exec(json)?.index ?? -1
}

function startsList(json: string, at: number): boolean {
  FEATURES.lastIndex = at
  return FEATURES.test(json)
}

/** The closing quote of the string that opens here; an odd number of backslashes before a quote makes it a letter. */
function endOfString(json: string, at: number): number {
  for (let end = json.indexOf('"', at + 1); end !== -1; end = json.indexOf('"', end + 1)) {
    let backslashes = 0
    while (json[end - 1 - backslashes] === '\\') backslashes++
    if (backslashes % 2 === 0) return end
  }
  return json.length
}
