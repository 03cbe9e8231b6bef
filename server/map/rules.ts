import type { PlaceCounts } from '../../contract/map.ts'

/** The open requests of one place, as they are: never shown before `publicCounts`. */
export type Counts = {
  waiting: number
  helping: number
  waitingRed: number
  helpingRed: number
  /** since when the longest waits */
  oldest: Date | null
}
/** By need; '' counts requests whatever they need (a request with two needs is one request). */
export type CountsByNeed = ReadonlyMap<string, Counts>
export type Filter = { need?: string | undefined; status?: 'waiting' | 'helping' | undefined }
type Distribute<T> = T extends unknown ? Omit<T, 'level' | 'code'> : never
export type PublicCounts = Distribute<PlaceCounts>

/** Fewer requests than this could point at a person (product.md, Map). */
const ENOUGH = 3
const MINUTE_MS = 60_000
const nothing: Counts = { waiting: 0, helping: 0, waitingRed: 0, helpingRed: 0, oldest: null }

/**
 * What the public may see of a place, the one rule for tile, list, sheet and live. Under three requests: that there are
 * few, whatever the filter, so that no filter tells a need or a status of theirs. From three on each part is
 * nothing, three and more, or few; the longest wait is told to the minute among three or more waiting.
 */
export function publicCounts(byNeed: CountsByNeed, { need = '', status }: Filter = {}): PublicCounts {
  const all = byNeed.get('') ?? nothing
  const needed = byNeed.get(need) ?? nothing
  const shown = ofStatus(needed, status)
  if ([all, needed, shown].some((counts) => publicNumber(total(counts)) === 'few')) return { few: true }
  return {
    waiting: publicNumber(shown.waiting),
    helping: publicNumber(shown.helping),
    red: publicNumber(shown.waitingRed + shown.helpingRed),
    oldest: shown.waiting < ENOUGH ? null : wholeMinute(shown.oldest),
  }
}

/** The counts of each need, by the same rule; none are told of a place with few requests. */
export function publicNeeds(byNeed: CountsByNeed): { kind: string; count: number | 'few' }[] {
  if ('few' in publicCounts(byNeed)) return []
  return [...byNeed]
    .filter(([kind, counts]) => kind !== '' && total(counts) > 0)
    .map(([kind, counts]) => ({ kind, count: publicNumber(total(counts)) }))
    .sort((a, b) => weight(b.count) - weight(a.count) || (a.kind < b.kind ? -1 : 1))
}

/** Whether a place has nothing to show. */
export const isEmpty = (counts: PublicCounts): boolean =>
  !('few' in counts) && counts.waiting === 0 && counts.helping === 0

/** Whether anybody looking at the map, with this need as filter or without, sees a difference. */
export function looksDifferent(before: CountsByNeed, after: CountsByNeed, need: string): boolean {
  return ([undefined, 'waiting', 'helping'] as const).some((status) => {
    const filter = { need, status }
    return JSON.stringify(publicCounts(before, filter)) !== JSON.stringify(publicCounts(after, filter))
  })
}

/** Most waiting first, as far as the public may know. */
export function byWaiting(a: PublicCounts, b: PublicCounts): number {
  const parts = (counts: PublicCounts) =>
    'few' in counts ? [0, 0] : [weight(counts.waiting), weight(counts.helping)]
  const [ofA, ofB] = [parts(a), parts(b)]
  return (ofB[0] ?? 0) - (ofA[0] ?? 0) || (ofB[1] ?? 0) - (ofA[1] ?? 0)
}

/** The counts of two parts of a place: parts are added up before anything is hidden. */
export function addedUp(a: Counts | undefined, b: Counts): Counts {
  if (!a) return b
  return {
    waiting: a.waiting + b.waiting,
    helping: a.helping + b.helping,
    waitingRed: a.waitingRed + b.waitingRed,
    helpingRed: a.helpingRed + b.helpingRed,
    oldest: a.oldest && (!b.oldest || a.oldest < b.oldest) ? a.oldest : b.oldest,
  }
}

const weight = (count: number | 'few') => (count === 'few' ? 1 : count)
const total = (counts: Counts) => counts.waiting + counts.helping
const publicNumber = (count: number): number | 'few' => (count > 0 && count < ENOUGH ? 'few' : count)

function ofStatus(counts: Counts, status: Filter['status']): Counts {
  if (status === 'waiting') return { ...counts, helping: 0, helpingRed: 0 }
  return status === 'helping' ? { ...counts, waiting: 0, waitingRed: 0, oldest: null } : counts
}

function wholeMinute(time: Date | null): string | null {
  return time && new Date(Math.floor(time.getTime() / MINUTE_MS) * MINUTE_MS).toISOString()
}
