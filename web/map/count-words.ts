import { map } from '../messages/map.ts'
import { duration, minutesBetween } from '../time.ts'
import type { Count, Counts, Sum } from './counts.ts'

const digits = (number: number): string => number.toLocaleString('en')

/** "12", "1–2": as it is seen. */
export const countWords = (count: Count): string => (count === 'few' ? map.words.few : digits(count))

/** "12", "1 ถึง 2": as it is read out. */
const spoken = (count: Count): string => (count === 'few' ? map.words.fewSpoken : digits(count))

/** "22+", read out as "อย่างน้อย 22". */
export const sumWords = ({ number, atLeast }: Sum): string =>
  atLeast ? map.words.atLeast(digits(number)) : digits(number)
export const sumSpoken = ({ number, atLeast }: Sum): string =>
  atLeast ? map.words.atLeastSpoken(digits(number)) : digits(number)

/** A place in a whole sentence, for those who listen. */
export function spokenPlace(name: string, counts: Counts): string {
  const { waitingSpoken, helpingSpoken, requests, fewSpoken, oldest } = map.words
  if ('few' in counts) return `${name}, ${requests(fewSpoken)}`
  return [
    name,
    counts.waiting !== 0 && waitingSpoken(spoken(counts.waiting)),
    counts.helping !== 0 && helpingSpoken(spoken(counts.helping)),
    counts.oldest && `${oldest} ${waitedSince(counts.oldest)}`,
  ]
    .filter(Boolean)
    .join(', ')
}

/** "2 ชม. 10 นาที" until now. */
export const waitedSince = (time: string): string => duration(minutesBetween(time, new Date()))
