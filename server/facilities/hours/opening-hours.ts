import { hoursOfWeek, weekOfHours } from '../../../contract/week-hours.ts'
import { dayLength, midnightBefore } from './bangkok-date.ts'
import { parseHours, stoppedAt } from './hours-library.ts'
import { openLine, parsedHours } from './open-line.ts'
import { isSpoken, readSpokenHours } from './spoken-hours.ts'
import { evened } from './spoken-words.ts'

type Unreadable = 'empty' | 'too-long' | 'unclear' | 'not-supported'
export type HoursRead = { ok: true; hours: string } | { ok: false; why: Unreadable; at?: number }

const longest = 255 // characters, as in OpenStreetMap
const weekLength = 8 // days told to phones
const farthest = 366 // days searched for the next change

/**
 * Hours as people write them, in the `opening_hours` syntax of OpenStreetMap: that syntax itself, or plain Thai ("จ.-ศ. 8.30-16.30 น.").
 * `at` is the character where reading stopped. What could mean two things is not read.
 */
export function readHours(text: string): HoursRead {
  const written = evened(text.trim())
  if (written === '') return { ok: false, why: 'empty' }
  if (written.length > longest) return { ok: false, why: 'too-long' }
  const read = isSpoken(written) ? readSpokenHours(written) : readSyntax(written)
  if (read.ok || read.at === undefined) return read
  return { ...read, at: read.at + text.length - text.trimStart().length }
}

/** Their moment depends on the place, on schools or on the church's year. */
const notSupported = /\b(?:sunrise|sunset|dawn|dusk|easter|SH)\b/i

/** A whole day or none at all: the library takes it for a day, who typed it may have slipped. */
const sameTwice = /\b(\d\d:\d\d)-\1/

/** Warnings of the library after which it guesses: a day without times, a word of several languages, a number as a year. */
const unsure: ReadonlySet<string> = new Set(['vague', 'ambiguous_word', 'interpreted_as_year'])

function readSyntax(text: string): HoursRead {
  const plain = text.replace(/"[^"]*"/g, (comment) => ' '.repeat(comment.length))
  if (notSupported.test(plain)) return { ok: false, why: 'not-supported', at: plain.search(notSupported) }
  if (sameTwice.test(plain)) return { ok: false, why: 'unclear', at: plain.search(sameTwice) }
  // "16:30-8:30" is 8:30 in the morning: Thai hours run from 0 to 24.
  const padded = text.replace(/(?<![\d:.])(\d[:.]\d\d)(?!\d)/g, '0$1')
  try {
    const parsed = parseHours(padded)
    if (parsed.getStructuredWarnings().some(({ type }) => unsure.has(type)))
      return { ok: false, why: 'unclear' }
    const tidy = parsed.prettifyValue()
    const week = weekOfHours(tidy)
    const hours = week ? hoursOfWeek(week) : tidy
    return parsedHours(hours, []) ? { ok: true, hours } : { ok: false, why: 'not-supported' }
  } catch (error) {
    const at = stoppedAt(error)
    return { ok: false, why: 'unclear', ...(at === undefined ? {} : { at }) }
  }
}

/** The state at a moment and its end, within so many days. */
function stretchAt(
  hours: string,
  now: Date,
  { days, holidays }: { days: number; holidays: readonly string[] },
) {
  const from = midnightBefore(now)
  const stretch = openLine(hours, { from, days, holidays })?.find(({ to }) => now.getTime() < to)
  return (
    stretch && {
      open: stretch.open,
      ends: stretch.to < from + days * dayLength ? new Date(stretch.to) : null,
    }
  )
}

/**
 * Whether a place with these hours is open, null where the hours do not say, and when that changes (null: not within a year).
 * `hours` as `readHours` gives them; `holidays` are days 'YYYY-MM-DD' of Thailand, which "PH" means.
 */
export function hoursNow(
  hours: string,
  now: Date,
  holidays: readonly string[],
): { open: boolean | null; changesAt: Date | null } {
  const near = stretchAt(hours, now, { days: weekLength, holidays })
  if (!near) return { open: null, changesAt: null }
  const changesAt = near.ends ?? stretchAt(hours, now, { days: farthest, holidays })?.ends ?? null
  return { open: near.open, changesAt }
}

/**
 * The spans of today and the seven days after in which a place is open for certain, whole days of Thailand, touching spans
 * joined. Empty too when nobody knows: `hoursNow` tells which.
 */
export function hoursWeek(hours: string, now: Date, holidays: readonly string[]): [from: Date, to: Date][] {
  const line = openLine(hours, { from: midnightBefore(now), days: weekLength, holidays }) ?? []
  return line.filter(({ open }) => open).map(({ from, to }) => [new Date(from), new Date(to)])
}
