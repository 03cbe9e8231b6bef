import type { PlaceCounts } from '../../contract/map.ts'
import { ENOUGH, type Place } from './beat.ts'
import type { Told } from './told.ts'

export type Filter = { need?: string | undefined; status?: 'waiting' | 'helping' | undefined }
type Distribute<T> = T extends unknown ? Omit<T, 'level' | 'code'> : never
export type PublicCounts = Distribute<PlaceCounts>
/** What is published of a place: its totals, and of districts and provinces what is told of people. */
export type Published = { place: Place | undefined; told?: Told | undefined }

const nobody: PublicCounts = { waiting: 0, helping: 0, red: null, oldest: null }
const few: PublicCounts = { few: true }

/**
 * What the public may see of a place, the one rule for tile, list, sheet and live. Where too few are known it says only that there
 * is something. With a need it says what is told of that need; where nothing is told, only that there is something. A status
 * hides the other number, and tells nothing that stands not there without it.
 */
export function publicCounts({ place, told }: Published, { need, status }: Filter = {}): PublicCounts {
  if (!place) return nobody
  if (!place.enough) return few
  if (need !== undefined) {
    const atLeast = status ? undefined : told?.needs[need]
    return atLeast ? { atLeast } : few
  }
  return {
    waiting: status === 'helping' ? 0 : publicNumber(place.waiting),
    helping: status === 'waiting' ? 0 : publicNumber(place.helping),
    red: told?.red || null,
    oldest: told?.oldest?.toISOString() ?? null,
  }
}

/** Of each need at least how many want it, as far as it is told. */
export function publicNeeds({ place, told }: Published): { kind: string; count: number }[] {
  if (!place?.enough || !told) return []
  return Object.entries(told.needs)
    .map(([kind, count]) => ({ kind, count }))
    .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1))
}

/** Whether a place has nothing to show. */
export const isEmpty = (counts: PublicCounts): boolean =>
  'waiting' in counts && counts.waiting === 0 && counts.helping === 0

/** The country: its provinces added up, as they are published. */
export function wholeOf(provinces: readonly Place[]): Place | undefined {
  if (provinces.length === 0) return undefined
  const sum = (key: 'waiting' | 'helping') => provinces.reduce((total, place) => total + place[key], 0)
  const enough = provinces.some((place) => place.enough)
  return { waiting: sum('waiting'), helping: sum('helping'), enough, knownChanges: 0, unsure: false }
}

type Change = { before: Place | undefined; after: Place | undefined }

/**
 * What is announced after a beat: the codes of the places that look different. One that says few is never named together with the
 * areas around it: then it is the whole country ('') that is to be read again.
 */
export function announced(changes: ReadonlyMap<string, Change>): string[] {
  const faces = [...changes].map(([code, { before, after }]) => ({
    code,
    before: publicCounts({ place: before }),
    after: publicCounts({ place: after }),
  }))
  const different = faces.filter((face) => JSON.stringify(face.before) !== JSON.stringify(face.after))
  const saysFew = ({ before, after }: (typeof faces)[number]) => 'few' in before || 'few' in after
  return different.some(saysFew) ? [''] : different.map(({ code }) => code)
}

/** Most waiting first, as far as the public may know. */
export function byWaiting(a: PublicCounts, b: PublicCounts): number {
  const parts = (counts: PublicCounts): [number, number] => {
    if ('few' in counts) return [0, 0]
    return 'atLeast' in counts ? [counts.atLeast, 0] : [weight(counts.waiting), weight(counts.helping)]
  }
  const [ofA, ofB] = [parts(a), parts(b)]
  return ofB[0] - ofA[0] || ofB[1] - ofA[1]
}

const weight = (count: number | 'few') => (count === 'few' ? 1 : count)
const publicNumber = (count: number): number | 'few' => (count > 0 && count < ENOUGH ? 'few' : count)
