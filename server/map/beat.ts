/**
 * When the public map changes, and which changes it takes along. Numbers of places change on a short beat; what happens where only
 * "few" is said changes no number anywhere before the long one. So nobody can see one request come or go closer than that.
 */

const MINUTE_MS = 60_000
/** Five minutes: the map still helps whoever is on the way, and many come and go in it where numbers are told. */
export const SHORT_MS = 5 * MINUTE_MS
/** A quarter of an hour: one request that appears alone is told no closer. */
export const LONG_MS = 15 * MINUTE_MS
/** Fewer requests, or of fewer known people, than this could point at a person. */
export const ENOUGH = 3

export type Beat = 'short' | 'long'
/** A place as it is published. */
export type Place = {
  waiting: number
  helping: number
  enough: boolean
  knownChanges: number
  unsure: boolean
}
/** What has changed since in one subdistrict's part of a hexagon, added up. */
export type Moved = { subdistrict: string; cell: string; waiting: number; helping: number; known: number }
export type Places = ReadonlyMap<string, Place>

/** Which beat is due: beats stand at whole quarters and fives of the clock, also when the clock was turned. */
export function beatDue(last: Date | null, now: Date): Beat | null {
  if (!last || count(last, LONG_MS) !== count(now, LONG_MS)) return 'long'
  return count(last, SHORT_MS) === count(now, SHORT_MS) ? null : 'short'
}

const count = (time: Date, ms: number) => Math.floor(time.getTime() / ms)

/** The places in which a change is counted. */
export const placesOf = ({ subdistrict, cell }: Pick<Moved, 'subdistrict' | 'cell'>): string[] => [
  subdistrict.slice(0, 2),
  subdistrict.slice(0, 4),
  subdistrict,
  cell,
]

/** What a beat takes along: the long one all, the short one only what lies in places that tell their numbers. */
export function takenAlong(beat: Beat, moved: readonly Moved[], places: Places): Moved[] {
  if (beat === 'long') return [...moved]
  return moved.filter((one) => placesOf(one).every((code) => places.get(code)?.enough))
}

type Turning = {
  places: Places
  taken: readonly Moved[]
  /** the places with three known people and more; the long beat asks */
  crowds: ReadonlySet<string>
}

/** The places that were given and those that changed, as the beat leaves them. After the long one those without requests are gone. */
export function turned(beat: Beat, { places, taken, crowds }: Turning): Map<string, Place | null> {
  const after = new Map<string, Place>(beat === 'long' ? places : [])
  for (const one of taken)
    for (const code of placesOf(one))
      after.set(code, added(after.get(code) ?? places.get(code) ?? nothing, one))
  return new Map(
    [...after].map(([code, place]) => {
      const total = place.waiting + place.helping
      const is = beat === 'long' ? crowds.has(code) : place.enough
      const gone = beat === 'long' && total === 0
      return [code, gone ? null : { ...place, enough: is && total >= ENOUGH, unsure: beat === 'short' }]
    }),
  )
}

const nothing: Place = { waiting: 0, helping: 0, enough: false, knownChanges: 0, unsure: false }

const added = (place: Place, { waiting, helping, known }: Moved): Place => ({
  ...place,
  waiting: place.waiting + waiting,
  helping: place.helping + helping,
  knownChanges: place.knownChanges + known,
})
