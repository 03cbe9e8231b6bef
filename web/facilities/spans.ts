import { facility as book } from '../messages/facility.ts'
import { bareClock, clock, recent } from '../time.ts'
import type { Shown } from './kept-facilities.ts'

type Hours = NonNullable<Shown['hours']>

const DAY_MS = 24 * 3_600_000
const BANGKOK_MS = 7 * 3_600_000

/** The midnight of Thailand before a moment, in milliseconds. */
const midnight = (at: number): number => Math.floor((at + BANGKOK_MS) / DAY_MS) * DAY_MS - BANGKOK_MS

/** "08:00–20:00 น.", "24 ชั่วโมง": the spans of one day, each cut at its midnights; '' when there is none. */
function timesOf(week: Hours['week'], day: number): string {
  const spans = week
    .map(([from, to]): [number, number] => [
      Math.max(Date.parse(from), day),
      Math.min(Date.parse(to), day + DAY_MS),
    ])
    .filter(([from, to]) => from < to)
  if (spans.some(([from, to]) => to - from === DAY_MS)) return book.words.allDay
  const last = (to: number) => (to === day + DAY_MS ? '24:00' : bareClock(new Date(to)))
  return spans.map(([from, to]) => `${bareClock(new Date(from))}–${last(to)}`).join(', ')
}

/** The next seven days from today: noon of the day, and its times; '' for a day that is closed. */
export function daysOf({ week }: Hours, now: Date): { noon: Date; times: string }[] {
  const today = midnight(now.getTime())
  return Array.from({ length: 7 }, (_, ahead) => {
    const day = today + ahead * DAY_MS
    return { noon: new Date(day + DAY_MS / 2), times: timesOf(week, day) }
  })
}

/** "เปิดถึง 20:00 น.", "เปิดอีกครั้ง พรุ่งนี้ 08:00 น."; undefined where nobody knows, or where it never closes. */
export function changeWords({ openNow, changesAt }: Hours, now: Date): string | undefined {
  if (openNow === null || changesAt === null) return undefined
  const { openUntil, opensAt } = book.words
  return openNow ? openUntil(whenWords(changesAt, now)) : opensAt(whenWords(changesAt, now))
}

function whenWords(at: string, now: Date): string {
  const isTomorrow = midnight(Date.parse(at)) - midnight(now.getTime()) === DAY_MS
  return isTomorrow ? book.words.tomorrow(clock(at)) : recent(at, now)
}
