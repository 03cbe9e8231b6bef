import { map } from '../messages/map.ts'
import { duration, minutesBetween } from '../time.ts'
import type { Count, Counts } from './counts.ts'

const digits = (number: number): string => number.toLocaleString('en')

/** "รอ 12"; of one or two only that somebody waits. */
export const waitingWords = (count: Count): string =>
  count === 'few' ? map.words.waitingFew : map.words.waiting(digits(count))
export const helpingWords = (count: Count): string =>
  count === 'few' ? map.words.helpingFew : map.words.helping(digits(count))

/** "50+", read out as "อย่างน้อย 50". */
export const atLeastWords = (count: number): string => map.words.atLeast(digits(count))
const atLeastSpoken = (count: number): string => map.words.atLeastSpoken(digits(count))

/** "รอ 12 · กำลังช่วย 5": as they stand in a line. */
export function countsInWords(counts: Counts): string {
  if ('few' in counts) return map.words.few
  if ('atLeast' in counts) return map.words.requests(atLeastWords(counts.atLeast))
  return `${waitingWords(counts.waiting)} · ${helpingWords(counts.helping)}`
}

/** The counts of a place in words to be read out, most telling first. */
export function spokenCounts(counts: Counts): string {
  const { waitingSpoken, helpingSpoken, requests, few, waitingFew, helpingFew, longWait } = map.words
  if ('few' in counts) return few
  if ('atLeast' in counts) return requests(atLeastSpoken(counts.atLeast))
  const { waiting, helping, oldest } = counts
  return [
    waiting !== 0 && (waiting === 'few' ? waitingFew : waitingSpoken(digits(waiting))),
    helping !== 0 && (helping === 'few' ? helpingFew : helpingSpoken(digits(helping))),
    oldest && longWait(waitedSince(oldest)),
  ]
    .filter(Boolean)
    .join(', ')
}

/** A place in a whole sentence, for those who listen. */
export const spokenPlace = (name: string, counts: Counts): string => `${name}, ${spokenCounts(counts)}`

/** "2 ชม. 10 นาที" until now. */
export const waitedSince = (time: string): string => duration(minutesBetween(time, new Date()))
