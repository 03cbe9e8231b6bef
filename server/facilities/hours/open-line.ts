import type OpeningHours from 'opening_hours'
import { weekOfHours } from '../../../contract/week-hours.ts'
import { BangkokDate, dayLength, isoDay } from './bangkok-date.ts'
import { withHolidays } from './holidays.ts'
import { parseHours } from './hours-library.ts'
import { opensOfWeek } from './plain-week.ts'

/** Half-open, in milliseconds. `open` is null where the hours do not tell, as with "by appointment". */
type Stretch = { from: number; to: number; open: boolean | null }

/** One stretch after the other, each unlike the one before. */
export type OpenLine = readonly Stretch[]

type Asked = { from: number; days: number; holidays: readonly string[] }

/** Undefined for hours that cannot be evaluated. */
export function parsedHours(hours: string, holidays: readonly string[]): OpeningHours | undefined {
  const dated = withHolidays(hours, holidays)
  try {
    return dated === undefined ? undefined : parseHours(dated)
  } catch {
    return undefined
  }
}

function lineOfOpens(opens: readonly { from: number; to: number }[], from: number, until: number): OpenLine {
  const line: Stretch[] = []
  let at = from
  for (const open of opens) {
    if (at < open.from) line.push({ from: at, to: open.from, open: false })
    line.push({ ...open, open: true })
    at = open.to
  }
  if (at < until) line.push({ from: at, to: until, open: false })
  return line
}

function lineOfParsed(parsed: OpeningHours, from: number, until: number): OpenLine {
  const line: Stretch[] = []
  const limit = new BangkokDate(until)
  const iterator = parsed.getIterator(new BangkokDate(from))
  for (let more = true; more; ) {
    const start = Math.max(from, iterator.getDate().getTime())
    const open = iterator.getUnknown() ? null : iterator.getState()
    more = iterator.advance(limit)
    const end = more ? Math.min(until, iterator.getDate().getTime()) : until
    const last = line.at(-1)
    if (last?.open === open) last.to = end
    else if (end > start) line.push({ from: start, to: end, open })
  }
  return line
}

/** Plain weeks by their table, which keeps the nights before and of holidays whole; the library cuts both at midnight. */
function makeLine(hours: string, { from, days, holidays }: Asked): OpenLine | undefined {
  const until = from + days * dayLength
  const week = weekOfHours(hours)
  if (week) return lineOfOpens(opensOfWeek(week, from, until, holidays), from, until)
  const parsed = hours === '' ? undefined : parsedHours(hours, holidays)
  try {
    return parsed && lineOfParsed(parsed, from, until)
  } catch {
    // some texts are understood and cannot be worked out: one of them must not hold up the others
    return undefined
  }
}

/** The same hours on the same day are asked for by every facility that has them, and at every look at the list. */
const remembered = new Map<string, OpenLine | undefined>()
const mostRemembered = 5_000 // some 1.5 kB each

/** When hours are open from one midnight of Thailand on; undefined if they cannot be evaluated. */
export function openLine(hours: string, { from, days, holidays }: Asked): OpenLine | undefined {
  // The day before counts too: its night may reach into the first day.
  const [first, last] = [isoDay(from - dayLength), isoDay(from + days * dayLength)]
  const near = holidays.filter((date) => date >= first && date <= last)
  const key = `${from} ${days} ${near.join()} ${hours}`
  if (remembered.has(key)) return remembered.get(key)
  const line = makeLine(hours, { from, days, holidays: near })
  if (remembered.size >= mostRemembered) remembered.clear()
  remembered.set(key, line)
  return line
}
